// SPDX-License-Identifier: MIT
// The options of connector jtlconnector: their description, and their values after create(). Values are
// copies, read only, any thread.
#pragma once
#include <filesystem>
#include <map>
#include <orderbridge/connector.hpp>
#include <string>

#include "rpc/global_data.hpp"

namespace orderbridge::jtlconnector {

inline constexpr std::array kMappingColumnOptions{
    option(OB_TYPE_TEXT, "shop").required().doc("Key in the shop", "Schlüssel im Shop"),
    option(OB_TYPE_TEXT, "wawi").required().doc("Name in JTL-Wawi", "Name in JTL-Wawi")};
inline constexpr auto kMappingColumns = option_table(kMappingColumnOptions);

inline constexpr std::array kOptionList{
    option(OB_TYPE_TEXT, "store")
        .required()
        .example("var/jtlconnector.db")
        .doc("File where orders wait until JTL-Wawi has fetched them, and where stands what JTL-Wawi said of "
             "them; a relative one is looked for from the folder of the configuration",
             "Datei, in der Bestellungen warten, bis JTL-Wawi sie abgeholt hat, und in der steht, was "
             "JTL-Wawi "
             "dazu meldete; eine relative gilt ab dem Ordner der Konfiguration"),
    option(OB_TYPE_TEXT, "token")
        .secret()
        .doc("Shared secret, the same as in JTL-Wawi's connector settings; action serve needs it",
             "Gemeinsames Geheimnis, dasselbe wie in den Connector-Einstellungen der JTL-Wawi; die Aktion "
             "serve "
             "braucht es"),
    option(OB_TYPE_TEXT, "listen")
        .defaults("127.0.0.1:8080")
        .doc("Address and port of the endpoint. It speaks plain HTTP: put a reverse proxy with TLS before it",
             "Adresse und Port des Endpunkts. Er spricht HTTP ohne TLS: davor gehört ein Reverse Proxy mit "
             "TLS"),
    option(OB_TYPE_TABLE, "payment-methods")
        .columns(kMappingColumns)
        .doc("Payment method of the shop → payment module of JTL-Wawi; common ones are built in",
             "Zahlungsart des Shops → Zahlungsmodul der JTL-Wawi; übliche sind eingebaut"),
    option(OB_TYPE_TABLE, "shipping-methods")
        .columns(kMappingColumns)
        .doc("Shipping method of the shop → name in JTL-Wawi; others keep the shop's name",
             "Versandart des Shops → Name in JTL-Wawi; andere behalten den Namen des Shops"),
    option(OB_TYPE_TEXT, "customer-group")
        .defaults("Endkunden")
        .advanced()
        .doc("Name of the customer group that JTL-Wawi is offered",
             "Name der Kundengruppe, die JTL-Wawi sieht"),
    option(OB_TYPE_TEXT, "language")
        .defaults("de")
        .advanced()
        .doc("The shop's main language (ISO 639-1)", "Hauptsprache des Shops (ISO 639-1)"),
    option(OB_TYPE_TEXT, "currency")
        .defaults("EUR")
        .advanced()
        .doc("The shop's main currency (ISO 4217)", "Hauptwährung des Shops (ISO 4217)"),
    option(OB_TYPE_LIST, "tax-rates")
        .advanced()
        .doc("Tax rates in percent that JTL-Wawi is offered; without any 19, 7 and 0",
             "Steuersätze in Prozent, die JTL-Wawi sieht; ohne Angabe 19, 7 und 0"),
    option(OB_TYPE_CHOICE, "oversize")
        .choices("cut|reject")
        .defaults("cut")
        .doc("Free text that is too long for JTL-Wawi: cut it visibly with a warning, or refuse the order",
             "Freitext, der für JTL-Wawi zu lang ist: sichtbar kürzen mit Warnung oder die Bestellung "
             "ablehnen")};
inline constexpr auto kOptions = option_table(kOptionList);

struct Options {
  /// Throws bad_config.
  Options(const Connection& connection, const Host& host);

  std::string_view payment_module(std::string_view shop_key) const;
  std::string_view shipping_name(std::string_view shop_key, std::string_view name) const;
  GlobalData global_data() const;

  std::filesystem::path store;
  std::string token, listen, customer_group, language, currency;
  std::vector<std::string> tax_rates;
  std::map<std::string, std::string, std::less<>> payment_methods, shipping_methods;
  bool cut_free_text = true;
};

/// ISO 639-2/B of "de", "de_DE" ...: "ger"; empty where it is none that JTL-Wawi knows.
std::string_view iso_639_2(std::string_view language);

}  // namespace orderbridge::jtlconnector
