// SPDX-License-Identifier: MIT
// See global_data.hpp.
#include "global_data.hpp"

#include <orderbridge/error.hpp>

#include "value.hpp"

namespace orderbridge::jtlconnector {
namespace {

std::string identity(const std::string& endpoint) {
  return R"("id":[)" + json_text(endpoint) + ",0]";
}
std::string flag(const char* name, bool value) {
  return json_text(name) + (value ? ":true" : ":false");
}
std::string text(const char* name, const std::string& value) {
  return json_text(name) + ":" + json_text(value);
}

/// Both keys, as jtl/connector-core 5 sends them: ISO 639-1, and 639-2/B for what came before it.
std::string language(const GlobalData::Language& language) {
  return text("languageIso", language.two) + "," + text("languageISO", language.iso);
}

std::string number(const char* name, const std::string& amount) {
  Value value;
  value.kind = Value::Kind::kText;
  value.text = amount;
  const auto canonical = canonical_decimal(value);
  if (!canonical) throw Error(OB_BAD_CONFIG, std::string(name) + " \"" + amount + "\" is not a number");
  return json_text(name) + ":" + *canonical;
}

template <class Items, class One>
std::string list(const char* name, const Items& items, One one) {
  std::string out = json_text(name) + ":[";
  for (const auto& item : items) {
    if (out.back() != '[') out += ',';
    out.append("{").append(one(item)).append("}");
  }
  return out + "]";
}

std::string currency_json(const GlobalData::Currency& currency) {
  return identity(currency.id) + R"(,"delimiterCent":",","delimiterThousand":".",)" +
         number("factor", currency.factor) + R"(,"hasCurrencySignBeforeValue":false,)" +
         flag("isDefault", currency.is_default) + "," + text("iso", currency.iso) + "," +
         text("name", currency.name) + "," +
         text("nameHtml", currency.iso == "EUR" ? "&euro;" : currency.iso);
}

std::string group_json(const GlobalData::CustomerGroup& group, const GlobalData& data) {
  return identity(group.id) + "," + flag("applyNetPrice", group.net_prices) + R"(,"discount":0.0,)" +
         flag("isDefault", group.is_default) + R"(,"attributes":[],)" +
         list("i18ns", data.languages, [&](const GlobalData::Language& spoken) {
           return language(spoken) + "," + text("name", group.name);
         });
}

std::string language_json(const GlobalData::Language& spoken) {
  return identity(spoken.id) + "," + flag("isDefault", spoken.is_default) + "," + language(spoken) + "," +
         text("nameEnglish", spoken.name_english) + "," + text("nameGerman", spoken.name_german);
}

}  // namespace

std::string to_json(const GlobalData& data) {
  std::string out = R"({"configGroups":[],"configItems":[],"crossSellingGroups":[],)";
  out += list("currencies", data.currencies, currency_json) + ",";
  out += list("customerGroups", data.customer_groups,
              [&](const GlobalData::CustomerGroup& group) { return group_json(group, data); }) +
         ",";
  out += list("languages", data.languages, language_json);
  out += R"(,"measurementUnits":[],"productTypes":[],"shippingClasses":[],)";
  out += list("shippingMethods", data.shipping_methods,
              [](const auto& method) { return identity(method.id) + "," + text("name", method.name); }) +
         ",";
  out += list("taxRates", data.tax_rates, [](const GlobalData::TaxRate& tax) {
    return identity(tax.id) + "," + text("countryIso", tax.country_iso) + "," + number("rate", tax.rate);
  });
  return out + R"(,"units":[],"warehouses":[]})";
}

}  // namespace orderbridge::jtlconnector
