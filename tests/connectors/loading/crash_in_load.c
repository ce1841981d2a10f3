/* SPDX-License-Identifier: MIT
 * Dies while it is being loaded, before anybody looked for a symbol: a constructor aborts. */
#include <orderbridge/connector_abi.h>
#include <stdlib.h>

__attribute__((constructor)) static void crash(void) {
  abort();
}

const ob_library* orderbridge_connectors_v1(uint32_t host_abi_minor) {
  (void)host_abi_minor;
  return NULL;
}
