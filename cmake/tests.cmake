# Tests beyond the unit tests of each library (cmake/library.cmake). All run by `ctest`.
find_package(Python3 REQUIRED COMPONENTS Interpreter)

# Checks that read the sources only.
function(mockhaus_source_checks)
  add_test(NAME tidy COMMAND Python3::Interpreter ${CMAKE_SOURCE_DIR}/scripts/tidy.py)
  add_test(NAME differences
    COMMAND Python3::Interpreter ${CMAKE_SOURCE_DIR}/scripts/differences.py --check)
endfunction()

# The cases of tests/cases/, one ctest for each folder, against the program.
function(mockhaus_case_tests)
  if(NOT TARGET mockhaus)
    return()
  endif()
  add_executable(parse_text ${CMAKE_SOURCE_DIR}/tests/runner/parse_main.cc)
  target_link_libraries(parse_text mockhaus_flags mh_sql)
  file(GLOB folders CONFIGURE_DEPENDS LIST_DIRECTORIES true ${CMAKE_SOURCE_DIR}/tests/cases/*)
  foreach(folder ${folders})
    get_filename_component(name ${folder} NAME)
    add_test(NAME cases/${name} COMMAND Python3::Interpreter
      ${CMAKE_SOURCE_DIR}/tests/runner/run_cases.py --program $<TARGET_FILE:mockhaus>
      --parser $<TARGET_FILE:parse_text> ${folder})
  endforeach()
endfunction()

# The statements of tests/corpora/, which must parse, print and parse back.
function(mockhaus_corpus_test)
  add_executable(corpus_test ${CMAKE_SOURCE_DIR}/tests/corpora/corpus_main.cc)
  target_link_libraries(corpus_test mockhaus_flags mh_sql)
  add_test(NAME corpora COMMAND corpus_test ${CMAKE_SOURCE_DIR}/tests/corpora)
endfunction()

# docs/functions.md is made of the function table.
function(mockhaus_document_tests)
  add_executable(functions_document ${CMAKE_SOURCE_DIR}/tests/documents/functions_main.cc)
  target_link_libraries(functions_document mockhaus_flags mh_sql)
  add_test(NAME functions
    COMMAND functions_document --check ${CMAKE_SOURCE_DIR}/docs/functions.md)
endfunction()

# Programs that are run by hand: tests/bench/*.cc (./dev bench) and tests/fuzz/*.cc (./dev fuzz),
# made by the target by_hand.
function(mockhaus_programs_by_hand)
  add_custom_target(by_hand)
  file(GLOB sources CONFIGURE_DEPENDS
    ${CMAKE_SOURCE_DIR}/tests/bench/*.cc ${CMAKE_SOURCE_DIR}/tests/fuzz/*.cc)
  foreach(source ${sources})
    get_filename_component(name ${source} NAME_WE)
    add_executable(${name} EXCLUDE_FROM_ALL ${source})
    target_link_libraries(${name} mockhaus_flags mh_service mh_engine_duckdb)
    add_dependencies(by_hand ${name})
  endforeach()
endfunction()

# Unmodified clients against the program, in the environments of scripts/setup.sh --clients.
function(mockhaus_client_tests)
  if(NOT TARGET mockhaus)
    return()
  endif()
  file(GLOB plain CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/clients/http/test_*.py)
  foreach(script ${plain})
    get_filename_component(name ${script} NAME_WE)
    string(REPLACE "test_" "client/http_" name ${name})
    add_test(NAME ${name} COMMAND Python3::Interpreter ${script})
    set_tests_properties(${name} PROPERTIES ENVIRONMENT "MOCKHAUS=$<TARGET_FILE:mockhaus>")
  endforeach()
  foreach(version 4 5)
    set(python ${CMAKE_SOURCE_DIR}/.venv/py${version}/bin/python)
    add_test(NAME client/python${version}
      COMMAND ${python} -m pytest -q -p no:cacheprovider ${CMAKE_SOURCE_DIR}/tests/clients/python)
    set_tests_properties(client/python${version} PROPERTIES
      ENVIRONMENT "MOCKHAUS=$<TARGET_FILE:mockhaus>")
  endforeach()
  add_test(NAME client/tools COMMAND ${CMAKE_SOURCE_DIR}/.venv/dbt/bin/python
    -m pytest -q -p no:cacheprovider ${CMAKE_SOURCE_DIR}/tests/clients/tools)
  set_tests_properties(client/tools PROPERTIES ENVIRONMENT "MOCKHAUS=$<TARGET_FILE:mockhaus>")
endfunction()
