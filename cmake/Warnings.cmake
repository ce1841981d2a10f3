# SPDX-License-Identifier: MIT
# One place for warnings. They are errors only for those who develop Orderbridge, never for those who embed it.
add_library(orderbridge_warnings INTERFACE)
target_compile_options(orderbridge_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow
                       $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor -Woverloaded-virtual>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # g++ 12 sees overlapping copies in operator+(const char*, std::string&&) that are not there (GCC bug 105329).
  target_compile_options(orderbridge_warnings INTERFACE -Wno-restrict)
endif()
if(ORDERBRIDGE_DEV)
  target_compile_options(orderbridge_warnings INTERFACE -Werror)
endif()
