/* SPDX-License-Identifier: MIT
 * ob_load FILE: loads a library as a host does, calls its entry point and prints its connectors. A program of
 * its own, so that a library may crash or hang in it. Ends by SIGALRM after two seconds; exit code: 2 does
 * not load, 3 no entry point, 4 no table. */
#include <dlfcn.h>
#include <orderbridge/connector_abi.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(int count, char** arguments) {
  typedef const ob_library* (*entry_point)(uint32_t);
  void *handle, *symbol;
  entry_point entry;
  const ob_library* library;
  size_t i;
  if (count != 2) return 1;
  alarm(2);
  handle = dlopen(arguments[1], RTLD_NOW | RTLD_LOCAL);
  if (!handle) return fprintf(stderr, "%s\n", dlerror()), 2;
  symbol = dlsym(handle, "orderbridge_connectors_v1");
  if (!symbol) return 3;
  memcpy(&entry, &symbol, sizeof entry); /* ISO C has no conversion to a function pointer */
  library = entry(OB_ABI_MINOR);
  if (!library) return 4;
  for (i = 0; i < library->connector_count; ++i) {
    const ob_connector* c = library->connectors[i];
    printf("%.*s %.*s\n", (int)c->id.size, c->id.data, (int)c->version.size, c->version.data);
  }
  return 0;
}
