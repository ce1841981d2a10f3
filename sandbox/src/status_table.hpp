// SPDX-License-Identifier: MIT
// The shop's order and payment states (one table with two groups, as s_core_states). Read once at the start,
// constant afterwards, so any thread may ask.
#pragma once

#include <map>
#include <string>

namespace orderbridge::sandbox {

enum class StatusGroup { kState, kPayment };

class StatusTable {
 public:
  // Throws std::runtime_error if the file cannot be read.
  StatusTable(const std::string& file, bool with_description);

  bool has(StatusGroup group, long id) const;
  // The JSON object as it stands in a detail answer; "null" for an unknown id. Both groups share one id
  // space, so payment state 0 (converted baskets) shows the order state "open".
  const std::string& object(long id) const;

 private:
  struct Row {
    StatusGroup group;
    std::string json;
  };
  std::map<long, Row> rows_;
};

}  // namespace orderbridge::sandbox
