// SPDX-License-Identifier: MIT
// ServerSchema: which of JTL-Wawi's tables and columns this database has; versions differ. Read once when the
// connection is opened. Value type, no threads.
#pragma once
#include <map>
#include <string>
#include <string_view>

#include "../column.hpp"
#include "session.hpp"

namespace orderbridge::jtlwawi::sqlserver {

struct ServerColumn {
  std::string type;            // "nvarchar", "datetime", "decimal", ...
  std::uint32_t limit = 0;     // UTF-16 units; 0: none
  bool must_be_given = false;  // NOT NULL without default
  bool is_time() const { return type == "datetime" || type == "datetime2" || type == "smalldatetime"; }
};

class ServerSchema {
 public:
  using Columns = std::map<std::string, ServerColumn, std::less<>>;  // keys in lower case

  /// Throws SqlError. Tables of which the user has no right at all look as if they were not there.
  static ServerSchema read(Session& session);

  /// "dbo.tShop", in any case.
  bool has(std::string_view table) const { return columns(table) != nullptr; }
  bool has(std::string_view table, std::string_view column) const { return find(table, column) != nullptr; }
  const ServerColumn* find(std::string_view table, std::string_view column) const;
  const Columns* columns(std::string_view table) const;

  /// Since 1.6 sales orders are Verkauf.tAuftrag; before, dbo.tBestellung is a table, after it a view.
  bool has_sales_orders() const { return has("Verkauf.tAuftrag", "kShopauftrag"); }

 private:
  std::map<std::string, Columns, std::less<>> tables_;
};

/// False where the server computes or numbers the column itself.
bool is_ours_to_fill(Session& session, std::string_view table, std::string_view column);
bool is_identity(Session& session, std::string_view table, std::string_view column);

}  // namespace orderbridge::jtlwawi::sqlserver
