/* SPDX-License-Identifier: MIT
 * The entry point has nothing to offer. */
#include <orderbridge/connector_abi.h>

const ob_library* orderbridge_connectors_v1(uint32_t host_abi_minor) {
  (void)host_abi_minor;
  return NULL;
}
