// SPDX-License-Identifier: MIT
// The thousand orders through a connector into JTL-Wawi's staging tables, and all of them back: the embedded
// database and SQL Server have the same ones.
#pragma once
#include <functional>

#include "fake_host.hpp"
#include "thousand_orders.hpp"

namespace ob_test {

/// How rows are read.
struct StagingTables {
  /// Of "SELECT " + columns + " FROM ...": columns joined by "|", NULL as "NULL".
  std::function<std::vector<std::string>(const std::string& select)> rows;
  /// "DbeS.tLieferadresse" as it is written there.
  std::function<std::string(const std::string& table)> named;
  /// A time column as "2026-11-21 08:15:30".
  std::function<std::string(const std::string& column)> time;
  /// Amounts have all their 13 places.
  bool padded = false;
};

/// In batches; checks what is reported of each.
void write_thousand_orders(Wawi& wawi, const std::vector<SampleOrder>& orders);
/// Every field of every order, and that there is nothing else.
void check_staged_orders(const StagingTables& tables, const std::vector<SampleOrder>& orders);
std::string staged_remote_id(const SampleOrder& order);
/// What the connector itself finds of them.
void check_found_orders(Wawi& wawi, const std::vector<SampleOrder>& orders,
                        const std::function<std::string(const SampleOrder&)>& remote_id = staged_remote_id);

/// Row by row: what fails is told in one line, not in a thousand.
void check_rows(const std::vector<std::string>& found, const std::vector<std::string>& expected);

/// Canonical text, with all 13 places where `padded`.
std::string placed(const std::string& amount, bool padded);

}  // namespace ob_test
