// SPDX-License-Identifier: MIT
// See redirect.hpp.
#include "redirect.hpp"

namespace orderbridge::shopware5 {

std::string redirect_text(Language say, const ShopUrl& from, const Answer& answer) {
  const auto code = " (" + std::to_string(answer.status) + ")";
  const auto location = answer.location.substr(0, answer.location.find_first_of("?#"));
  const bool relative = !location.empty() && location[0] == '/' && location.rfind("//", 0) != 0;
  std::string_view why;
  const auto target = parse_shop_url(location, why);
  if (!relative && !target)
    return say("the shop redirects to nowhere sensible", "der Shop leitet ins Leere um") + code;
  if (relative || target->host == from.host) {
    auto hint = relative ? location : target->text();
    // Names the shop's address, not that of the one resource.
    if (const auto api = hint.find("/api/"); api != std::string::npos) hint.erase(api);
    return say("the shop redirects to another address of the same host",
               "der Shop leitet auf eine andere Adresse "
               "desselben Rechners um") +
           code +
           say(". Enter the final address as option url: ",
               ". Die endgültige Adresse als Option url eintragen: ") +
           (hint.empty() ? "/" : hint);
  }
  return say("the shop redirects to another host, ", "der Shop leitet auf einen anderen Rechner um, ") +
         target->authority() + code +
         say("; user and key are not sent there. If that is your shop, enter its address as option url",
             "; Benutzer und Schlüssel werden dorthin nicht gesendet. Wenn das Ihr Shop ist, dessen Adresse "
             "als Option "
             "url eintragen");
}

}  // namespace orderbridge::shopware5
