# SPDX-License-Identifier: MIT
# cmake -DNM=... -DLIBRARY=... -P check_exports.cmake: fails unless the library exports exactly the entry point.
execute_process(COMMAND ${NM} -D --defined-only ${LIBRARY} OUTPUT_VARIABLE output COMMAND_ERROR_IS_FATAL ANY)
string(STRIP "${output}" output)
if(NOT output MATCHES "^[0-9a-f]+ T orderbridge_connectors_v1$")
  message(FATAL_ERROR "${LIBRARY} must export orderbridge_connectors_v1 and nothing else, but exports:\n${output}")
endif()
