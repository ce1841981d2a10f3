// SPDX-License-Identifier: MIT
#include "jtl/shop_names.hpp"

namespace orderbridge::jtl {
namespace {

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
               {"sepa", "pm_direct_debit"},     {"paypal", "pm_paypal_standard"}} {
  read_mapping(connection, host, "payment-methods", payment_);
  read_mapping(connection, host, "shipping-methods", shipping_);
}

std::string_view ShopNames::payment_module(std::string_view shop_key) const {
  const auto found = payment_.find(shop_key);
  return found == payment_.end() ? shop_key : std::string_view(found->second);
}

std::string_view ShopNames::payment_name(std::string_view shop_key, std::string_view name) const {
  const auto found = payment_.find(shop_key);
  if (found != payment_.end() && found->second.rfind("pm_", 0) != 0) return found->second;
  return name.empty() ? shop_key : name;
}

std::string_view ShopNames::shipping_name(std::string_view shop_key, std::string_view name) const {
  const auto found = shipping_.find(shop_key);
  if (found != shipping_.end()) return found->second;
  return name.empty() ? shop_key : name;
}

}  // namespace orderbridge::jtl
