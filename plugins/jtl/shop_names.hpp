// SPDX-License-Identifier: MIT
// ShopNames: what JTL-Wawi calls the shop's payment methods, shipping methods and salutations: options
// payment-methods, shipping-methods, default-shipping-method and salutations, read in create(). What none of
// them nor the built-in tables know keeps the shop's own word and is remembered until tell_unknown() says it,
// once for an instance and so once a run. One thread at a time: the worker's.
#pragma once
#include <functional>
#include <map>
#include <orderbridge/connector.hpp>
#include <set>
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
            "Payment method of the shop → payment module of JTL-Wawi (pm_...); common ones are built in, "
            "others "
            "keep the shop's description, which is said once a run",
            "Zahlungsart des Shops → Zahlungsmodul der JTL-Wawi (pm_...); übliche sind eingebaut, andere "
            "behalten "
            "die Beschreibung des Shops, was einmal je Lauf gesagt wird");
inline constexpr auto kShippingMethodsOption =
    option(OB_TYPE_TABLE, "shipping-methods")
        .columns(kMappingColumns)
        .doc("Shipping method of the shop → name in JTL-Wawi; others keep the shop's name",
             "Versandart des Shops → Name in JTL-Wawi; andere behalten den Namen des Shops");
inline constexpr auto kDefaultShippingMethodOption =
    option(OB_TYPE_TEXT, "default-shipping-method")
        .example("DHL Paket")
        .doc(
            "Shipping method in JTL-Wawi of orders without one, or whose one was deleted in the shop: "
            "JTL-Wawi "
            "needs one. Without this option it is said once a run",
            "Versandart in JTL-Wawi für Bestellungen ohne Versandart oder mit einer, die im Shop gelöscht "
            "wurde: "
            "JTL-Wawi braucht eine. Ohne diese Option wird es einmal je Lauf gesagt");
inline constexpr auto kSalutationsOption = option(OB_TYPE_TABLE, "salutations")
                                               .columns(kMappingColumns)
                                               .advanced()
                                               .doc(
                                                   "Salutation of the order (mr, ms, company, diverse, or "
                                                   "the shop's own key) → salutation in JTL-Wawi; "
                                                   "built in: Herr, Frau, Firma, Divers",
                                                   "Anrede der Bestellung (mr, ms, company, diverse oder der "
                                                   "eigene Schlüssel des Shops) → Anrede in "
                                                   "JTL-Wawi; eingebaut: Herr, Frau, Firma, Divers");

class ShopNames {
 public:
  using Names = std::map<std::string, std::string, std::less<>>;

  /// Throws bad_config.
  ShopNames(const Connection& connection, const Host& host);

  /// The payment module: as mapped, else of the method's kind, else the shop's description, else its key.
  std::string_view payment_module(const ob_order& order) const;
  /// The payment method's name for people: as mapped, unless that is a module's, else `name`.
  std::string_view payment_name(std::string_view shop_key, std::string_view name) const;
  /// The shipping method's name in JTL: as mapped, else the shop's name, else the default, else the shop's
  /// key.
  std::string_view shipping_name(std::string_view shop_key, std::string_view name) const;
  /// "Herr", "Frau" ...; the shop's own key where it is none that is known.
  std::string_view salutation(std::string_view key) const;
  const Names& shipping() const noexcept { return shipping_; }

  /// A finding for each name that was met and not known, once.
  void tell_unknown(const Call& call, const Host& host) const;

 private:
  struct Unknown {
    std::string option, key;
    auto operator<=>(const Unknown&) const = default;
  };
  void remember(const char* option, std::string_view key) const;

  Names payment_, shipping_, salutation_;
  std::string default_shipping_;
  mutable std::set<Unknown> met_, told_;
};

}  // namespace orderbridge::jtl
