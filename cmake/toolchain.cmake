# Compiler flags for every target; the presets choose among them.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS ON)  # __int128 and statement expressions (base/result.h)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

include(CheckPIESupported)
check_pie_supported()
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

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

# What our own code is compiled with; foreign code (nanoarrow) chooses for itself.
add_library(mockhaus_flags INTERFACE)
target_include_directories(mockhaus_flags INTERFACE ${CMAKE_SOURCE_DIR}/src)
target_compile_options(mockhaus_flags INTERFACE
  -fpch-preprocess)  # lets ccache keep objects that were made with a precompiled header
# Warnings are judged in debug builds: the optimizer of GCC 12 gives many about std::string and
# std::variant where nothing is wrong.
target_compile_options(mockhaus_flags INTERFACE $<IF:$<CONFIG:Release>,-w,
  -Wall -Wextra -Werror -Wno-missing-field-initializers -Wno-psabi>)

# A release faces the network: it is hardened.
set(hardening -fstack-protector-strong -fstack-clash-protection -fcf-protection
  -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -D_GLIBCXX_ASSERTIONS)
add_compile_options("$<$<CONFIG:Release>:${hardening}>")
add_link_options($<$<CONFIG:Release>:-Wl,-z,relro,-z,now,-z,noexecstack>)
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -g1 -DNDEBUG")  # line tables, so that a crash names its place
set(CMAKE_C_FLAGS_RELEASE "-O2 -g1 -DNDEBUG")

set(sanitizers "")
if(MOCKHAUS_SANITIZE)
  set(sanitizers -fsanitize=address,undefined -fno-omit-frame-pointer
    -fno-sanitize-recover=undefined)
elseif(MOCKHAUS_SANITIZE_THREAD)
  # Boost's fences are not seen by the sanitizer: a report that names one may be wrong.
  set(sanitizers -fsanitize=thread -Wno-error=tsan)
endif()
add_compile_options(${sanitizers})
add_link_options(${sanitizers})
