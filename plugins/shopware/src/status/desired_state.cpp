// SPDX-License-Identifier: MIT
// See desired_state.hpp.
#include "desired_state.hpp"

#include <algorithm>

#include "../mapper/numbers.hpp"
#include "../mapper/states.hpp"

namespace orderbridge::shopware5 {
namespace {

/// What an update may overwrite in one of an order's two states.
struct Rule {
  const std::vector<std::string_view>& states;
  const StateTable& table;

  bool allows(std::int64_t state, std::string_view name) const {
    if (states.empty()) return table.is_untouched(state);
    return std::any_of(states.begin(), states.end(),
                       [&](std::string_view text) { return names(text, state, name); });
  }

 private:
  /// "0", or a name. What the option's table calls by a name is that and nothing else: with 50 for
  /// "in_process" a shop's own 1 is somebody else's. "untouched": nobody has acted yet.
  bool names(std::string_view text, std::int64_t state, std::string_view name) const {
    if (const auto id = parse_integer(text)) return *id == state;
    if (text == "untouched") return table.is_untouched(state);
    if (const auto id = table.id_of(text)) return *id == state;
    return text != "other" && text == name;
  }
};

void compare_tracking(const DesiredState& desired, const ShopState& is, Comparison& result) {
  if (desired.tracking.empty()) return;
  std::string text;
  std::vector<std::string> told;
  for (const auto& code : desired.tracking) {
    if (text.size() + (text.empty() ? 0 : 2) + code.size() > desired.tracking_room) {
      ++result.tracking_left_out;
      continue;
    }
    text += (text.empty() ? "" : ", ") + code;
    told.push_back(code);
  }
  const auto there = tracking_codes(is.tracking);
  if (there == told) return;
  result.tracking = text;
  result.tracking_replaced = std::any_of(there.begin(), there.end(), [&](const auto& code) {
    return std::find(desired.tracking.begin(), desired.tracking.end(), code) == desired.tracking.end();
  });
}

}  // namespace

std::vector<std::string> tracking_codes(std::string_view text) {
  std::vector<std::string> codes;
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of(",;\n\r\t"), text.size());
    std::string code;
    for (const char c : trimmed(text.substr(0, end))) {
      const auto byte = static_cast<unsigned char>(c);
      if (byte >= 0xF0)
        code += '?';  // what the shop stores for a character of four bytes
      else if (byte >= 0x20 && !(byte < 0xC0 && byte >= 0x80 && code.ends_with('?')))
        code += c;
    }
    if (!code.empty()) codes.push_back(std::move(code));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return codes;
}

Comparison compare(const DesiredState& desired, const ShopState& is, const StateMap& map) {
  using Outcome = Comparison::Outcome;
  Comparison result;
  if ((desired.order && !is.order) || (desired.payment && !is.payment)) {
    result.outcome = Outcome::kUnread;
    return result;
  }
  if (desired.order && *desired.order != *is.order) {
    if (Rule{desired.may_replace, map.order}.allows(*is.order, state_name(*is.order)))
      result.order = desired.order;
    else
      result.order_kept = true;  // payment and parcels are facts of their own
  }
  if (desired.payment && *desired.payment != *is.payment) {
    const Rule rule{desired.may_replace_payment, map.payment};
    if (rule.allows(*is.payment, payment_state_name(*is.payment)))
      result.payment = desired.payment;
    else
      result.payment_kept = true;
  }
  compare_tracking(desired, is, result);
  if (!desired.cleared.empty() && !is.is_cleared && !result.payment_kept) result.cleared = desired.cleared;
  if (desired.is_unpaid && is.is_cleared && result.payment) result.cleared.emplace();
  if (result.order || result.payment || result.tracking || result.cleared)
    result.outcome = Outcome::kWrite;
  else if (result.order_kept || result.payment_kept)
    result.outcome = Outcome::kConflict;
  return result;
}

bool holds(const Comparison& written, const ShopState& is) noexcept {
  return (!written.order || written.order == is.order) &&
         (!written.payment || written.payment == is.payment) &&
         (!written.tracking || *written.tracking == is.tracking) &&
         (!written.cleared || written.cleared->empty() != is.is_cleared);
}

bool others_changed(const Comparison& written, const ShopState& before, const ShopState& after) noexcept {
  return before.core != after.core || (!written.order && before.order != after.order) ||
         (!written.payment && before.payment != after.payment) ||
         (!written.tracking && before.tracking != after.tracking) ||
         (!written.cleared && !written.payment && before.is_cleared != after.is_cleared);
}

}  // namespace orderbridge::shopware5
