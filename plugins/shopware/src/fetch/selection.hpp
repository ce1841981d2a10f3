// SPDX-License-Identifier: MIT
// Which orders are wanted, judged on a list row and once more on the detail. What is not wanted is noted with
// its reason, never hidden in the server's filter. Pure.
#pragma once
#include <optional>
#include <string>

#include "../mapper/detail.hpp"
#include "../options.hpp"
#include "list_page.hpp"

namespace orderbridge::shopware5 {

/// Why an order is not wanted.
struct Reason {
  std::string code, text;
  bool for_a_person = false;  // an option leaves the order to somebody, who must hear of it
};

/// What the selection looks at.
struct Judged {
  std::string_view number;
  bool has_number = true;
  std::int64_t state = 0, payment_state = 0;
  std::string_view order_time, shop_id, subshop_id;
};
Judged judged(const ListRow& row);
Judged judged(const Detail& detail);

/// Made by the shop's staff from a broken-off basket: in progress, yet never paid nor opened.
bool is_converted_basket(const Judged& order);

/// nullopt: wanted.
std::optional<Reason> not_wanted(const Wanted& wanted, const Judged& order, Language say);

}  // namespace orderbridge::shopware5
