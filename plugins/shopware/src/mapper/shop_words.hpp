// SPDX-License-Identifier: MIT
// ShopWords: what Shopware's own keys mean in the record's words: salutations (setting shopsalutations, which
// merchants extend) and the technical names of payment methods (made by payment plugins). The built-in tables
// are extended, and overruled, by options salutations and payment-kinds. Filled once, then read by any
// thread.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace orderbridge::shopware5 {

class ShopWords {
 public:
  /// Later ones overrule earlier ones. A name may end in *; capital and small letters are the same.
  void add_salutation(std::string key, std::string meaning);
  void add_payment(std::string name, std::string kind);

  /// mr, ms, company, diverse, "" for none; the shop's own key where it is not known.
  std::string_view salutation(std::string_view key) const noexcept;
  /// One of those that OB_EXTRA_PAYMENT_KIND names; empty: not known. `paypal_type`: the free text in which
  /// the plugin SwagPaymentPayPalUnified keeps which of its ways was taken.
  std::string_view payment_kind(std::string_view name, std::string_view paypal_type) const noexcept;

 private:
  using Words = std::vector<std::pair<std::string, std::string>>;
  Words salutations_, payments_;
};

}  // namespace orderbridge::shopware5
