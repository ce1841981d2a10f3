// SPDX-License-Identifier: MIT
// Texts and their lengths as JTL's columns count them, in UTF-16 units as nvarchar(n) does. Pure; any thread.
#pragma once
#include <cstddef>
#include <orderbridge/call.hpp>
#include <string>
#include <string_view>

namespace orderbridge::jtl {

/// What a text that was cut ends with, for people who read it in JTL-Wawi.
inline std::string cut_mark(const Host& host) {
  return host.say("\xE2\x80\xA6[cut]", "\xE2\x80\xA6[gek\xC3\xBCrzt]");  // "…[gekürzt]"
}

std::size_t utf16_units(std::string_view utf8) noexcept;
/// The text where it fits; else the longest prefix that together with the mark has at most `limit` units, or
/// without it where there is no room for more than the mark. Never splits a character.
std::string cut_visibly(std::string_view utf8, std::size_t limit, std::string_view mark);
/// A VAT id of more than `limit` units without what people write around it: blanks, dots, hyphens, what
/// stands in brackets. As it is where it fits.
std::string fitting_vat_id(std::string_view vat_id, std::size_t limit);
/// For people, where that happened.
inline std::string say_vat_id_bare(const Host& host) {
  return host.say("the VAT id is too long as it is written: staged without blanks, dots and brackets",
                  "die USt-IdNr. ist so, wie sie geschrieben ist, zu lang: ohne Leerzeichen, Punkte und "
                  "Klammern abgelegt");
}
/// "a, b", or the one that is not empty.
std::string joined(std::string_view a, std::string_view b);

}  // namespace orderbridge::jtl
