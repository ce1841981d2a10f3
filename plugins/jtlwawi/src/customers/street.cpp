// SPDX-License-Identifier: MIT
// One line of an address taken apart: street, house number, and where it is a parcel locker.
#include <algorithm>
#include <array>

#include "normalise.hpp"

namespace orderbridge::jtlwawi {

namespace {

using Words = std::vector<std::string>;

bool starts_with_digit(const std::string& word) {
  return !word.empty() && word.front() >= '0' && word.front() <= '9';
}
bool is_number(const std::string& word) {
  return !word.empty() && word.find_first_not_of("0123456789") == std::string::npos;
}
template <std::size_t N>
bool one_of(const std::string& word, const std::array<std::string_view, N>& list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

/// "Packstation 145", "DHL Packstation Nr. 145", "Packstation 145, 12345678".
bool take_locker(const Words& words, Street& street) {
  constexpr std::array<std::string_view, 4> kLockers{"packstation", "postfiliale", "paketshop", "paketbox"};
  constexpr std::array<std::string_view, 2> kBefore{"dhl", "an"};
  auto word = words.begin();
  while (word != words.end() && one_of(*word, kBefore)) ++word;
  if (word == words.end()) return false;
  for (const auto& locker : kLockers) {
    if (word->rfind(locker, 0) != 0) continue;
    const auto rest = word->substr(locker.size());  // "Packstation145"
    if (!rest.empty() && !is_number(rest)) continue;
    street.is_locker = true;
    street.name = locker;
    street.number = rest;
    for (++word; word != words.end(); ++word)
      if (is_number(*word)) (word->size() >= 6 ? street.post_number : street.number) = *word;
    return true;
  }
  return false;
}

/// Floors, flats and parts of a building behind the number: "12, 3. OG links" -> "12".
void drop_flat(Words& words) {
  constexpr std::array<std::string_view, 16> kPlain{
      "eg", "dg", "hinterhaus",  "vorderhaus",   "seitenfluegel", "links", "rechts", "mitte",
      "hh", "vh", "erdgeschoss", "dachgeschoss", "parterre",      "li",    "re",     "obergeschoss"};
  constexpr std::array<std::string_view, 5> kCounted{"og", "stock", "etage", "stockwerk", "obergeschoss"};
  constexpr std::array<std::string_view, 6> kBefore{"whg", "wohnung", "apt", "apartment", "app", "zimmer"};
  // At least street and number stay.
  while (words.size() > 2) {
    const auto& last = words.back();
    const auto& before = words[words.size() - 2];
    if (words.size() > 3 && ((one_of(last, kCounted) && is_number(before)) || one_of(before, kBefore)))
      words.resize(words.size() - 2);
    else if (one_of(last, kPlain) && std::any_of(words.begin(), words.end(), starts_with_digit))
      words.pop_back();
    else
      return;
  }
}

/// Where the house number begins: at the last word with a digit in front ("Straße des 17. Juni 12"), and the
/// ones directly before it ("12 - 14", "12 a - 14 b").
std::size_t number_begin(const Words& words) {
  auto i = words.size();
  while (i > 1 && !starts_with_digit(words[i - 1])) --i;
  if (i <= 1) return words.size();
  for (--i; i > 1;) {
    const bool letter_between = i > 2 && words[i - 1].size() == 1 && starts_with_digit(words[i - 2]);
    if (!starts_with_digit(words[i - 1]) && !letter_between) break;
    --i;
  }
  return i;
}

/// "12", "a" -> "12a"; "12", "14" -> "12-14", which is not "1214".
std::string joined_number(Words::const_iterator begin, Words::const_iterator end) {
  std::string out;
  for (auto word = begin; word != end; ++word) {
    if (!out.empty() && starts_with_digit(*word)) out += '-';
    out += *word;
  }
  return out;
}

/// "Hauptstraße12": a blank was forgotten.
void split_last_word(Words& words) {
  if (words.empty() || std::any_of(words.begin(), words.end(), starts_with_digit)) return;
  const auto digit = words.back().find_first_of("0123456789");
  // A single letter before is a block of Mannheim ("Q7") or a letter of the house, no street.
  if (digit == std::string::npos || digit < 3) return;
  words.push_back(words.back().substr(digit));
  words[words.size() - 2].resize(digit);
}

void shorten_ending(std::string& name) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kEndings{
      {{"strasse", "str"}, {"platz", "pl"}}};
  for (const auto& [whole, brief] : kEndings)
    if (name.size() >= whole.size() && name.compare(name.size() - whole.size(), whole.size(), whole) == 0) {
      name = name.substr(0, name.size() - whole.size()).append(brief);
      return;
    }
}

/// "c/o Roth, Weg 3" and "Weg 3 c/o Roth" are where Roth lives, "Weg 3".
bool is_care_of(const Words& words, std::size_t at) {
  return at + 1 < words.size() && words[at] == "c" && words[at + 1] == "o";
}
void drop_care_of_behind(Words& words) {
  for (std::size_t i = 2; i < words.size(); ++i)
    if (is_care_of(words, i) || (words[i] == "bei" && starts_with_digit(words[i - 1])))
      return words.resize(i);
}
std::string_view without_care_of_before(std::string_view text) {
  const auto comma = text.find(',');
  if (comma == std::string_view::npos) return text;
  const auto words = words_of(folded(text.substr(0, comma)));
  const bool care_of = is_care_of(words, 0) || (!words.empty() && words.front() == "bei" &&
                                                std::none_of(words.begin(), words.end(), starts_with_digit));
  return care_of ? text.substr(comma + 1) : text;
}

}  // namespace

Street street_of(std::string_view text) {
  auto words = words_of(folded(without_care_of_before(text)));
  Street street;
  if (take_locker(words, street)) return street;
  drop_care_of_behind(words);
  split_last_word(words);
  drop_flat(words);
  // "12 rue Basse": number first, as elsewhere in Europe.
  if (words.size() > 1 && starts_with_digit(words.front()) && number_begin(words) == words.size())
    std::rotate(words.begin(), words.begin() + 1, words.end());
  // "C 4, 9" in Mannheim: the block is "C4".
  if (words.size() == 3 && words[0].size() == 1 && is_number(words[1]) && is_number(words[2])) {
    words[0] += words[1];
    words.erase(words.begin() + 1);
  }
  const auto split = words.begin() + static_cast<std::ptrdiff_t>(number_begin(words));
  for (auto word = words.begin(); word != split; ++word) street.name += *word;
  street.number = joined_number(split, words.end());
  shorten_ending(street.name);
  return street;
}

}  // namespace orderbridge::jtlwawi
