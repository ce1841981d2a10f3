// SPDX-License-Identifier: MIT
// The payment modules of JTL-Wawi that belong to the kinds of payment a source may name
// (OB_EXTRA_PAYMENT_KIND). Source of the modules: jtl-software/connector-core,
// src/Definition/PaymentType.php. Constant data; any thread.
#pragma once
#include <orderbridge/connector_abi.h>

#include <string_view>

namespace orderbridge::jtl {

/// Empty: JTL has no module of this kind.
std::string_view module_of_kind(std::string_view kind) noexcept;

/// The order's kind of payment; empty where the source does not say.
std::string_view payment_kind(const ob_order& order) noexcept;

/// An extra that is meant for sinks, not for people.
bool is_for_sinks(const ob_extra& extra) noexcept;

}  // namespace orderbridge::jtl
