// SPDX-License-Identifier: MIT
// ProbeSteps: what every probe of a JTL-Wawi on SQL Server asks. Each step says what it found; false: an
// error, and further steps are pointless. Thread of the call; throws SqlError.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "../wawi_options.hpp"
#include "finding.hpp"
#include "server_schema.hpp"
#include "session.hpp"

namespace orderbridge::jtlwawi::sqlserver {

/// "a, b"
inline void append(std::string& list, std::string_view item) {
  list.append(list.empty() ? "" : ", ").append(item);
}

class ProbeSteps {
 public:
  /// All outlive it.
  ProbeSteps(Session& session, const WawiOptions& options, const Host& host, std::vector<Finding>& findings)
      : session_(session), options_(options), host_(host), findings_(findings) {}

 protected:
  ~ProbeSteps() = default;

  bool wrong(std::string code, std::string option, std::string_view en, std::string_view de);
  bool well(std::int32_t level, std::string code, std::string_view en, std::string_view de);

  /// `found`: JTL-Wawi's version.
  bool version(std::string& found);
  /// kShop of the shop of option shop; nullopt where JTL-Wawi has none of that name.
  std::optional<std::int64_t> shop_row();
  using Rights = std::vector<std::pair<std::string, const char*>>;  // table, right
  /// Columns that a newer version wants to have filled and we do not know.
  std::string unfilled(const ServerSchema& schema, const std::string& table,
                       const std::vector<std::string_view>& ours);
  bool wants_more(const std::string& columns);
  bool has_rights(const Rights& wanted, std::string_view en, std::string_view de);

  Session& session_;
  const WawiOptions& options_;
  const Host& host_;
  std::vector<Finding>& findings_;
};

}  // namespace orderbridge::jtlwawi::sqlserver
