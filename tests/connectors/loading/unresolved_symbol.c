/* SPDX-License-Identifier: MIT
 * Needs a function that nobody has, as after a missing library: loading must fail, not the first call. */
#include <orderbridge/connector_abi.h>

const ob_library* a_function_that_nobody_has(void);

const ob_library* orderbridge_connectors_v1(uint32_t host_abi_minor) {
  (void)host_abi_minor;
  return a_function_that_nobody_has();
}
