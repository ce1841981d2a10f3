// SPDX-License-Identifier: MIT
// See shop_words.hpp.
#include "shop_words.hpp"

#include <algorithm>

namespace orderbridge::shopware5 {
namespace {

struct Word {
  std::string_view key, meaning;
};

constexpr Word kSalutations[] = {{"mr", "mr"},         {"ms", "ms"},          {"mrs", "ms"},
                                 {"miss", "ms"},       {"herr", "mr"},        {"frau", "ms"},
                                 {"not_defined", ""},  {"none", ""},          {"company", "company"},
                                 {"firma", "company"}, {"divers", "diverse"}, {"diverse", "diverse"},
                                 {"mx", "diverse"}};

// Shopware's own, those that JTL's connector for Shopware 5 knows (src/Utilities/Payment.php: debit, cash,
// invoice, prepayment, paypal, sofortbanking, billsafe_invoice, hgw_*, SwagPaymentPayPalUnified*), and the
// prefixes that plugins give all their methods (mollie/Shopware, UnzerDev/shopware5; the others by their
// plugins' names, unverified).
constexpr Word kPayments[] = {{"prepayment", "prepayment"},
                              {"invoice", "invoice"},
                              {"cash", "cash_on_delivery"},
                              {"debit", "direct_debit"},
                              {"sepa", "direct_debit"},
                              {"paypal", "paypal"},
                              {"SwagPaymentPayPalUnified*", "paypal"},
                              {"payment_paypal_installments", "paypal_plus"},
                              {"sofort*", "sofort"},
                              {"klarna*", "klarna"},
                              {"SwagPaymentKlarna*", "klarna"},
                              {"bestit_klarna*", "klarna"},
                              {"mollie_*", "mollie"},
                              {"unzer*", "unzer"},
                              {"heidel*", "unzer"},
                              {"hgw_*", "unzer"},
                              {"amazon*", "amazon"},
                              {"bestitAmazon*", "amazon"},
                              {"bestit_amazon*", "amazon"},
                              {"stripe_payment*", "stripe"},
                              {"adyen_*", "adyen"},
                              {"billsafe*", "billsafe"},
                              {"billpay*", "billpay"},
                              {"skrill*", "skrill"},
                              {"postfinance*", "postfinance"},
                              {"saferpay*", "saferpay"},
                              {"wirecard*", "wirecard"},
                              {"paymill*", "paymill"}};

constexpr char small(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same(std::string_view a, std::string_view b) noexcept {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return small(x) == small(y); });
}

bool matches(std::string_view pattern, std::string_view name) noexcept {
  if (pattern.empty() || pattern.back() != '*') return same(pattern, name);
  pattern.remove_suffix(1);
  return same(pattern, name.substr(0, pattern.size()));
}

bool starts(std::string_view text, std::string_view with) noexcept {
  return text.substr(0, with.size()) == with;
}

}  // namespace

void ShopWords::add_salutation(std::string key, std::string meaning) {
  salutations_.emplace(salutations_.begin(), std::move(key), std::move(meaning));
}

void ShopWords::add_payment(std::string name, std::string kind) {
  payments_.emplace(payments_.begin(), std::move(name), std::move(kind));
}

std::string_view ShopWords::salutation(std::string_view key) const noexcept {
  for (const auto& [shop, meaning] : salutations_)
    if (same(shop, key)) return meaning == "none" ? std::string_view() : std::string_view(meaning);
  for (const auto& word : kSalutations)
    if (same(word.key, key)) return word.meaning;
  return key;
}

std::string_view ShopWords::payment_kind(std::string_view name, std::string_view paypal_type) const noexcept {
  for (const auto& [pattern, kind] : payments_)
    if (matches(pattern, name)) return kind;
  for (const auto& word : kPayments) {
    if (!matches(word.key, name)) continue;
    if (word.meaning != "paypal") return word.meaning;
    if (starts(paypal_type, "PayPalExpress")) return "paypal_express";
    const bool plus = starts(paypal_type, "PayPalPlus") || starts(paypal_type, "PayPalInstallments");
    return plus ? "paypal_plus" : word.meaning;
  }
  return {};
}

}  // namespace orderbridge::shopware5
