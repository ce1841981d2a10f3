// SPDX-License-Identifier: MIT
#include "normalise.hpp"

#include <algorithm>
#include <array>
#include <sstream>

#include "../utf8.hpp"

namespace orderbridge::jtlwawi {

namespace {

struct Letters {
  char32_t first, last;
  const char* plain;  // of each of them; nullptr: no letter, but a blank
};

// Latin letters beyond ASCII, sorted; marks that combine with the letter before; signs between words.
constexpr std::array kLetters{
    Letters{0x80, 0xAC, nullptr},     Letters{0xAD, 0xAD, ""},          Letters{0xAE, 0xB3, nullptr},
    Letters{0xB4, 0xB4, ""},          Letters{0xB5, 0xBF, nullptr},     Letters{0xC0, 0xC3, "a"},
    Letters{0xC4, 0xC4, "ae"},        Letters{0xC5, 0xC5, "a"},         Letters{0xC6, 0xC6, "ae"},
    Letters{0xC7, 0xC7, "c"},         Letters{0xC8, 0xCB, "e"},         Letters{0xCC, 0xCF, "i"},
    Letters{0xD0, 0xD0, "d"},         Letters{0xD1, 0xD1, "n"},         Letters{0xD2, 0xD5, "o"},
    Letters{0xD6, 0xD6, "oe"},        Letters{0xD7, 0xD7, nullptr},     Letters{0xD8, 0xD8, "oe"},
    Letters{0xD9, 0xDB, "u"},         Letters{0xDC, 0xDC, "ue"},        Letters{0xDD, 0xDD, "y"},
    Letters{0xDE, 0xDE, "th"},        Letters{0xDF, 0xDF, "ss"},        Letters{0xE0, 0xE3, "a"},
    Letters{0xE4, 0xE4, "ae"},        Letters{0xE5, 0xE5, "a"},         Letters{0xE6, 0xE6, "ae"},
    Letters{0xE7, 0xE7, "c"},         Letters{0xE8, 0xEB, "e"},         Letters{0xEC, 0xEF, "i"},
    Letters{0xF0, 0xF0, "d"},         Letters{0xF1, 0xF1, "n"},         Letters{0xF2, 0xF5, "o"},
    Letters{0xF6, 0xF6, "oe"},        Letters{0xF7, 0xF7, nullptr},     Letters{0xF8, 0xF8, "oe"},
    Letters{0xF9, 0xFB, "u"},         Letters{0xFC, 0xFC, "ue"},        Letters{0xFD, 0xFD, "y"},
    Letters{0xFE, 0xFE, "th"},        Letters{0xFF, 0xFF, "y"},         Letters{0x100, 0x105, "a"},
    Letters{0x106, 0x10D, "c"},       Letters{0x10E, 0x111, "d"},       Letters{0x112, 0x11B, "e"},
    Letters{0x11C, 0x123, "g"},       Letters{0x124, 0x127, "h"},       Letters{0x128, 0x131, "i"},
    Letters{0x132, 0x133, "ij"},      Letters{0x134, 0x135, "j"},       Letters{0x136, 0x138, "k"},
    Letters{0x139, 0x142, "l"},       Letters{0x143, 0x14B, "n"},       Letters{0x14C, 0x14F, "o"},
    Letters{0x150, 0x153, "oe"},      Letters{0x154, 0x159, "r"},       Letters{0x15A, 0x161, "s"},
    Letters{0x162, 0x167, "t"},       Letters{0x168, 0x16F, "u"},       Letters{0x170, 0x171, "ue"},
    Letters{0x172, 0x173, "u"},       Letters{0x174, 0x175, "w"},       Letters{0x176, 0x178, "y"},
    Letters{0x179, 0x17E, "z"},       Letters{0x17F, 0x17F, "s"},       Letters{0x218, 0x219, "s"},
    Letters{0x21A, 0x21B, "t"},       Letters{0x2BC, 0x2BC, ""},        Letters{0x300, 0x36F, ""},
    Letters{0x1E9E, 0x1E9E, "ss"},    Letters{0x2000, 0x200A, nullptr}, Letters{0x200B, 0x200F, ""},
    Letters{0x2010, 0x2017, nullptr}, Letters{0x2018, 0x2019, ""},      Letters{0x201A, 0x206F, nullptr},
    Letters{0x3000, 0x3000, nullptr}, Letters{0xFEFF, 0xFEFF, ""},
};

/// Greek and Cyrillic: as a small letter; "ё" as "е", as most people type it.
char32_t small_letter(char32_t c) {
  if (c >= 0x391 && c <= 0x3A9) return c + 32;
  if (c >= 0x410 && c <= 0x42F) return c + 32;
  if (c == 0x401 || c == 0x451) return 0x435;
  if (c >= 0x400 && c <= 0x40F) return c + 80;
  return c;
}

void append_blank(std::string& out) {
  if (!out.empty() && out.back() != ' ') out += ' ';
}

void append_ascii(std::string& out, char c) {
  if (c >= 'A' && c <= 'Z')
    out += static_cast<char>(c + 32);
  else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
    out += c;
  else if (c != '\'' && c != '`')  // O'Neill = Oneill
    append_blank(out);
}

void append_letter(std::string& out, char32_t c) {
  if (c < 0x80) return append_ascii(out, static_cast<char>(c));
  // An umlaut may come as its vowel and two dots (names typed on a Mac).
  if (c == 0x308 && !out.empty() && std::string_view("aou").find(out.back()) != std::string_view::npos) {
    out += 'e';
    return;
  }
  for (const auto& letters : kLetters) {
    if (c < letters.first || c > letters.last) continue;
    if (letters.plain)
      out += letters.plain;
    else
      append_blank(out);
    return;
  }
  append_utf8(out, small_letter(c));
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// The words of a folded text but for those of a list.
template <std::size_t N>
std::vector<std::string> words_without(std::string_view text, const std::array<std::string_view, N>& list) {
  std::vector<std::string> kept;
  for (auto& word : words_of(folded(text)))
    if (std::find(list.begin(), list.end(), word) == list.end()) kept.push_back(std::move(word));
  return kept;
}

}  // namespace

std::string folded(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (const auto letter = take_letter(text, at))
      append_letter(out, letter);
    else
      out += text[at++];
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string without_blanks(std::string text) {
  text.erase(std::remove(text.begin(), text.end(), ' '), text.end());
  return text;
}

std::vector<std::string> words_of(const std::string& folded_text) {
  std::istringstream in(folded_text);
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

std::string folded_word(std::string_view text) {
  return without_blanks(folded(text));
}

std::string folded_name(std::string_view text) {
  constexpr std::array<std::string_view, 10> kTitles{"dr",  "prof", "med",  "phil", "dipl",
                                                     "ing", "mag",  "herr", "frau", "hc"};
  std::string out;
  for (const auto& word : words_without(text, kTitles)) out += (out.empty() ? "" : " ") + word;
  return out.empty() ? folded(text) : out;  // somebody may be called "Mag"
}

Name name_of(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kMarks{
      {{"jun", "jun"}, {"jr", "jun"}, {"junior", "jun"}, {"sen", "sen"}, {"sr", "sen"}, {"senior", "sen"}}};
  Name name{folded_name(text), {}};
  const auto blank = name.words.rfind(' ');
  if (blank == std::string::npos) return name;  // somebody may be called "Junior"
  for (const auto& [word, mark] : kMarks) {
    if (std::string_view(name.words).substr(blank + 1) != word) continue;
    name.generation = mark;
    name.words.resize(blank);
    break;
  }
  return name;
}

std::string folded_company(std::string_view text) {
  constexpr std::array<std::string_view, 19> kForms{
      "gmbh", "mbh", "ag",  "kg",   "ohg", "ug",  "gbr", "ek",    "ev",
      "co",   "ltd", "inc", "sarl", "sas", "srl", "bv",  "spzoo", "haftungsbeschraenkt",
      "se"};
  std::string out;
  for (const auto& word : words_without(text, kForms)) out += word;
  return out;
}

std::string folded_mail(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c != ' ' && c != '\t' && c != '\r' && c != '\n')
      out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

std::string folded_zip(std::string_view text) {
  const auto zip = folded_word(text);
  const auto digits = std::find_if(zip.begin(), zip.end(), is_digit);
  // Letters before digits only are those of a country ("D-10115"); a British code has some behind, too.
  const bool country =
      digits - zip.begin() <= 3 && zip.end() - digits >= 4 && std::all_of(digits, zip.end(), is_digit);
  return country ? std::string(digits, zip.end()) : zip;
}

std::string folded_phone(std::string_view text) {
  std::string digits, all(text);
  const bool abroad =
      all.find_first_not_of(' ') != std::string::npos && all[all.find_first_not_of(' ')] == '+';
  if (const auto zero = all.find("(0)"); zero != std::string::npos && zero > 0) all.erase(zero, 3);
  std::copy_if(all.begin(), all.end(), std::back_inserter(digits), is_digit);
  if (abroad) digits.insert(0, "00");
  if (digits.rfind("0049", 0) == 0) digits.replace(0, 4, "0");
  const bool filler = digits.size() < 6 || digits.find_first_not_of(digits.front()) == std::string::npos;
  return filler ? std::string() : digits;
}

int distance(std::string_view a, std::string_view b, int most) {
  const auto difference = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (difference > static_cast<std::size_t>(most)) return most + 1;
  std::vector<int> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    int diagonal = row[0];
    row[0] = static_cast<int>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const int here = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = row[j];
      row[j] = here;
    }
  }
  return std::min(row[b.size()], most + 1);
}

}  // namespace orderbridge::jtlwawi
