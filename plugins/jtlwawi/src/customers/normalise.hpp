// SPDX-License-Identifier: MIT
// Names, streets and addresses as people mean them, for comparing: without case, accents, punctuation and the
// many ways to write an umlaut or "Straße". Pure; UTF-8 in, ASCII out for Latin letters, other scripts stay
// as they are (Greek and Cyrillic in small letters). Bytes that are no UTF-8 stay, too. street_of():
// street.cpp.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace orderbridge::jtlwawi {

/// "Müller-Lüdenscheidt, Dr." -> "mueller luedenscheidt dr". ä=ae, ö=oe, ü=ue, ß=ss, é=e, ł=l.
std::string folded(std::string_view text);
/// As folded(), blanks gone: "vonderleyen".
std::string folded_word(std::string_view text);
/// As folded(), without titles: "Dr. Anna-Maria" -> "anna maria".
std::string folded_name(std::string_view text);
/// As folded_name(), "jun." and "sen." taken out: father and son are told apart by nothing else.
struct Name {
  std::string words;
  std::string generation;  // "jun", "sen" or empty
};
Name name_of(std::string_view text);
/// As folded_word(), without the legal form: "Maier Bau GmbH & Co. KG" -> "maierbau".
std::string folded_company(std::string_view text);
/// Lower case, no blanks; nothing else, for the part before @ may mean it.
std::string folded_mail(std::string_view text);
/// "D-10115" -> "10115", "00-238" -> "00238", "1012 AB" -> "1012ab".
std::string folded_zip(std::string_view text);
/// Digits as dialled inside Germany: "+49 (0)30 445566" -> "030445566"; empty for what is only there to fill
/// a required field ("0", "000000").
std::string folded_phone(std::string_view text);

/// What folded() made, in words; and without the blanks.
std::vector<std::string> words_of(const std::string& folded_text);
std::string without_blanks(std::string text);

struct Street {
  std::string name;         // "hauptstr", "packstation"
  std::string number;       // "12a", "12-14"; of a Packstation or Postfiliale: its number
  std::string post_number;  // where it stands in the line of a Packstation
  bool is_locker = false;   // Packstation or Postfiliale: where a parcel waits, not where somebody lives
};
/// "Hauptstraße 12 a" and "Haupt-Str. 12A" are the same. Floors and flats behind the number do not count, nor
/// does "c/o" somebody.
Street street_of(std::string_view text);

/// How many letters have to change to make one of the other; at most `most` + 1.
int distance(std::string_view a, std::string_view b, int most);

}  // namespace orderbridge::jtlwawi
