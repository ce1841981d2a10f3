/* SPDX-License-Identifier: MIT
 * Connector "c-connector": a sink in plain C11. Appends "id,number,unscaled total,scale" to a CSV file and
 * flushes it before it reports; an id that the file already has is a duplicate. An instance belongs to one
 * worker at a time (R6), so it needs no lock. */
#define _POSIX_C_SOURCE 200809L
#include <orderbridge/connector_abi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define TEXT(literal) \
  { literal, sizeof(literal) - 1 }

typedef struct sink {
  char* path;
  FILE* file;
} sink;

/* Says why and returns the status. `text` lives until fail() returns: that is enough (R2). */
static ob_status failed(const ob_call* call, ob_status status, const char* text) {
  const ob_failure failure = {.size = sizeof failure, .text = {text, strlen(text)}, .option = TEXT("file")};
  call->fail(call->ctx, &failure);
  return status;
}

static ob_status OB_CALL create(const ob_host* host, const ob_call* call, const ob_connection* connection,
                                void** self) {
  ob_str file = {NULL, 0};
  const ob_str base = connection->base_dir;
  sink* s;
  (void)host;
  for (size_t i = 0; i < connection->setting_count; ++i) {
    const ob_setting* setting = connection->settings[i];
    if (setting->name.size == 4 && memcmp(setting->name.data, "file", 4) == 0) file = setting->value;
  }
  if (file.size == 0) return failed(call, OB_BAD_CONFIG, "option file is missing");
  s = calloc(1, sizeof *s);
  if (s) s->path = malloc(base.size + file.size + 2);
  if (!s || !s->path) {
    free(s);
    return failed(call, OB_INTERNAL, "out of memory");
  }
  if (file.data[0] == '/')
    sprintf(s->path, "%.*s", (int)file.size, file.data);
  else
    sprintf(s->path, "%.*s/%.*s", (int)base.size, base.data, (int)file.size, file.data);
  *self = s;
  return OB_OK;
}

static void OB_CALL close_file(void* self) {
  sink* s = self;
  if (s->file) fclose(s->file);
  s->file = NULL;
}

static void OB_CALL destroy(void* self) {
  sink* s = self;
  close_file(s);
  free(s->path);
  free(s);
}

static ob_status OB_CALL open_file(void* self, const ob_call* call) {
  sink* s = self;
  close_file(s);
  s->file = fopen(s->path, "a+");
  return s->file ? OB_OK : failed(call, OB_NOT_CONNECTED, "the CSV file cannot be opened for writing");
}

/* Is there a line that begins with "id,"? Slow for large files: an example. */
static int is_written(sink* s, ob_str id) {
  char line[512];
  rewind(s->file);
  while (fgets(line, sizeof line, s->file))
    if (strlen(line) > id.size && memcmp(line, id.data, id.size) == 0 && line[id.size] == ',') return 1;
  return 0;
}

static int append(sink* s, const ob_order* order) {
  fseek(s->file, 0, SEEK_END);
  fprintf(s->file, "%.*s,%.*s,%lld,%d\n", (int)order->head.id.size, order->head.id.data,
          (int)order->number.size, order->number.size ? order->number.data : "",
          (long long)order->total_gross.unscaled, (int)order->total_gross.scale);
  return fflush(s->file) == 0 && fsync(fileno(s->file)) == 0;
}

static ob_status OB_CALL write_orders(void* self, const ob_call* call, const ob_batch* batch,
                                      const ob_results* results) {
  sink* s = self;
  if (batch->kind != OB_KIND_ORDER) return OB_UNSUPPORTED;
  for (size_t i = 0; i < batch->count; ++i) {
    const ob_order* order = (const ob_order*)batch->records[i];
    ob_result result = {.size = sizeof result, .outcome = OB_WRITTEN, .remote_id = order->head.id};
    if (call->cancelled(call->ctx))
      return OB_CANCELLED; /* what was reported stays; the rest was not touched */
    if (is_written(s, order->head.id))
      result.outcome = OB_DUPLICATE;
    else if (!append(s, order))
      return failed(call, OB_NOT_CONNECTED, "the CSV file cannot be written; is the disk full?");
    results->report(results->ctx, i, &result); /* only now: a report is final */
  }
  return OB_OK;
}

static const ob_option kFile = {
    .size = sizeof kFile,
    .type = OB_TYPE_PATH,
    .flags = OB_OPTION_REQUIRED,
    .name = TEXT("file"),
    .example = TEXT("written.csv"),
    .doc = {TEXT("CSV file to append to"), TEXT("CSV-Datei, an die angehängt wird")}};
static const ob_option* const kOptions[] = {&kFile};
static const ob_connector kConnector = {
    .size = sizeof kConnector,
    .roles = OB_WRITE_ORDERS,
    .id = TEXT("c-connector"),
    .version = TEXT("1.0.0"),
    .title = {TEXT("CSV file in C"), TEXT("CSV-Datei in C")},
    .doc = {TEXT("Writes orders to a CSV file (example)"),
            TEXT("Schreibt Bestellungen in eine CSV-Datei (Beispiel)")},
    .options = kOptions,
    .option_count = 1,
    .create = create,
    .destroy = destroy,
    .open = open_file,
    .close = close_file,
    .write = write_orders}; /* what is not named is NULL: no role, no capability for it */
static const ob_connector* const kConnectors[] = {&kConnector};
static const ob_library kLibrary = {.size = sizeof kLibrary,
                                    .abi_minor = OB_ABI_MINOR,
                                    .vendor = TEXT("orderbridge examples"),
                                    .version = TEXT("1.0.0"),
                                    .toolchain = TEXT("C11"),
                                    .connectors = kConnectors,
                                    .connector_count = 1};

const ob_library* OB_CALL orderbridge_connectors_v1(uint32_t host_abi_minor) {
  (void)host_abi_minor; /* minor versions only append: nothing to refuse */
  return &kLibrary;
}
