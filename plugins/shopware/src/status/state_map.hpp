// SPDX-License-Identifier: MIT
// Which of the shop's states stands for which canonical one, by default and as options states and payments
// say. Immutable after construction.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "../language.hpp"
#include "orderbridge/options.hpp"

namespace orderbridge::shopware5 {

class StateMap {
 public:
  using Targets = std::map<std::string, std::int64_t, std::less<>>;
  /// `option`: a table with the columns state and shop. Throws BAD_CONFIG naming it.
  StateMap(const Connection& connection, const char* option, Targets defaults, Language say);

  std::optional<std::int64_t> target(std::string_view canonical) const;
  /// True where some canonical state means this one: it may be ours, and may be replaced by default.
  bool owns(std::int64_t shop_state) const;

 private:
  Targets targets_;
};

/// accepted and in_process 1, partially_delivered 6, completely_delivered 7, completed 2, cancelled 4, open
/// 0.
StateMap::Targets default_order_states();
/// paid 12, partially_paid 11, open 17.
StateMap::Targets default_payment_states();

}  // namespace orderbridge::shopware5
