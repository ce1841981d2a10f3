/* SPDX-License-Identifier: MIT
 * A connector of a later major version: it exports orderbridge_connectors_v2 only. */
#include <stddef.h>

__attribute__((visibility("default"))) const void* orderbridge_connectors_v2(unsigned host_abi_minor);
const void* orderbridge_connectors_v2(unsigned host_abi_minor) {
  (void)host_abi_minor;
  return NULL;
}
