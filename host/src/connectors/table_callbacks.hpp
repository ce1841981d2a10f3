// SPDX-License-Identifier: MIT
// TableCallbacks: the ob_table_sink of one query. Takes rows, sections and the total, and holds them against
// the view's columns and what was asked for: a row with other cells than columns is left out, text is made
// safe, and who goes on for ever is stopped. What broke the rules is said once each by misuses(). Any thread.
#pragma once
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "connectors/pulse.hpp"
#include "connectors/view_data.hpp"
#include "orderbridge/views.h"

namespace orderbridge::connectors {

class TableCallbacks {
 public:
  /// `full` is called once, when more comes than was asked for or than the host takes; it must not call back.
  TableCallbacks(const Query& query, std::vector<description::ColumnInfo> columns,
                 std::shared_ptr<Pulse> pulse, std::function<void()> full);
  const ob_table_sink* table() const noexcept { return &table_; }
  /// What came so far; from now on every callback answers "stop".
  QueryResult take();
  bool is_full() const;
  std::vector<std::string> misuses() const;

 private:
  ob_status row(const ob_str* cells, std::size_t count);
  ob_status section(const ob_text* title, const ob_column* const* columns, std::size_t count);
  void total(std::uint64_t rows);
  ob_status stop_here();
  void misuse(const std::string& text);

  const bool detail_;
  const std::uint64_t offset_, limit_;
  const bool limited_;  // the connector knows the limit; else it is the host's own
  const std::vector<description::ColumnInfo> columns_;
  std::shared_ptr<Pulse> pulse_;
  std::function<void()> on_full_;
  mutable std::mutex mutex_;
  QueryResult result_;
  std::vector<std::string> misuses_;
  std::size_t bytes_ = 0;
  bool taken_ = false, full_ = false;
  bool skipping_ = false;  // rows of a section whose columns are broken
  ob_table_sink table_{};
};

}  // namespace orderbridge::connectors
