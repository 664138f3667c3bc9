# How folders become targets. Sources are found by name, so that a new file needs no change here.

# The .cc files below src/FOLDER, apart from unit tests and from folders that are libraries of
# their own: src/engine/ is the interface, src/engine/duckdb/ the engine behind it.
function(mockhaus_sources folder sources tests)
  file(GLOB_RECURSE all CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${folder}/*.cc)
  if(folder STREQUAL "engine")
    list(FILTER all EXCLUDE REGEX "/src/engine/[^/]+/")
  endif()
  set(unit_tests ${all})
  list(FILTER all EXCLUDE REGEX "_test\\.cc$")
  list(FILTER unit_tests INCLUDE REGEX "_test\\.cc$")
  set(${sources} ${all} PARENT_SCOPE)
  set(${tests} ${unit_tests} PARENT_SCOPE)
endfunction()

# mockhaus_library(FOLDER DEPENDS our-folders... LIBRARIES foreign-targets...)
# Makes the static library mh_FOLDER and, from its *_test.cc files, the program mh_FOLDER_tests,
# which ctest runs as unit/FOLDER. A folder without sources yet only passes its needs on.
function(mockhaus_library folder)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "DEPENDS;LIBRARIES")
  string(REPLACE "/" "_" target "mh_${folder}")
  mockhaus_sources(${folder} sources tests)
  if(NOT sources)
    add_library(${target} INTERFACE)
    set(reach INTERFACE)
  else()
    add_library(${target} STATIC ${sources})
    mockhaus_precompile(${target})
    set(reach PUBLIC)
  endif()
  target_link_libraries(${target} ${reach} mockhaus_flags ${arg_LIBRARIES})
  foreach(folder_needed ${arg_DEPENDS})
    string(REPLACE "/" "_" needed "mh_${folder_needed}")
    target_link_libraries(${target} ${reach} ${needed})
  endforeach()
  if(tests)
    add_executable(${target}_tests ${tests} ${CMAKE_SOURCE_DIR}/tests/runner/unit_main.cc)
    target_link_libraries(${target}_tests ${target})
    add_test(NAME unit/${folder} COMMAND ${target}_tests)
  endif()
endfunction()

# Standard headers that nearly every file needs, parsed once for each library (4 times faster).
function(mockhaus_precompile target)
  target_precompile_headers(${target} PRIVATE
    <algorithm> <cstdint> <functional> <map> <memory> <mutex> <optional> <span> <string>
    <string_view> <utility> <variant> <vector>)
endfunction()

# The program build/PRESET/mockhaus with DuckDB's library beside it in lib/: the two can be moved
# together to any folder.
function(mockhaus_program)
  mockhaus_sources(app sources tests)
  if(NOT sources)
    return()
  endif()
  set(library ${CMAKE_BINARY_DIR}/lib/libduckdb.so)
  add_custom_command(OUTPUT ${library}
    COMMAND ${CMAKE_COMMAND} -E copy ${THIRD_PARTY}/duckdb/libduckdb.so ${library}
    DEPENDS ${THIRD_PARTY}/duckdb/libduckdb.so VERBATIM)
  add_executable(mockhaus ${sources} ${library})
  mockhaus_precompile(mockhaus)
  target_link_libraries(mockhaus mockhaus_flags mh_http mh_engine_duckdb)
  set_target_properties(mockhaus PROPERTIES
    RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}
    BUILD_WITH_INSTALL_RPATH TRUE INSTALL_RPATH "$ORIGIN/lib")
  if(tests)
    list(FILTER sources EXCLUDE REGEX "/(main|serve|wiring|translate|schema_view|accounts|sandbox)\\.cc$")
    add_executable(mh_app_tests ${sources} ${tests} ${CMAKE_SOURCE_DIR}/tests/runner/unit_main.cc)
    target_link_libraries(mh_app_tests mh_base)
    add_test(NAME unit/app COMMAND mh_app_tests)
  endif()
endfunction()
