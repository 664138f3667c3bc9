# Foreign code as imported targets. scripts/setup.sh puts what Debian does not have into
# third_party/ (never committed): DuckDB's library and C header, nanoarrow's sources.
set(THIRD_PARTY ${CMAKE_SOURCE_DIR}/third_party CACHE PATH "where scripts/setup.sh puts libraries")
find_package(Threads REQUIRED)

add_library(duckdb SHARED IMPORTED)
set_target_properties(duckdb PROPERTIES
  IMPORTED_LOCATION ${THIRD_PARTY}/duckdb/libduckdb.so
  INTERFACE_INCLUDE_DIRECTORIES ${THIRD_PARTY}/duckdb
  IMPORTED_NO_SONAME TRUE)

file(GLOB NANOARROW_SOURCES ${THIRD_PARTY}/nanoarrow/src/*.c)
if(NANOARROW_SOURCES)
  add_library(nanoarrow STATIC ${NANOARROW_SOURCES})
  target_include_directories(nanoarrow SYSTEM PUBLIC ${THIRD_PARTY}/nanoarrow/include)
  target_compile_options(nanoarrow PRIVATE -w -O2)
endif()

find_package(OpenSSL REQUIRED)
find_package(ZLIB REQUIRED)
add_library(openssl INTERFACE)
target_link_libraries(openssl INTERFACE OpenSSL::SSL OpenSSL::Crypto)
add_library(zlib INTERFACE)
target_link_libraries(zlib INTERFACE ZLIB::ZLIB)
add_library(boost_asio INTERFACE)
target_link_libraries(boost_asio INTERFACE Threads::Threads)
add_library(boost_json INTERFACE)
set_target_properties(boost_json PROPERTIES INTERFACE_LINK_LIBRARIES "-lboost_json")
foreach(plain cctz re2 sodium)
  add_library(${plain} INTERFACE)
  set_target_properties(${plain} PROPERTIES INTERFACE_LINK_LIBRARIES "-l${plain}")
endforeach()
