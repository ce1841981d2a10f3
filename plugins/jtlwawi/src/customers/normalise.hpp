// SPDX-License-Identifier: MIT
// Names, streets and addresses as people mean them, for comparing: without case, accents, punctuation and the
// many ways to write an umlaut or "Straße". Pure; UTF-8 in, ASCII out for Latin letters, other scripts stay
// as they are.
#pragma once
#include <string>
#include <string_view>

namespace orderbridge::jtlwawi {

/// "Müller-Lüdenscheidt, Dr." -> "mueller luedenscheidt dr". ä=ae, ö=oe, ü=ue, ß=ss, é=e, ł=l.
std::string folded(std::string_view text);
/// As folded(), blanks gone: "vonderleyen".
std::string folded_word(std::string_view text);
/// As folded_word(), without the legal form: "Maier Bau GmbH & Co. KG" -> "maierbau".
std::string folded_company(std::string_view text);
/// Lower case, no blanks; nothing else, for the part before @ may mean it.
std::string folded_mail(std::string_view text);

struct Street {
  std::string name;        // "hauptstr", "packstation"
  std::string number;      // "12a"; of a Packstation or Postfiliale: its number
  bool is_locker = false;  // Packstation or Postfiliale: where a parcel waits, not where somebody lives
};
/// "Hauptstraße 12 a" and "Haupt-Str. 12A" are the same.
Street street_of(std::string_view text);

/// How many letters have to change to make one of the other; at most `most` + 1.
int distance(std::string_view a, std::string_view b, int most);

}  // namespace orderbridge::jtlwawi
