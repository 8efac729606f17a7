# What every target of ours is compiled with.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release)
endif()

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

add_library(ombud_warnings INTERFACE)
target_compile_options(ombud_warnings INTERFACE -Wall -Wextra -Wpedantic -Wconversion)
# g++ 12 sees overlapping copies where short strings are joined (its bug 105651).
target_compile_options(ombud_warnings INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
option(OMBUD_WERROR "Treat warnings as errors" OFF)
if(OMBUD_WERROR)
  target_compile_options(ombud_warnings INTERFACE -Werror)
endif()

if(OMBUD_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()
