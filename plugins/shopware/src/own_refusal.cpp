// SPDX-License-Identifier: MIT
// See own_refusal.hpp.
#include "own_refusal.hpp"

namespace orderbridge::shopware5 {
namespace {

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

}  // namespace

Failure own_refusal(const Context& c, const Request& request, const std::string& what, int status,
                    const std::string& message) {
  switch (status) {
    case 401:
      return refused_login(c, what);
    case 403:
      return forbidden(c, what, message);
    case 400:
      return bad_request(c, what, message);
    case 404:
      return not_found(c, request, what, message);
    default:
      return {rejected(what + c.say("the shop refuses the request", "der Shop lehnt die Anfrage ab") + " (" +
                       std::to_string(status) + ")")};
  }
}

}  // namespace orderbridge::shopware5
