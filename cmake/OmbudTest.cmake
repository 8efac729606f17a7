# ombud_test(FLOOR SOURCES … USES …): one test executable a floor, since Catch2's main alone compiles for ten seconds.
add_library(ombud_test_main OBJECT ${PROJECT_SOURCE_DIR}/tests/main.cpp)
target_link_libraries(ombud_test_main PUBLIC Catch2::Catch2)

function(ombud_test floor)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES" ${ARGN})
  add_executable(test_${floor} ${ARG_SOURCES} $<TARGET_OBJECTS:ombud_test_main>)
  target_include_directories(test_${floor} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  target_compile_definitions(test_${floor} PRIVATE
    OMBUD_SOURCE_DIR="${PROJECT_SOURCE_DIR}" OMBUD_BINARY_DIR="${PROJECT_BINARY_DIR}")
  # Tests are compiled for the compiler's speed, not their own: catch.hpp once for all files of a floor, and no optimising.
  target_precompile_headers(test_${floor} PRIVATE <catch2/catch.hpp>)
  target_compile_options(test_${floor} PRIVATE -O0)
  target_link_libraries(test_${floor} PRIVATE ombud_warnings fmt::fmt Catch2::Catch2 ${ARG_USES})
  catch_discover_tests(test_${floor} TEST_PREFIX "${floor}: " PROPERTIES TIMEOUT 300)
endfunction()
