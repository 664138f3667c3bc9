# Tests beyond the unit tests of each library (cmake/library.cmake). All run by `ctest`.
find_package(Python3 REQUIRED COMPONENTS Interpreter)

# Checks that read the sources only.
function(mockhaus_source_checks)
  add_test(NAME tidy COMMAND Python3::Interpreter ${CMAKE_SOURCE_DIR}/scripts/tidy.py)
  add_test(NAME differences
    COMMAND Python3::Interpreter ${CMAKE_SOURCE_DIR}/scripts/differences.py --check)
endfunction()

# The case runner (tests/runner/) on every folder of tests/cases/, one ctest each.
function(mockhaus_case_tests)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/runner/*.cc)
  list(FILTER sources EXCLUDE REGEX "unit_main.cc$")
  if(NOT sources)
    return()
  endif()
  add_executable(case_runner ${sources})
  mockhaus_precompile(case_runner)
  target_link_libraries(case_runner mockhaus_flags mh_service mh_http mh_engine_duckdb)
  file(GLOB folders CONFIGURE_DEPENDS LIST_DIRECTORIES true ${CMAKE_SOURCE_DIR}/tests/cases/*)
  foreach(folder ${folders})
    get_filename_component(name ${folder} NAME)
    add_test(NAME cases/${name} COMMAND case_runner ${folder})
  endforeach()
endfunction()

# Programs that are run by hand: tests/bench/*.cc (./dev bench) and tests/fuzz/*.cc (./dev fuzz).
function(mockhaus_programs_by_hand)
  file(GLOB sources CONFIGURE_DEPENDS
    ${CMAKE_SOURCE_DIR}/tests/bench/*.cc ${CMAKE_SOURCE_DIR}/tests/fuzz/*.cc)
  foreach(source ${sources})
    get_filename_component(name ${source} NAME_WE)
    add_executable(${name} ${source})
    target_link_libraries(${name} mockhaus_flags mh_sql)
  endforeach()
endfunction()

# Unmodified clients against the program, in the environments of scripts/setup.sh --clients.
function(mockhaus_client_tests)
  if(NOT TARGET mockhaus)
    return()
  endif()
  foreach(version 4 5)
    set(python ${CMAKE_SOURCE_DIR}/.venv/py${version}/bin/python)
    add_test(NAME client/python${version}
      COMMAND ${python} -m pytest -q -p no:cacheprovider ${CMAKE_SOURCE_DIR}/tests/clients/python)
    set_tests_properties(client/python${version} PROPERTIES
      ENVIRONMENT "MOCKHAUS=$<TARGET_FILE:mockhaus>")
  endforeach()
endfunction()
