// SPDX-License-Identifier: MIT
// QueuePlace: JTL's queue for order files on this server, as the probe found it. Value type.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "../wawi_options.hpp"
#include "finding.hpp"
#include "server_schema.hpp"
#include "statement.hpp"

namespace orderbridge::jtlwawi::sqlserver {

inline constexpr const char* kQueueTable = "dbo.tXMLBestellImport";
inline constexpr const char* kQueuedTable = "orderbridge.tXMLBestellung";

struct QueuePlace {
  ServerSchema schema;
  std::string version;
  std::string shop;                   // option shop: ids are told apart by it
  std::optional<std::int64_t> kshop;  // the online shop of that name, where JTL-Wawi has one
  bool ok = false;                    // no finding is an error
};

/// What open() must know and check() tells: tables, version, rights, columns. Throws SqlError.
QueuePlace probe_queue(Session& session, const WawiOptions& options, const Host& host,
                       std::vector<Finding>& findings);

}  // namespace orderbridge::jtlwawi::sqlserver
