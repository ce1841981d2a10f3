// SPDX-License-Identifier: MIT
// Probe: what open() must know of the database and check() tells of it: tables, version, rights, the shop.
// Stops at what makes the rest pointless. Thread of the call; throws SqlError.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "../wawi_options.hpp"
#include "finding.hpp"
#include "server_schema.hpp"

namespace orderbridge::jtlwawi::sqlserver {

struct Place {  // where orders go
  ServerSchema schema;
  std::string version;
  std::int64_t shop = 0;
  bool attributes_number_themselves = false;  // tInetBestellungAttribute's key is an identity
  bool ok = false;                            // no finding is an error
};

/// Our rows are known by this attribute: the order's id at the shop.
inline constexpr std::string_view kIdAttribute = "orderbridge.id";
inline constexpr std::string_view kContentAttribute = "orderbridge.content";
inline constexpr std::string_view kPaymentAttribute = "orderbridge.payment";
inline constexpr std::string_view kOrderedAttribute = "orderbridge.ordered";
/// The shop's transaction id when the order was staged, paid or not.
inline constexpr std::string_view kTransactionAttribute = "orderbridge.transaction";
/// Before the id of a line; the value is its article number.
inline constexpr std::string_view kLineAttribute = "orderbridge.line.";

Place probe(Session& session, const WawiOptions& options, const Host& host, std::vector<Finding>& findings);

/// True where somebody else stages orders under this kShop, too: ids of ours are allocated then.
bool is_shared(Session& session, std::int64_t shop);

}  // namespace orderbridge::jtlwawi::sqlserver
