# ombud_module(NAME SOURCES … [USES other modules and libraries] [INSIDE libraries only the .cpp files see])
#
# One room of the house: a static library ombud_NAME whose headers are included as "NAME/header.hpp".
function(ombud_module name)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES;INSIDE" ${ARGN})
  add_library(ombud_${name} STATIC ${ARG_SOURCES})
  target_include_directories(ombud_${name} PUBLIC ${PROJECT_SOURCE_DIR}/src)
  target_link_libraries(ombud_${name} PUBLIC ${ARG_USES} PRIVATE ombud_warnings fmt::fmt ${ARG_INSIDE})
endfunction()
