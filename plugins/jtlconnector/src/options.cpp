// SPDX-License-Identifier: MIT
#include "options.hpp"

#include <orderbridge/decimal.hpp>

#include "jtl/languages.hpp"

namespace orderbridge::jtlconnector {
namespace {

bool is_rate(const std::string& text) {
  try {
    const auto rate = Decimal::parse(text);
    return rate && !rate->is_negative();
  } catch (const DecimalError&) {
    return false;
  }
}

}  // namespace

Options::Options(const Connection& connection, const Host& host)
    : token(connection.text_or("token", "")),
      listen(connection.text_or("listen", "127.0.0.1:8080")),
      customer_group(connection.text_or("customer-group", "Endkunden")),
      language(connection.text_or("language", "de")),
      currency(connection.text_or("currency", "EUR")),
      tax_rates(connection.list("tax-rates")),
      names(connection, host),
      clock(connection, host) {
  const std::string file = connection.text("store");
  if (file.empty())
    throw bad_config("store",
                     host.say("option store is empty: name a file, e.g. var/jtlconnector.db",
                              "Option store ist leer: eine Datei nennen, z. B. var/jtlconnector.db"));
  store = (std::filesystem::path(connection.base_dir()) / file).lexically_normal();
  if (!jtl::find_language(language))
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
  cut_free_text = connection.text_or("oversize", "cut") == "cut";
  completes = jtl::completes(connection);
}

GlobalData Options::global_data() const {
  GlobalData data;
  data.customer_groups.push_back({"1", customer_group, true, false});
  const auto* main = jtl::find_language(language);
  data.languages.push_back({std::string(main->three), std::string(main->two), std::string(main->three),
                            std::string(main->english), std::string(main->german), true});
  data.currencies.push_back({currency, currency, currency, "1.0", true});
  for (const auto& rate : tax_rates) data.tax_rates.push_back({"tax_" + rate, rate, ""});
  for (const auto& [shop, wawi] : names.shipping()) data.shipping_methods.push_back({shop, wawi});
  return data;
}

}  // namespace orderbridge::jtlconnector
