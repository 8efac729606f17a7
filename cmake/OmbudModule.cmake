# ombud_module(NAME SOURCES … [USES other modules and libraries] [INSIDE libraries only the .cpp files see])
#
# One room of the house: a static library ombud_NAME whose headers are included as "NAME/header.hpp".
function(ombud_module name)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES;INSIDE" ${ARGN})
  add_library(ombud_${name} STATIC ${ARG_SOURCES})
  target_include_directories(ombud_${name} PUBLIC ${PROJECT_SOURCE_DIR}/src)
  target_link_libraries(ombud_${name} PUBLIC ${ARG_USES} PRIVATE ombud_warnings fmt::fmt ${ARG_INSIDE})
endfunction()

# ombud_plugin(NAME FOR module SOURCES … USES libraries)
#
# ombud-NAME.so, which a module loads on first use, since its libraries would slow the start of every command. Whoever
# links the module gets it built, too.
function(ombud_plugin name)
  cmake_parse_arguments(ARG "" "FOR" "SOURCES;USES" ${ARGN})
  add_library(ombud-${name} MODULE ${ARG_SOURCES})
  set_target_properties(ombud-${name} PROPERTIES PREFIX "" LIBRARY_OUTPUT_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR})
  target_include_directories(ombud-${name} PRIVATE ${PROJECT_SOURCE_DIR}/src)
  target_link_libraries(ombud-${name} PRIVATE ombud_warnings fmt::fmt ${ARG_USES})
  install(TARGETS ombud-${name} DESTINATION ${CMAKE_INSTALL_LIBDIR}/ombud)
  add_dependencies(ombud_${ARG_FOR} ombud-${name})
endfunction()
