// SPDX-License-Identifier: MIT
// Requests for order lists: filters by the names of Shopware's model (not those of the answer), explicit
// expressions, sorted by id. Pure.
#pragma once
#include <cstdint>
#include <string>
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
Request detail_request(std::int64_t id);
Request version_request();

}  // namespace orderbridge::shopware5
