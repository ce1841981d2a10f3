// SPDX-License-Identifier: MIT
// GlobalData: what JTL-Wawi must be told before its setup can finish: at least one customer group, language,
// currency and tax rate. Filled by the connector's options. Amounts are text. Plain values.
#pragma once
#include <string>
#include <vector>

namespace orderbridge::jtlconnector {

struct GlobalData {
  struct CustomerGroup {
    std::string id, name;
    bool is_default = false, net_prices = false;
  };
  struct Language {
    std::string id, two, iso, name_english, name_german;  // two: ISO 639-1, "de"; iso: 639-2/B, "ger"
    bool is_default = false;
  };
  struct Currency {
    std::string id, iso, name, factor = "1.0";
    bool is_default = false;
  };
  struct TaxRate {
    std::string id, rate, country_iso;  // rate: percent, "19.0"
  };
  struct ShippingMethod {
    std::string id, name;
  };

  std::vector<CustomerGroup> customer_groups;
  std::vector<Language> languages;
  std::vector<Currency> currencies;
  std::vector<TaxRate> tax_rates;
  std::vector<ShippingMethod> shipping_methods;
};

/// The protocol's model. Throws Error (OB_BAD_CONFIG) where a rate or factor is no number.
std::string to_json(const GlobalData& data);

}  // namespace orderbridge::jtlconnector
