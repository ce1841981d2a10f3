# SPDX-License-Identifier: MIT
# orderbridge_add_connector(NAME SOURCES a.cpp ... [LIBS Poco::Net ...])
#
# Builds a connector library the way the host wants to load it: a module without "lib" prefix, everything hidden
# except the one entry point (export map), missing symbols are link errors. Properties are set on the target
# itself, so they hold whatever the including project set before.
set(_orderbridge_exports ${CMAKE_CURRENT_LIST_DIR}/exports.map)

function(orderbridge_add_connector name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LIBS")
  if(NOT arg_SOURCES OR arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "orderbridge_add_connector(NAME SOURCES ... [LIBS ...]): check the arguments of '${name}'")
  endif()
  add_library(${name} MODULE ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE orderbridge::plugin_api ${arg_LIBS})
  target_compile_features(${name} PRIVATE cxx_std_20)
  set_target_properties(${name} PROPERTIES
    PREFIX "" C_VISIBILITY_PRESET hidden CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON
    POSITION_INDEPENDENT_CODE ON)
  if(ORDERBRIDGE_CONNECTOR_DIR)
    set_target_properties(${name} PROPERTIES LIBRARY_OUTPUT_DIRECTORY ${ORDERBRIDGE_CONNECTOR_DIR})
  endif()
  if(UNIX AND NOT APPLE)
    target_link_options(${name} PRIVATE LINKER:--version-script=${_orderbridge_exports})
    if(NOT ORDERBRIDGE_SANITIZE)  # sanitizer runtimes are resolved at load time
      target_link_options(${name} PRIVATE LINKER:-z,defs)
    endif()
    set_property(TARGET ${name} APPEND PROPERTY LINK_DEPENDS ${_orderbridge_exports})
  endif()
endfunction()
