# SPDX-License-Identifier: MIT
# One place for warnings. They are errors only for those who develop Orderbridge, never for those who embed it.
add_library(orderbridge_warnings INTERFACE)
target_compile_options(orderbridge_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow
                       $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor -Woverloaded-virtual>)
if(ORDERBRIDGE_DEV)
  target_compile_options(orderbridge_warnings INTERFACE -Werror)
endif()
