// SPDX-License-Identifier: MIT
#include "normalise.hpp"

#include <algorithm>
#include <array>
#include <sstream>
#include <utility>
#include <vector>

namespace orderbridge::jtlwawi {

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 90> kLetters{{
    {"ä", "ae"}, {"ö", "oe"}, {"ü", "ue"}, {"ß", "ss"}, {"Ä", "ae"}, {"Ö", "oe"}, {"Ü", "ue"}, {"ẞ", "ss"},
    {"æ", "ae"}, {"Æ", "ae"}, {"ø", "oe"}, {"Ø", "oe"}, {"œ", "oe"}, {"Œ", "oe"}, {"å", "a"},  {"Å", "a"},
    {"à", "a"},  {"á", "a"},  {"â", "a"},  {"ã", "a"},  {"ă", "a"},  {"ą", "a"},  {"À", "a"},  {"Á", "a"},
    {"Â", "a"},  {"Ą", "a"},  {"ç", "c"},  {"ć", "c"},  {"č", "c"},  {"Ç", "c"},  {"Ć", "c"},  {"Č", "c"},
    {"ď", "d"},  {"đ", "d"},  {"è", "e"},  {"é", "e"},  {"ê", "e"},  {"ë", "e"},  {"ę", "e"},  {"ě", "e"},
    {"È", "e"},  {"É", "e"},  {"Ê", "e"},  {"Ę", "e"},  {"ğ", "g"},  {"Ğ", "g"},  {"ì", "i"},  {"í", "i"},
    {"î", "i"},  {"ï", "i"},  {"ı", "i"},  {"İ", "i"},  {"ł", "l"},  {"Ł", "l"},  {"ñ", "n"},  {"ń", "n"},
    {"ň", "n"},  {"ò", "o"},  {"ó", "o"},  {"ô", "o"},  {"õ", "o"},  {"ő", "oe"}, {"Ó", "o"},  {"ř", "r"},
    {"š", "s"},  {"ś", "s"},  {"ş", "s"},  {"Š", "s"},  {"Ş", "s"},  {"ú", "u"},  {"ů", "u"},  {"ű", "ue"},
    {"ý", "y"},  {"ž", "z"},  {"ż", "z"},  {"ź", "z"},  {"Ž", "z"},  {"Ź", "z"},  {"Ż", "z"},  {"Ś", "s"},
    {"Ń", "n"},  {"Ň", "n"},  {"Ñ", "n"},  {"Ř", "r"},  {"Ě", "e"},  {"Ú", "u"},  {"Í", "i"},  {"Ô", "o"},
    {"ť", "t"},  {"Ť", "t"},
}};

/// What stands for the letter at `at`, which is moved behind it.
void append_letter(std::string& out, std::string_view text, std::size_t& at) {
  const auto c = static_cast<unsigned char>(text[at]);
  if (c < 0x80) {
    ++at;
    if (c >= 'A' && c <= 'Z')
      out += static_cast<char>(c + 32);
    else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
      out += static_cast<char>(c);
    else if (c == '\'' || c == '`')
      return;  // O'Neill = Oneill
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
    return;
  }
  for (const auto& [letter, plain] : kLetters)
    if (text.substr(at, letter.size()) == letter) {
      out += plain;
      at += letter.size();
      return;
    }
  do out += text[at++];
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0u) == 0x80u);
}

bool ends_with(const std::string& text, std::string_view end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

std::string without_blanks(std::string text) {
  text.erase(std::remove(text.begin(), text.end(), ' '), text.end());
  return text;
}

}  // namespace

std::string folded(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) append_letter(out, text, at);
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string folded_word(std::string_view text) {
  return without_blanks(folded(text));
}

std::string folded_company(std::string_view text) {
  constexpr std::string_view kForms[] = {"gmbh", "mbh", "ag",  "kg", "ohg",   "ug",
                                         "gbr",  "ek",  "ev",  "co", "ltd",   "inc",
                                         "sarl", "sas", "srl", "bv", "spzoo", "haftungsbeschraenkt"};
  std::istringstream words(folded(text));
  std::string out;
  for (std::string word; words >> word;)
    if (std::find(std::begin(kForms), std::end(kForms), word) == std::end(kForms)) out += word;
  return out;
}

std::string folded_mail(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c != ' ' && c != '\t') out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

Street street_of(std::string_view text) {
  const auto plain = folded(text);
  // The house number begins at the first digit behind the name ("Straße des 17. Juni 12": the last such
  // group).
  auto split = plain.size();
  for (std::size_t i = plain.size(); i-- > 1;)
    if (plain[i - 1] == ' ' && plain[i] >= '0' && plain[i] <= '9') {
      split = i;
      break;
    }
  // "12 14", "12 a": what stands between the last word and the end belongs together.
  while (split > 2) {
    const auto before = plain.rfind(' ', split - 2);
    const auto begin = before == std::string::npos ? 0 : before + 1;
    if (begin == 0 || plain[begin] < '0' || plain[begin] > '9') break;
    split = begin;
  }
  Street street;
  street.name = without_blanks(plain.substr(0, split));
  street.number = without_blanks(plain.substr(split));
  for (const std::string_view end : {"strasse", "str"})
    if (ends_with(street.name, end)) {
      street.name = street.name.substr(0, street.name.size() - end.size()) + "str";
      break;
    }
  street.is_locker =
      street.name == "packstation" || street.name == "postfiliale" || street.name == "paketshop";
  return street;
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
