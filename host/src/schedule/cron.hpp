// SPDX-License-Identifier: MIT
// Reads five cron fields into a Schedule. Used by schedule.cpp only.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "schedule/schedule.hpp"

namespace orderbridge::schedule {

class CronParser {
 public:
  explicit CronParser(std::string& reason) : reason_(reason) {}
  /// minute hour day-of-month month day-of-week
  std::optional<Schedule> parse(const std::vector<std::string_view>& fields);

 private:
  struct Field;
  template <std::size_t N>
  bool read(const Field& field, std::string_view text, std::bitset<N>& out);
  template <std::size_t N>
  bool read_part(const Field& field, std::string_view part, std::bitset<N>& out);
  bool read_number(const Field& field, std::string_view text, int& out);
  bool fail(const Field& field, std::string_view text);
  static bool can_happen(const Schedule& schedule);

  std::string& reason_;
};

}  // namespace orderbridge::schedule
