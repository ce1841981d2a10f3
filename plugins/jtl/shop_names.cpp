// SPDX-License-Identifier: MIT
#include "jtl/shop_names.hpp"

#include "jtl/payment_kinds.hpp"
#include "jtl/texts.hpp"

namespace orderbridge::jtl {
namespace {

constexpr std::size_t kModuleUnits = 255;  // tinetbestellung.cModulID

void read_mapping(const Connection& connection, const Host& host, const char* option,
                  ShopNames::Names& into) {
  for (const auto& row : connection.table(option)) {
    std::string shop, wawi;
    for (const auto& [column, cell] : row) (column == "shop" ? shop : wawi) = cell;
    if (shop.empty() || wawi.empty())
      throw bad_config(option,
                       host.say(std::string("option ") + option + ": a row needs both shop and wawi",
                                std::string("Option ") + option + ": eine Zeile braucht shop und wawi"));
    into.insert_or_assign(shop, wawi);
  }
}

}  // namespace

ShopNames::ShopNames(const Connection& connection, const Host& host)
    : payment_{{"prepayment", "pm_prepayment"}, {"invoice", "pm_invoice"},
               {"cash", "pm_cash_on_delivery"}, {"debit", "pm_direct_debit"},
               {"sepa", "pm_direct_debit"},     {"paypal", "pm_paypal_standard"}},
      salutation_{{"mr", "Herr"}, {"ms", "Frau"}, {"company", "Firma"}},
      default_shipping_(connection.text_or("default-shipping-method", "")) {
  read_mapping(connection, host, "payment-methods", payment_);
  read_mapping(connection, host, "shipping-methods", shipping_);
  read_mapping(connection, host, "salutations", salutation_);
}

std::string_view ShopNames::payment_module(const ob_order& order) const {
  const auto key = view(order.payment_method);
  const auto found = payment_.find(key);
  if (found != payment_.end()) return found->second;
  if (const auto module = module_of_kind(payment_kind(order)); !module.empty()) return module;
  remember("payment-methods", key);
  const auto description = view(order.payment_method_name);
  const bool fits = !description.empty() && utf16_units(description) <= kModuleUnits;
  return fits ? description : key;
}

std::string_view ShopNames::payment_name(std::string_view shop_key, std::string_view name) const {
  const auto found = payment_.find(shop_key);
  if (found != payment_.end() && found->second.rfind("pm_", 0) != 0) return found->second;
  return name.empty() ? shop_key : name;
}

std::string_view ShopNames::shipping_name(std::string_view shop_key, std::string_view name) const {
  const auto found = shipping_.find(shop_key);
  if (found != shipping_.end()) return found->second;
  if (!name.empty()) return name;
  if (!default_shipping_.empty()) return default_shipping_;
  met_.insert({"default-shipping-method", std::string(shop_key)});
  return shop_key;
}

// "diverse" has a word, but is none of the salutations that JTL-Wawi comes with.
std::string_view ShopNames::salutation(std::string_view key) const {
  const auto found = salutation_.find(key);
  if (found != salutation_.end()) return found->second;
  remember("salutations", key);
  return key == "diverse" ? "Divers" : key;
}

void ShopNames::remember(const char* option, std::string_view key) const {
  if (!key.empty()) met_.insert({option, std::string(key)});
}

void ShopNames::tell_unknown(const Call& call, const Host& host) const {
  for (const auto& unknown : met_) {
    if (!told_.insert(unknown).second) continue;
    const auto row = "<row shop=\"" + unknown.key + "\" wawi=\"...\"/>";
    const auto& option = unknown.option;
    if (option == "payment-methods")
      call.finding(
          OB_FINDING_WARNING, "payment-method-unknown",
          host.say("payment method \"" + unknown.key +
                       "\" of the shop is none that is known here: orders keep the shop's description; "
                       "name its module in option payment-methods: " +
                       row,
                   "Zahlungsart „" + unknown.key +
                       "“ des Shops ist hier nicht bekannt: Bestellungen behalten die Beschreibung des "
                       "Shops; ihr Zahlungsmodul in Option payment-methods nennen: " +
                       row));
    else if (option == "salutations")
      call.finding(
          OB_FINDING_WARNING, "salutation-unknown",
          host.say("salutation \"" + unknown.key +
                       "\" is none of JTL-Wawi's: addresses keep it; say in option salutations what JTL-Wawi "
                       "gets: " +
                       row,
                   "Anrede „" + unknown.key +
                       "“ ist keine der JTL-Wawi: Adressen behalten sie; in Option salutations sagen, was "
                       "JTL-Wawi bekommt: " +
                       row));
    else
      call.finding(
          OB_FINDING_WARNING, "shipping-method-unknown",
          unknown.key.empty()
              ? host.say("orders without a shipping method: JTL-Wawi needs one; name it in option "
                         "default-shipping-method",
                         "Bestellungen ohne Versandart: JTL-Wawi braucht eine; sie in Option "
                         "default-shipping-method nennen")
              : host.say("shipping method \"" + unknown.key +
                             "\" of the shop has no name any more; name one in option shipping-methods, " +
                             row + ", or in default-shipping-method",
                         "Versandart „" + unknown.key +
                             "“ des Shops hat keinen Namen mehr; einen nennen in Option shipping-methods, " +
                             row + ", oder in default-shipping-method"));
  }
}

}  // namespace orderbridge::jtl
