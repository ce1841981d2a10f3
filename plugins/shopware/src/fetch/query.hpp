// SPDX-License-Identifier: MIT
// Requests for order lists: filters by the names of Shopware's model (not those of the answer), explicit
// expressions, sorted by id. Pure.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "../http/answer.hpp"

namespace orderbridge::shopware5 {

struct Filter {
  std::string property, expression;
  std::vector<std::string> values;  // more than one, or IN: a list
};

Filter filter_number(const std::string& property, const std::string& expression, std::int64_t value);
/// One value: "="; several: IN.
template <class Numbers>
Filter filter_any(const std::string& property, const Numbers& numbers) {
  Filter filter{property, numbers.size() == 1 ? "=" : "IN", {}};
  for (const auto number : numbers) filter.values.push_back(std::to_string(number));
  return filter;
}

Request list_request(const std::vector<Filter>& filters, int limit);
/// The one order with the highest id that is more than a broken-off checkout.
Request highest_request();
/// The order that was changed last. Shops before 5.5 do not know `changed` and answer 500.
Request last_changed_request();
/// Most ids in one list: keeps the URL below what servers take.
inline constexpr std::size_t kIdsPerList = 100;
/// These orders, whatever their state.
Request by_id_request(const std::vector<std::int64_t>& ids);
/// All orders from `first` to `last`, whatever their state: for ids that stand close together.
Request id_range_request(std::int64_t first, std::int64_t last, int limit);
Request detail_request(std::int64_t id);
/// A PUT of these fields of the order's header (JSON).
Request update_request(std::int64_t id, std::string fields);
Request version_request();

/// The id as the shop writes it: "63abc" would answer with order 63, "0" with the whole list.
std::optional<std::int64_t> order_id(std::string_view text) noexcept;

}  // namespace orderbridge::shopware5
