// SPDX-License-Identifier: MIT
// Shopware's order and payment states (both share one id space) as the names of connector_abi.h and as words
// for people. Pure. Merchants and plugins add ids of their own: those are "other".
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "../language.hpp"

namespace orderbridge::shopware5 {

inline constexpr std::int64_t kStateOpen = 0, kStateInProcess = 1;
/// Payment state 0 is what broken-off checkouts carry; it means "nothing paid".
inline constexpr std::int64_t kPaymentNone = 0, kPaymentPaid = 12, kPaymentOpen = 17;

std::string_view state_name(std::int64_t order_status) noexcept;
std::string_view delivery_state_name(std::int64_t order_status) noexcept;
std::string_view payment_state_name(std::int64_t payment_status) noexcept;

/// The extension "orderbridge.states/1" (states.h).
const void* states_extension(std::string_view id) noexcept;

/// "7 (completely delivered)"; only the number where the id is the merchant's own.
std::string order_status_text(std::int64_t order_status, Language say);
std::string payment_status_text(std::int64_t payment_status, Language say);

}  // namespace orderbridge::shopware5
