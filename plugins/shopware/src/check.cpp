// SPDX-License-Identifier: MIT
// See check.hpp.
#include "check.hpp"

#include <simdjson.h>

#include "fetch/list_page.hpp"
#include "fetch/query.hpp"
#include "mapper/numbers.hpp"

namespace orderbridge::shopware5 {

ShopVersion parse_version(const std::string& text) {
  ShopVersion version;
  version.text = text;
  int* const parts[] = {&version.major, &version.minor, &version.patch};
  std::size_t at = 0;
  for (int* part : parts) {
    const auto end = text.find_first_not_of("0123456789", at);
    const auto number =
        parse_integer(std::string_view(text).substr(at, end == std::string::npos ? end : end - at));
    if (!number || *number > 9999) break;
    *part = static_cast<int>(*number);
    if (end == std::string::npos || text[end] != '.') break;
    at = end + 1;
  }
  return version;
}

ShopVersion ask_version(ShopClient& client, const CancelToken& token) {
  const auto request = version_request();
  const auto body = client.ask(request, token);
  try {
    simdjson::ondemand::parser parser;
    auto document = parser.iterate(simdjson::padded_string_view(body.data(), body.size(), body.capacity()));
    const std::string_view text = document["data"]["version"].get_string();
    return parse_version(std::string(text.substr(0, 40)));
  } catch (const simdjson::simdjson_error& e) {
    const auto context = client.context();
    // JSON that says something else is another API, or what stands in for the shop; JSON that ends too early
    // is a bad moment.
    if (e.error() != simdjson::NO_SUCH_FIELD && e.error() != simdjson::INCORRECT_TYPE)
      throw unreadable(context, request,
                       context.say("the answer is no valid JSON or was cut off",
                                   "die Antwort ist kein gültiges JSON oder abgeschnitten"));
    throw unreadable(context, request,
                     context.say("this is not the API of Shopware 5; if this stays, check the option url",
                                 "das ist nicht die API von Shopware 5; wenn das bleibt, Option url prüfen"));
  }
}

void Check::run() {
  transport();
  if (!version()) return;
  clock();
  right_to_read();
  right_to_update();
}

void Check::failed(const char* code, const Failure& failure) {
  call_.finding(OB_FINDING_ERROR, code, failure.error.what());
}

void Check::transport() {
  const auto& say = options_.say;
  if (!options_.url.https)
    call_.finding(
        OB_FINDING_WARNING, "no-https",
        say("The shop is reached without https: orders with names and addresses cross the net readable. The "
            "API "
            "key does not (Digest login)",
            "Der Shop wird ohne https angesprochen: Bestellungen mit Namen und Adressen gehen lesbar durchs "
            "Netz. Der API-Schlüssel nicht (Digest-Anmeldung)"));
  else if (!options_.tls_verify)
    call_.finding(OB_FINDING_WARNING, "certificate-unchecked",
                  say("tls-verify is false: anybody in between can pretend to be the shop",
                      "tls-verify ist false: jeder dazwischen kann sich als der Shop ausgeben"));
  if (!options_.url.https && options_.auth == AuthMode::kBasic)
    call_.finding(OB_FINDING_WARNING, "key-in-clear-text",
                  say("auth=\"basic\" without https sends the API key in clear text",
                      "auth=\"basic\" ohne https sendet den API-Schlüssel im Klartext"));
}

bool Check::version() {
  const auto& say = options_.say;
  try {
    const auto version = ask_version(client_, token_);
    call_.finding(OB_FINDING_OK, "login",
                  say("Login works; the shop is Shopware ", "Anmeldung gelungen; der Shop ist Shopware ") +
                      version.text);
    const bool known = version.major == 5 && version.minor >= 1 && version.minor <= 7;
    if (version.major != 0 && !known)
      call_.finding(OB_FINDING_WARNING, "version",
                    say("This connector is made for Shopware 5.1.6 to 5.7.19",
                        "Dieser Konnektor ist für Shopware 5.1.6 bis 5.7.19 gemacht"));
    return true;
  } catch (const Failure& failure) {
    failed("login", failure);
    return false;
  }
}

/// The login's nonce lasts to the end of the shop's clock hour, and start-date is judged by its clock.
void Check::clock() {
  constexpr std::int64_t kTolerance = 300;
  const auto ahead = client_.clock_ahead();
  if (!ahead || (*ahead <= kTolerance && *ahead >= -kTolerance)) return;
  const auto& say = options_.say;
  call_.finding(OB_FINDING_WARNING, "clock",
                say("The clocks of the shop and of this machine differ by ",
                    "Die Uhren des Shops und dieses Rechners gehen um ") +
                    std::to_string(*ahead < 0 ? -*ahead : *ahead) +
                    say(" s; order times in reports will look wrong. Set them by a time server",
                        " s auseinander; Bestellzeiten in Berichten wirken dann falsch. Nach einem "
                        "Zeitserver stellen"));
}

void Check::right_to_read() {
  const auto& say = options_.say;
  try {
    const auto body =
        client_.ask(list_request({filter_any("status", options_.wanted.order_states)}, 1), token_);
    simdjson::ondemand::parser parser;
    const auto page =
        read_list_page(parser, simdjson::padded_string_view(body.data(), body.size(), body.capacity()));
    const auto count = page ? std::to_string(page->total) : std::string("?");
    call_.finding(OB_FINDING_OK, "read",
                  say("Orders can be read; in the wanted states: ",
                      "Bestellungen sind lesbar; in den gewünschten Status: ") +
                      count);
  } catch (const Failure& failure) {
    failed("read", failure);
  } catch (const simdjson::simdjson_error&) {
    call_.finding(
        OB_FINDING_ERROR, "read",
        say("The shop's order list is no valid JSON", "Die Bestellliste des Shops ist kein gültiges JSON"));
  }
}

/// No GET tells. An empty change of an order that cannot exist is answered 403 without the right and 404 with
/// it, because the shop looks at rights first; unlike an empty change of a real order it has nothing to
/// touch.
void Check::right_to_update() {
  const auto& say = options_.say;
  constexpr std::int64_t kNoOrder = 2147483647;
  try {
    client_.ask(update_request(kNoOrder, "{}"), token_);
  } catch (const Failure& failure) {
    if (failure.error.status() == OB_BAD_AUTH) {
      const bool needed = (options_.roles & OB_WRITE_STATUS) != 0;
      call_.finding(needed ? OB_FINDING_ERROR : OB_FINDING_WARNING, "update",
                    say("The API user may not change orders (right \"update\" on resource \"order\"): "
                        "importing works, telling states to the shop does not",
                        "Der API-Benutzer darf Bestellungen nicht ändern (Recht \"update\" an der Ressource "
                        "\"order\"): der Import geht, Statusmeldungen an den Shop nicht"));
      return;
    }
    if (failure.scope != Scope::kGone) return failed("update", failure);
  }
  call_.finding(
      OB_FINDING_OK, "update",
      say("Orders can be changed (tried with an empty change of an order that does not exist)",
          "Bestellungen können geändert werden (erprobt mit einer leeren Änderung einer Bestellung, "
          "die es nicht gibt)"));
}

}  // namespace orderbridge::shopware5
