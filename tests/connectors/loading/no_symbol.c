/* SPDX-License-Identifier: MIT
 * A library that is no connector: it exports something else. */
__attribute__((visibility("default"))) int some_other_function(void);
int some_other_function(void) {
  return 1;
}
