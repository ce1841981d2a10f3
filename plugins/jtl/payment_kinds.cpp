// SPDX-License-Identifier: MIT
#include "jtl/payment_kinds.hpp"

#include <orderbridge/text.hpp>

namespace orderbridge::jtl {
namespace {

struct Module {
  std::string_view kind, module;
};

constexpr Module kModules[] = {{"prepayment", "pm_prepayment"},
                               {"invoice", "pm_invoice"},
                               {"cash", "pm_cash"},
                               {"cash_on_delivery", "pm_cash_on_delivery"},
                               {"direct_debit", "pm_direct_debit"},
                               {"paypal", "pm_paypal_standard"},
                               {"paypal_express", "pm_paypal_express"},
                               {"paypal_plus", "pm_paypal_plus"},
                               {"klarna", "pm_klarna"},
                               {"sofort", "pm_sofort"},
                               {"mollie", "pm_mollie"},
                               {"unzer", "pm_heidelpay"},  // heidelpay became Unzer in 2020
                               {"amazon", "pm_amazon_payments"},
                               {"stripe", "pm_stripe"},
                               {"adyen", "pm_adyen"},
                               {"billsafe", "pm_billsafe"},
                               {"billpay", "pm_billpay"},
                               {"skrill", "pm_skrill"},
                               {"postfinance", "pm_postfinance"},
                               {"saferpay", "pm_saferpay"},
                               {"wirecard", "pm_wirecard"},
                               {"paymill", "pm_paymill"},
                               {"free", "pm_free"}};

}  // namespace

std::string_view module_of_kind(std::string_view kind) noexcept {
  for (const auto& entry : kModules)
    if (entry.kind == kind) return entry.module;
  return {};
}

std::string_view payment_kind(const ob_order& order) noexcept {
  for (std::size_t i = 0; i < order.extra_count; ++i)
    if (view(order.extras[i].name) == OB_EXTRA_PAYMENT_KIND) return view(order.extras[i].value);
  return {};
}

bool is_for_sinks(const ob_extra& extra) noexcept {
  return view(extra.name) == OB_EXTRA_PAYMENT_KIND;
}

}  // namespace orderbridge::jtl
