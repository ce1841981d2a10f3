/* SPDX-License-Identifier: MIT
 * All C headers of the plugin API in one translation unit; compiled as C11 and C++11 to C++20, with every
 * warning. */
#include <orderbridge/connector_abi.h>
#include <orderbridge/notify.h>
#include <orderbridge/record_fields.h>
#include <orderbridge/views.h>

/* The macros expand, too. */
#define OB_COUNT(member, path, kind, personal, version) +1
static const int kOrderFields = 0 OB_ORDER_FIELDS(OB_COUNT);
extern int ob_headers_have_order_fields(void);
int ob_headers_have_order_fields(void) {
  return kOrderFields > 0;
}
