// SPDX-License-Identifier: MIT
// See failures.hpp. Bodies never enter a text: only the shop's own message does, as remote text.
#include "failures.hpp"

#include <Poco/DateTime.h>
#include <Poco/DateTimeFormat.h>
#include <Poco/DateTimeParser.h>
#include <simdjson.h>

#include <algorithm>

#include "mapper/numbers.hpp"
#include "orderbridge/text.hpp"
#include "redirect.hpp"

namespace orderbridge::shopware5 {
namespace {

std::string subject(const Context& c, const Request& request) {
  const auto& say = c.say;
  const auto at = " (" + c.url.text() + "): ";
  switch (request.asking) {
    case Asking::kVersion:
      return say("The shop's version", "Die Version des Shops") + at;
    case Asking::kList:
      return say("The shop's order list", "Die Bestellliste des Shops") + at;
    case Asking::kDetail:
      return say("Order ", "Bestellung ") + request.order_id + at;
    case Asking::kUpdate:
      return say("Changing order ", "Änderung der Bestellung ") + request.order_id + at;
  }
  return at;
}

bool looks_like_json(const std::string& body) {
  const auto first = body.find_first_not_of(" \t\r\n");
  return first != std::string::npos && body[first] == '{';
}

/// The part of the shop's message between two quotes: Role \"x\" is not allowed to \"read\" on resource
/// \"order\".
std::string quoted_after(const std::string& message, const std::string& marker) {
  const auto at = message.find(marker + "\"");
  if (at == std::string::npos) return {};
  const auto start = at + marker.size() + 1;
  const auto end = message.find('"', start);
  return end == std::string::npos || end - start > 40 ? std::string() : message.substr(start, end - start);
}

Failure refused_login(const Context& c, const std::string& what) {
  return {
      bad_auth(what +
               c.say("the shop refuses the login (401). Check the options user and api-key: the shop's user "
                     "must be active and have API access; a server in front of the shop that asks for a "
                     "password of its own, or does not pass on the Authorization header, looks the same",
                     "der Shop lehnt die Anmeldung ab (401). Optionen user und api-key prüfen: der Benutzer "
                     "muss im Shop aktiv sein und API-Zugang haben; ein vorgeschalteter Server mit eigenem "
                     "Kennwort oder ohne Weitergabe des Authorization-Headers sieht genauso aus"))
          .option("api-key")};
}

Failure forbidden(const Context& c, const std::string& what, const std::string& message) {
  const auto privilege = quoted_after(message, "to "), resource = quoted_after(message, "resource ");
  if (privilege.empty() || resource.empty())
    return {bad_auth(what + c.say("the shop or a server in front of it forbids the access (403)",
                                  "der Shop oder ein vorgeschalteter Server verbietet den Zugriff (403)"))
                .option("user")};
  return {bad_auth(what +
                   c.say("the role of the API user lacks the right ",
                         "der Rolle des API-Benutzers fehlt das "
                         "Recht ") +
                   "\"" + privilege + "\"" + c.say(" on resource ", " an der Ressource ") + "\"" + resource +
                   "\"" +
                   c.say(" (403). Grant it in the shop under Configuration > User administration > Rules and "
                         "permissions",
                         " (403). Im Shop unter Einstellungen > Benutzerverwaltung > Regeln und "
                         "Berechtigungen vergeben"))
              .option("user")};
}

Failure bad_request(const Context& c, const std::string& what, const std::string& message) {
  if (message.find("Invalid or missing auth") != std::string::npos)
    return {
        bad_auth(what +
                 c.say("the shop cannot read the login (400). A server in between probably changes the path "
                       "or the Authorization header; try auth=\"basic\" over https",
                       "der Shop kann die Anmeldung nicht lesen (400). Vermutlich ändert ein Server "
                       "dazwischen Pfad oder Authorization-Header; auth=\"basic\" über https versuchen"))
            .option("auth")};
  return {rejected(what + c.say("the shop does not accept the request (400)",
                                "der Shop nimmt die Anfrage nicht an (400)"))};
}

Failure not_found(const Context& c, const Request& request, const std::string& what,
                  const std::string& message) {
  const bool about_order = message.rfind("Order by ", 0) == 0;
  if (about_order)
    return {rejected(
                what +
                c.say("the shop has no readable order with this id (404): it was aborted or deleted, or has "
                      "no number",
                      "der Shop hat keine lesbare Bestellung mit dieser Id (404): sie wurde abgebrochen oder "
                      "gelöscht oder hat keine Nummer")),
            Scope::kGone, false};
  if (request.asking == Asking::kUpdate && !message.empty() && message != "Resource not found")
    return {rejected(what +
                     c.say("the shop does not know a value (404)", "der Shop kennt einen Wert nicht (404)")),
            Scope::kOrder, false};
  return {bad_config(
      "url", what + c.say("there is no Shopware order API at this address (404). Check the option url: "
                          "the shop's address, with its path if it has one",
                          "unter dieser Adresse gibt es keine Shopware-Bestell-API (404). Option url "
                          "prüfen: die Adresse des Shops, mit Pfad, falls er einen hat"))};
}

Failure server_error(const Context& c, const std::string& what, const Answer& answer,
                     const std::string& message) {
  const auto code = " (" + std::to_string(answer.status) + ")";
  if (!message.empty())
    return {retry(what + c.say("the shop failed", "im Shop ist ein Fehler aufgetreten") + code),
            Scope::kOrder};
  if (answer.body.empty())
    return {
        retry(what + c.say("the shop failed without a word", "der Shop ist ohne Meldung gescheitert") + code +
              c.say("; its database may be down or PHP stopped: see the web server's error log",
                    "; vielleicht ist seine Datenbank aus oder PHP abgestürzt: siehe Fehlerprotokoll des "
                    "Webservers")),
        Scope::kOrder};
  return {retry(what +
                c.say("the shop answered with an error page", "der Shop antwortete mit einer Fehlerseite") +
                code),
          Scope::kOrder};
}

Failure unavailable(const Context& c, const std::string& what, const Answer& answer) {
  const auto wait = retry_after_ms(answer.retry_after);
  auto text =
      what +
      (answer.status == 429
           ? c.say("the shop refuses so many requests (429); lower the option connections if this stays",
                   "der Shop lehnt so viele Anfragen ab (429); wenn das bleibt, Option connections senken")
           : c.say("the shop is being updated or is overloaded (503)",
                   "der Shop wird gerade aktualisiert oder ist überlastet (503)"));
  if (wait > 0)
    text += c.say("; it asks to come back in ", "; er bittet um Wiederkehr in ") +
            std::to_string((wait + 999) / 1000) + " s";
  return {retry(text).retry_after(wait)};
}

Failure by_status(const Context& c, const Request& request, const Answer& answer,
                  const std::string& message) {
  const auto what = subject(c, request);
  switch (answer.status) {
    case 401:
      return refused_login(c, what);
    case 403:
      return forbidden(c, what, message);
    case 400:
      return bad_request(c, what, message);
    case 404:
      return not_found(c, request, what, message);
    case 429:
    case 503:
      return unavailable(c, what, answer);
    default:
      break;
  }
  if (answer.status >= 300 && answer.status < 400)
    return {bad_config("url", what + redirect_text(c.say, c.url, answer))};
  if (answer.status >= 500) return server_error(c, what, answer, message);
  return {rejected(what + c.say("the shop refuses the request", "der Shop lehnt die Anfrage ab") + " (" +
                   std::to_string(answer.status) + ")")};
}

}  // namespace

std::optional<Failure> judge(const Context& c, const Request& request, const Answer& answer) {
  if (answer.status >= 200 && answer.status < 300) {
    if (looks_like_json(answer.body)) return std::nullopt;
    const auto what = subject(c, request);
    if (answer.body.empty() && request.asking == Asking::kUpdate)
      return Failure{retry(what + c.say("the shop's answer is empty", "die Antwort des Shops ist leer"))
                         .remote("", answer.status),
                     Scope::kOrder};
    if (answer.body.empty())
      return Failure{
          retry(what + c.say("the shop's answer is empty; usually the order holds text that is not valid "
                             "UTF-8: open and save it in the shop",
                             "die Antwort des Shops ist leer; meist enthält die Bestellung Text, der kein "
                             "gültiges UTF-8 ist: im Shop öffnen und speichern"))
              .remote("", answer.status),
          Scope::kOrder, false};
    return Failure{
        retry(what + c.say("something other than the API answers: a web page instead of JSON; a login page, "
                           "bot protection or a wrong address does that",
                           "hier antwortet etwas anderes als die API: eine Webseite statt JSON; das tun "
                           "Anmeldeseiten, Bot-Schutz oder eine falsche Adresse"))
            .remote(answer.content_type, answer.status),
        Scope::kOrder};
  }
  const auto message = shop_message(answer.body);
  auto failure = by_status(c, request, answer, message);
  (void)std::move(failure.error).remote(message, answer.status);
  return failure;
}

Failure judge(const Context& c, const Request& request, const NoAnswer& none) {
  const auto what = subject(c, request);
  switch (none.trouble) {
    case Trouble::kTimeout:
      return {retry(what +
                    c.say("no answer in time (option timeout)", "keine Antwort in der Zeit (Option timeout)"))
                  .option("timeout"),
              Scope::kOrder};
    case Trouble::kHostUnknown:
      return {
          not_connected(what + c.say("the host name is not known; check the option url and the name service",
                                     "der Rechnername ist nicht bekannt; Option url und Namensdienst prüfen"))
              .option("url")
              .remote(none.what())};
    case Trouble::kRefused:
      return {not_connected(
                  what + c.say("the shop's server does not take the connection; check the option url, the "
                               "server and firewalls",
                               "der Server des Shops nimmt die Verbindung nicht an; Option url, Server und "
                               "Firewalls prüfen"))
                  .option("url")
                  .remote(none.what())};
    case Trouble::kCertificate:
      return {
          bad_config(
              "tls-ca-file",
              what +
                  c.say("the shop's certificate cannot be trusted: expired, for another name, or from an "
                        "unknown authority. Renew it, or name the authority's file in tls-ca-file",
                        "dem Zertifikat des Shops kann nicht vertraut werden: abgelaufen, für einen anderen "
                        "Namen oder von unbekannter Stelle. Erneuern oder die Datei der Stelle in "
                        "tls-ca-file angeben"))
              .remote(none.what())};
    case Trouble::kTooLarge:
      return {rejected(
                  what +
                  c.say("the answer is larger than option answer-limit-mib allows; raise it, or lower "
                        "page-size if it is the list",
                        "die Antwort ist größer, als Option answer-limit-mib erlaubt; diese erhöhen oder bei "
                        "der Liste page-size senken"))
                  .option("answer-limit-mib"),
              Scope::kOrder, false};
    case Trouble::kLost:
      break;
  }
  return {retry(what + c.say("the connection broke before the answer was complete",
                             "die Verbindung brach ab, bevor die Antwort vollständig war"))
              .remote(none.what()),
          Scope::kOrder};
}

Failure unreadable(const Context& c, const Request& request, const std::string& why) {
  return {retry(subject(c, request) + why).remote("", 200), Scope::kOrder};
}

Failure unreadable_list(const Context& c, const Request& request) {
  return unreadable(c, request,
                    c.say("the answer is no order list, or was cut off; a plugin or a server in front of the "
                          "shop may change answers",
                          "die Antwort ist keine Bestellliste oder abgeschnitten; vielleicht ändert ein "
                          "Plugin oder ein vorgeschalteter Server die Antworten"));
}

std::optional<std::int64_t> seconds_ahead(const std::string& date) {
  Poco::DateTime at;
  int zone = 0;
  if (!Poco::DateTimeParser::tryParse(Poco::DateTimeFormat::HTTP_FORMAT, date, at, zone)) return std::nullopt;
  return (at.timestamp() - Poco::Timestamp()) / Poco::Timestamp::resolution();
}

std::int64_t retry_after_ms(const std::string& header) {
  constexpr std::int64_t kDay = 86'400;
  auto seconds = parse_integer(header);
  if (!seconds) seconds = seconds_ahead(header);
  return std::clamp<std::int64_t>(seconds.value_or(0), 0, kDay) * 1000;
}

std::string shop_message(const std::string& body) {
  if (!looks_like_json(body) || body.size() > (1u << 20)) return {};
  try {
    simdjson::ondemand::parser parser;
    const simdjson::padded_string padded(body);
    auto document = parser.iterate(padded);
    std::string_view message;
    if (document["message"].get_string().get(message)) return {};
    return cut_remote_text(message);
  } catch (const simdjson::simdjson_error&) {
    return {};
  }
}

}  // namespace orderbridge::shopware5
