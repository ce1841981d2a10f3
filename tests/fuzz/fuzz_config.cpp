// SPDX-License-Identifier: MIT
// Whatever an admin may save: the loader takes it or says why not; it never crashes.
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <string>

#include "config/config.hpp"
#include "orderbridge/connector_abi.h"

namespace {

std::vector<orderbridge::description::ConnectorInfo> known_connectors() {
  orderbridge::description::ConnectorInfo source, sink;
  source.id = "shopware5";
  source.roles = OB_FETCH_ORDERS;
  source.options.push_back({"url", OB_TYPE_URL, OB_OPTION_REQUIRED, {}, {}, "", {}, {}, {}, {}});
  source.options.push_back({"page-size", OB_TYPE_INT, 0, "100", {}, "", {}, 1, 1000, {}});
  sink.id = "jtlwawi";
  sink.roles = OB_WRITE_ORDERS;
  return {source, sink};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto connectors = known_connectors();
  static const int file = ::memfd_create("config", 0);
  if (::ftruncate(file, 0) != 0 || ::pwrite(file, data, size, 0) != static_cast<ssize_t>(size)) return 0;
  std::vector<orderbridge::config::Finding> findings;
  const auto document = orderbridge::config::parse_file("/proc/self/fd/" + std::to_string(file), findings);
  if (!document) return 0;
  const auto host = orderbridge::config::host_settings(*document, findings);
  orderbridge::config::settings(*document, host, connectors, findings);
  return 0;
}
