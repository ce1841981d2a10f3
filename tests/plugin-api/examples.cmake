# SPDX-License-Identifier: MIT
# The examples in the opening comments of public headers (lines "//   code") are compiled: an example that no compiler has
# seen is wrong sooner or later. ob_header_example(HEADER [INSIDE_FUNCTION] [BEFORE "code"]): makes a source file of the
# header's example, with `code` before it, and appends its name to `examples`.
function(ob_header_example header)
  cmake_parse_arguments(PARSE_ARGV 1 arg "INSIDE_FUNCTION" "BEFORE" "")
  set(file ${PROJECT_SOURCE_DIR}/plugin-api/include/orderbridge/${header})
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  file(READ ${file} text)
  string(REGEX MATCH "^[^#]*" opening "${text}")
  string(REGEX MATCHALL "\n//   [^\n]*" lines "${opening}")
  if(NOT lines)
    message(FATAL_ERROR "${header}: no example in its opening comment")
  endif()
  string(REGEX REPLACE ";?\n//   " "\n" code "${lines}")
  if(arg_INSIDE_FUNCTION)
    set(code "void example() {${code}\n}")
  endif()
  set(source ${CMAKE_CURRENT_BINARY_DIR}/example_of_${header}.cpp)
  file(CONFIGURE OUTPUT ${source} CONTENT "#include <orderbridge/${header}>\n${arg_BEFORE}\n${code}\n" @ONLY)
  set(examples ${examples} ${source} PARENT_SCOPE)
endfunction()
