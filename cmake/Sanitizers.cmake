# SPDX-License-Identifier: MIT
# One place for sanitizers: host, connectors and tests must all be built with the same ones.
if(ORDERBRIDGE_SANITIZE)
  add_compile_options(-fsanitize=${ORDERBRIDGE_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${ORDERBRIDGE_SANITIZE})
  if(ORDERBRIDGE_SANITIZE MATCHES "undefined")
    add_compile_options(-fno-sanitize-recover=undefined)
  endif()
endif()
