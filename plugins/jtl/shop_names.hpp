// SPDX-License-Identifier: MIT
// ShopNames: what JTL-Wawi calls the shop's payment and shipping methods: options payment-methods and
// shipping-methods, read in create(). Values are copies, read only, any thread.
#pragma once
#include <functional>
#include <map>
#include <orderbridge/connector.hpp>
#include <string>
#include <string_view>

namespace orderbridge::jtl {

inline constexpr std::array kMappingColumnOptions{
    option(OB_TYPE_TEXT, "shop").required().doc("Key in the shop", "Schlüssel im Shop"),
    option(OB_TYPE_TEXT, "wawi").required().doc("Name in JTL-Wawi", "Name in JTL-Wawi")};
inline constexpr auto kMappingColumns = option_table(kMappingColumnOptions);

inline constexpr auto kPaymentMethodsOption =
    option(OB_TYPE_TABLE, "payment-methods")
        .columns(kMappingColumns)
        .doc(
            "Payment method of the shop → payment module of JTL-Wawi; common ones are built in, others keep "
            "their key",
            "Zahlungsart des Shops → Zahlungsmodul der JTL-Wawi; übliche sind eingebaut, andere behalten "
            "ihren Schlüssel");
inline constexpr auto kShippingMethodsOption =
    option(OB_TYPE_TABLE, "shipping-methods")
        .columns(kMappingColumns)
        .doc("Shipping method of the shop → name in JTL-Wawi; others keep the shop's name",
             "Versandart des Shops → Name in JTL-Wawi; andere behalten den Namen des Shops");

class ShopNames {
 public:
  using Names = std::map<std::string, std::string, std::less<>>;

  /// Throws bad_config.
  ShopNames(const Connection& connection, const Host& host);

  /// The payment module; unknown keys stay as they are.
  std::string_view payment_module(std::string_view shop_key) const;
  /// The payment method's name for people: as mapped, unless that is a module's, else `name`.
  std::string_view payment_name(std::string_view shop_key, std::string_view name) const;
  /// The shipping method's name in JTL; `name` where none is mapped.
  std::string_view shipping_name(std::string_view shop_key, std::string_view name) const;
  const Names& shipping() const noexcept { return shipping_; }

 private:
  Names payment_, shipping_;
};

}  // namespace orderbridge::jtl
