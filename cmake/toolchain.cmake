# Compiler flags for every target; the presets choose among them.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS ON)  # __int128 and statement expressions (base/result.h)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

option(MOCKHAUS_SANITIZE "address and undefined behaviour sanitizers" OFF)
option(MOCKHAUS_SANITIZE_THREAD "thread sanitizer" OFF)

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE})
endif()
find_program(MOLD mold)
if(MOLD)
  add_link_options(-fuse-ld=mold)
endif()

add_library(mockhaus_flags INTERFACE)
target_compile_options(mockhaus_flags INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:-Wall -Wextra -Werror -Wno-missing-field-initializers
  -Wno-dangling-reference -Wno-error=maybe-uninitialized -Wno-error=restrict -Wno-psabi>
  $<$<CONFIG:Release>:-fstack-protector-strong -fstack-clash-protection -D_FORTIFY_SOURCE=2>)
target_include_directories(mockhaus_flags INTERFACE ${CMAKE_SOURCE_DIR}/src)
if(MOCKHAUS_SANITIZE)
  target_compile_options(mockhaus_flags INTERFACE -fsanitize=address,undefined
    -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
  target_link_options(mockhaus_flags INTERFACE -fsanitize=address,undefined)
endif()
if(MOCKHAUS_SANITIZE_THREAD)
  target_compile_options(mockhaus_flags INTERFACE -fsanitize=thread)
  target_link_options(mockhaus_flags INTERFACE -fsanitize=thread)
endif()
