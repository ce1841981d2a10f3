// SPDX-License-Identifier: MIT
// See redirect.hpp.
#include "redirect.hpp"

#include "orderbridge/text.hpp"

namespace orderbridge::shopware5 {
namespace {

/// Where a Location leads, seen from the shop's address: absolute, without query and fragment. Empty: to no
/// http address.
std::string absolute(const ShopUrl& from, const std::string& location) {
  const auto target = location.substr(0, location.find_first_of("?#"));
  const std::string scheme = from.https ? "https:" : "http:";
  if (target.rfind("//", 0) == 0) return scheme + target;
  if (!target.empty() && target[0] == '/') return scheme + "//" + from.authority() + target;
  return target;
}

/// The shop's address in an address of its API; empty where it leads elsewhere.
std::string shop_of(const std::string& address) {
  const auto start = address.find("://");
  const auto path = start == std::string::npos ? start : address.find('/', start + 3);
  const auto api = path == std::string::npos ? path : address.find("/api/", path);
  return api == std::string::npos ? std::string() : address.substr(0, api + 1);
}

std::string to_a_page(Language say, const std::string& code, const ShopUrl& from, const ShopUrl& target) {
  auto text = say("the shop redirects to a web page", "der Shop leitet auf eine Webseite um") + code + ": " +
              cut_remote_text(target.text(), 200) +
              say("; a maintenance page, a login page or a protection does that",
                  "; das tun Wartungsseiten, Anmeldeseiten oder ein Schutz vor Bots");
  if (target.https && !from.https) {
    auto secure = from;
    secure.https = true;
    secure.port = target.port;
    text += say(". If it only wants https, enter as option url: ",
                ". Wenn er nur https will, als Option url eintragen: ") +
            secure.text();
  }
  return text;
}

}  // namespace

std::string redirect_text(Language say, const ShopUrl& from, const Answer& answer) {
  const auto code = " (" + std::to_string(answer.status) + ")";
  const auto address = absolute(from, answer.location);
  const auto shop = shop_of(address);
  std::string_view why;
  const auto target = parse_shop_url(shop.empty() ? address : shop, why);
  if (!target) return say("the shop redirects to nowhere sensible", "der Shop leitet ins Leere um") + code;
  if (target->host != from.host)
    return say("the shop redirects to another host, ", "der Shop leitet auf einen anderen Rechner um, ") +
           target->authority() + code +
           say("; user and key are not sent there. If that is your shop, enter its address as option url",
               "; Benutzer und Schlüssel werden dorthin nicht gesendet. Wenn das Ihr Shop ist, dessen "
               "Adresse "
               "als Option url eintragen") +
           (shop.empty() ? std::string() : ": " + target->text());
  if (shop.empty()) return to_a_page(say, code, from, *target);
  if (target->text() == from.text())
    return say("a rewrite rule of the web server redirects the API to another path of the address that is "
               "configured",
               "eine Umschreiberegel des Webservers leitet die API auf einen anderen Pfad der eingetragenen "
               "Adresse um") +
           code + say("; it must leave /api alone", "; sie muss /api in Ruhe lassen");
  return say("the shop redirects to another address of the same host",
             "der Shop leitet auf eine andere Adresse desselben Rechners um") +
         code +
         say(". Enter the final address as option url: ",
             ". Die endgültige Adresse als Option url eintragen: ") +
         target->text();
}

}  // namespace orderbridge::shopware5
