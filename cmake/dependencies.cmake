# Foreign code as targets. scripts/setup.sh puts what Debian does not have into third_party/
# (never committed): DuckDB's library and C header, nanoarrow's sources.
set(THIRD_PARTY ${CMAKE_SOURCE_DIR}/third_party CACHE PATH "where scripts/setup.sh puts libraries")
if(NOT EXISTS ${THIRD_PARTY}/duckdb/libduckdb.so)
  message(FATAL_ERROR "third_party/ is not filled yet: run scripts/setup.sh (or ./dev build)")
endif()

find_package(Threads REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(ZLIB REQUIRED)

add_library(duckdb SHARED IMPORTED)
set_target_properties(duckdb PROPERTIES
  IMPORTED_LOCATION ${THIRD_PARTY}/duckdb/libduckdb.so
  INTERFACE_SYSTEM_INCLUDE_DIRECTORIES ${THIRD_PARTY}/duckdb
  INTERFACE_INCLUDE_DIRECTORIES ${THIRD_PARTY}/duckdb
  IMPORTED_NO_SONAME TRUE)

file(GLOB nanoarrow_sources ${THIRD_PARTY}/nanoarrow/src/*.c)
add_library(nanoarrow STATIC ${nanoarrow_sources})
target_include_directories(nanoarrow SYSTEM PUBLIC ${THIRD_PARTY}/nanoarrow/include)
target_compile_options(nanoarrow PRIVATE -w -O2)

# mockhaus_foreign(NAME LINKED...): a name for what LIBRARIES of mockhaus_library() may ask for.
function(mockhaus_foreign name)
  add_library(${name} INTERFACE)
  target_link_libraries(${name} INTERFACE ${ARGN})
endfunction()

mockhaus_foreign(boost_asio Threads::Threads)
mockhaus_foreign(bzip2 -lbz2)
mockhaus_foreign(cctz -lcctz)
mockhaus_foreign(icu -licui18n -licuuc)
mockhaus_foreign(openssl OpenSSL::SSL OpenSSL::Crypto)
mockhaus_foreign(re2 -lre2)
mockhaus_foreign(sodium -lsodium)
mockhaus_foreign(zlib ZLIB::ZLIB)
