/* SPDX-License-Identifier: MIT
 * Never returns from the entry point. */
#include <orderbridge/connector_abi.h>
#include <unistd.h>

const ob_library* orderbridge_connectors_v1(uint32_t host_abi_minor) {
  (void)host_abi_minor;
  for (;;) pause();
}
