/* SPDX-License-Identifier: MIT
 * Connector "old-connector": compiled against the frozen header, as one that was built years ago. Source and
 * sink. */
#include <stdlib.h>

#include "v1_0/connector_abi.h"

#define TEXT(literal) \
  { literal, sizeof(literal) - 1 }

static ob_status OB_CALL create(const ob_host* host, const ob_call* call, const ob_connection* connection,
                                void** self) {
  (void)call;
  if (!OB_HAS(host, extension) || !OB_HAS(connection, setting_count)) return OB_INTERNAL;
  *self = malloc(1);
  return *self ? OB_OK : OB_INTERNAL;
}
static void OB_CALL destroy(void* self) {
  free(self);
}
static ob_status OB_CALL open_it(void* self, const ob_call* call) {
  (void)self;
  return call->cancelled(call->ctx) ? OB_CANCELLED : OB_OK;
}
static void OB_CALL close_it(void* self) {
  (void)self;
}

static ob_status OB_CALL fetch(void* self, const ob_call* call, const ob_fetch* request,
                               const ob_fetch_sink* sink) {
  static const ob_str ids[] = {TEXT("1"), TEXT("2")};
  ob_address billing = {.size = sizeof billing};
  ob_line line = {.size = sizeof line, .type = OB_LINE_PRODUCT, .id = TEXT("1"), .sku = TEXT("SKU")};
  const ob_line* lines[1];
  size_t i;
  (void)self;
  if (request->kind != OB_KIND_ORDER) return OB_UNSUPPORTED;
  line.unit_price.unscaled = 1999;
  line.unit_price.scale = 2;
  line.unit_price.present = 1;
  lines[0] = &line;
  for (i = 0; i < 2; ++i) {
    ob_listed row = {sizeof row, 0, ids[i], ids[i], 1700000000000000, TEXT("0"), TEXT("17"), 1};
    ob_order order = {.head = {.size = sizeof order, .kind = OB_KIND_ORDER, .id = ids[i]}, .number = ids[i]};
    ob_status status;
    order.ordered_at = 1700000000000000;
    order.changed_at = order.paid_at = OB_NO_TIME;
    order.billing = &billing;
    order.lines = lines;
    order.line_count = 1;
    if (sink->want(sink->ctx, &row) != OB_WANT) continue;
    status = sink->emit(sink->ctx, &order.head, &row);
    if (status != OB_OK) return status;
    call->progress(call->ctx, i + 1, 2, ids[i]);
  }
  return sink->checkpoint(sink->ctx, (ob_str){"", 0}, (ob_str){"", 0});
}

static ob_status OB_CALL write_all(void* self, const ob_call* call, const ob_batch* batch,
                                   const ob_results* results) {
  size_t i;
  (void)self;
  (void)call;
  for (i = 0; i < batch->count; ++i) {
    ob_result result = {.size = sizeof result, .outcome = OB_WRITTEN, .remote_id = batch->records[i]->id};
    results->report(results->ctx, i, &result);
  }
  return OB_OK;
}

static const ob_option kPages = {.size = sizeof(ob_option),
                                 .type = OB_TYPE_INT,
                                 .name = TEXT("pages"),
                                 .default_value = TEXT("1"),
                                 .doc = {TEXT("Pages"), TEXT("Seiten")}};
static const ob_option* const kOptions[] = {&kPages};
static const ob_connector kConnector = {.size = sizeof(ob_connector),
                                        .roles = OB_FETCH_ORDERS | OB_WRITE_ORDERS,
                                        .id = TEXT("old-connector"),
                                        .version = TEXT("1.0.0"),
                                        .title = {TEXT("Old connector"), TEXT("Alter Konnektor")},
                                        .doc = {TEXT("Built against 1.0"), TEXT("Gegen 1.0 gebaut")},
                                        .options = kOptions,
                                        .option_count = 1,
                                        .create = create,
                                        .destroy = destroy,
                                        .open = open_it,
                                        .close = close_it,
                                        .fetch = fetch,
                                        .write = write_all};
static const ob_connector* const kConnectors[] = {&kConnector};
static const ob_library kLibrary = {sizeof(ob_library), 0, TEXT("tests"), TEXT("1.0.0"), TEXT("C"),
                                    kConnectors,        1};

OB_EXPORT const ob_library* OB_CALL orderbridge_connectors_v1(uint32_t host_abi_minor) {
  (void)host_abi_minor;
  return &kLibrary;
}
