// SPDX-License-Identifier: MIT
// The options of connector jtlconnector: their description, and their values after create(). Values are
// copies, read only, any thread.
#pragma once
#include <filesystem>
#include <orderbridge/connector.hpp>
#include <string>

#include "jtl/shop_names.hpp"
#include "jtl/status_update.hpp"
#include "jtl/times.hpp"
#include "rpc/global_data.hpp"

namespace orderbridge::jtlconnector {

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
    jtl::kPaymentMethodsOption,
    jtl::kShippingMethodsOption,
    jtl::kDefaultShippingMethodOption,
    jtl::kSalutationsOption,
    jtl::kCompletedWhenOption,
    jtl::kTimeZoneOption,
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

  GlobalData global_data() const;

  std::filesystem::path store;
  std::string token, listen, customer_group, language, currency;
  std::vector<std::string> tax_rates;
  jtl::ShopNames names;
  jtl::LocalClock clock;
  bool cut_free_text = true;
  bool completes = false;
};

}  // namespace orderbridge::jtlconnector
