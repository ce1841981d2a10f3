# SPDX-License-Identifier: MIT
# Installs the plugin API into an empty folder, builds a copy of plugin-api/template against it as an integrator
# would, and loads the library. Variables: BUILD (plugin-api's build folder), TEMPLATE, WORK, GENERATOR, CXX, NM, LOAD,
# HERE.
file(REMOVE_RECURSE ${WORK})
file(MAKE_DIRECTORY ${WORK})
file(COPY ${TEMPLATE}/ DESTINATION ${WORK}/source)
execute_process(COMMAND ${CMAKE_COMMAND} --install ${BUILD} --prefix ${WORK}/prefix OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${CMAKE_COMMAND} -S ${WORK}/source -B ${WORK}/build -G ${GENERATOR} -DCMAKE_CXX_COMPILER=${CXX}
                        -DCMAKE_PREFIX_PATH=${WORK}/prefix OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${CMAKE_COMMAND} --build ${WORK}/build COMMAND_ERROR_IS_FATAL ANY)
file(GLOB library ${WORK}/build/*.so)
execute_process(COMMAND ${LOAD} ${library} OUTPUT_VARIABLE output COMMAND_ERROR_IS_FATAL ANY)
if(NOT output STREQUAL "my-connector 0.1.0\n")
  message(FATAL_ERROR "the template's library says: ${output}")
endif()
set(LIBRARY ${library})
include(${HERE}/check_exports.cmake)
