// SPDX-License-Identifier: MIT
#include "options.hpp"

#include <orderbridge/decimal.hpp>

namespace orderbridge::jtlconnector {
namespace {

struct Language {
  std::string_view two, three, english, german;
};
constexpr Language kLanguages[] = {
    {"bg", "bul", "Bulgarian", "Bulgarisch"},     {"cs", "cze", "Czech", "Tschechisch"},
    {"da", "dan", "Danish", "Dänisch"},           {"de", "ger", "German", "Deutsch"},
    {"el", "gre", "Greek", "Griechisch"},         {"en", "eng", "English", "Englisch"},
    {"es", "spa", "Spanish", "Spanisch"},         {"et", "est", "Estonian", "Estnisch"},
    {"fi", "fin", "Finnish", "Finnisch"},         {"fr", "fre", "French", "Französisch"},
    {"hr", "hrv", "Croatian", "Kroatisch"},       {"hu", "hun", "Hungarian", "Ungarisch"},
    {"it", "ita", "Italian", "Italienisch"},      {"lt", "lit", "Lithuanian", "Litauisch"},
    {"lv", "lav", "Latvian", "Lettisch"},         {"nl", "dut", "Dutch", "Niederländisch"},
    {"no", "nor", "Norwegian", "Norwegisch"},     {"pl", "pol", "Polish", "Polnisch"},
    {"pt", "por", "Portuguese", "Portugiesisch"}, {"ro", "rum", "Romanian", "Rumänisch"},
    {"sk", "slo", "Slovak", "Slowakisch"},        {"sl", "slv", "Slovenian", "Slowenisch"},
    {"sv", "swe", "Swedish", "Schwedisch"}};

const Language* find_language(std::string_view code) {
  for (const auto& language : kLanguages)
    if (code.substr(0, 2) == language.two && (code.size() == 2 || code[2] == '_' || code[2] == '-'))
      return &language;
  return nullptr;
}

bool is_rate(const std::string& text) {
  try {
    const auto rate = Decimal::parse(text);
    return rate && !rate->is_negative();
  } catch (const DecimalError&) {
    return false;
  }
}

void read_mapping(const Connection& connection, const Host& host, const char* option,
                  std::map<std::string, std::string, std::less<>>& into) {
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

Options::Options(const Connection& connection, const Host& host)
    : token(connection.text_or("token", "")),
      listen(connection.text_or("listen", "127.0.0.1:8080")),
      customer_group(connection.text_or("customer-group", "Endkunden")),
      language(connection.text_or("language", "de")),
      currency(connection.text_or("currency", "EUR")),
      tax_rates(connection.list("tax-rates")) {
  const std::string file = connection.text("store");
  if (file.empty())
    throw bad_config("store",
                     host.say("option store is empty: name a file, e.g. var/jtlconnector.db",
                              "Option store ist leer: eine Datei nennen, z. B. var/jtlconnector.db"));
  store = (std::filesystem::path(connection.base_dir()) / file).lexically_normal();
  if (iso_639_2(language).empty())
    throw bad_config("language", host.say("option language: \"" + language +
                                              "\" is no language known here; "
                                              "write it as de, en, fr ...",
                                          "Option language: „" + language +
                                              "“ ist keine hier bekannte Sprache; "
                                              "Schreibweise de, en, fr …"));
  for (const auto& rate : tax_rates)
    if (!is_rate(rate))
      throw bad_config(
          "tax-rates",
          host.say("option tax-rates: \"" + rate + "\" is no percentage; write it as 19 or 5.5",
                   "Option tax-rates: „" + rate + "“ ist kein Prozentsatz; Schreibweise 19 oder 5.5"));
  if (tax_rates.empty()) tax_rates = {"19", "7", "0"};
  payment_methods = {{"prepayment", "pm_prepayment"}, {"invoice", "pm_invoice"},
                     {"cash", "pm_cash_on_delivery"}, {"debit", "pm_direct_debit"},
                     {"sepa", "pm_direct_debit"},     {"paypal", "pm_paypal_standard"}};
  read_mapping(connection, host, "payment-methods", payment_methods);
  read_mapping(connection, host, "shipping-methods", shipping_methods);
  cut_free_text = connection.text_or("oversize", "cut") == "cut";
}

std::string_view Options::payment_module(std::string_view shop_key) const {
  const auto found = payment_methods.find(shop_key);
  return found == payment_methods.end() ? shop_key : std::string_view(found->second);
}

std::string_view Options::shipping_name(std::string_view shop_key, std::string_view name) const {
  const auto found = shipping_methods.find(shop_key);
  if (found != shipping_methods.end()) return found->second;
  return name.empty() ? shop_key : name;
}

GlobalData Options::global_data() const {
  GlobalData data;
  data.customer_groups.push_back({"1", customer_group, true, false});
  const auto* main = find_language(language);
  data.languages.push_back({std::string(main->three), std::string(main->three), std::string(main->english),
                            std::string(main->german), true});
  data.currencies.push_back({currency, currency, currency, "1.0", true});
  for (const auto& rate : tax_rates) data.tax_rates.push_back({"tax_" + rate, rate, ""});
  for (const auto& [shop, wawi] : shipping_methods) data.shipping_methods.push_back({shop, wawi});
  return data;
}

std::string_view iso_639_2(std::string_view language) {
  const auto* found = find_language(language);
  return found ? found->three : std::string_view();
}

}  // namespace orderbridge::jtlconnector
