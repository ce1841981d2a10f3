// SPDX-License-Identifier: MIT
#include "latin1.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>

#include "../utf8.hpp"

namespace orderbridge::jtlwawi {
namespace {

struct Near {
  char32_t letter;
  const char* latin1;
};

// By letter. Bytes above 127 are ISO-8859-1: \xAB and \xBB are quotation marks, \xB7 a dot.
constexpr Near kNear[] = {
    {U'Ā', "A"},       {U'ā', "a"},       {U'Ă', "A"},       {U'ă', "a"},         {U'Ą', "A"},
    {U'ą', "a"},       {U'Ć', "C"},       {U'ć', "c"},       {U'Ĉ', "C"},         {U'ĉ', "c"},
    {U'Ċ', "C"},       {U'ċ', "c"},       {U'Č', "C"},       {U'č', "c"},         {U'Ď', "D"},
    {U'ď', "d"},       {U'Đ', "D"},       {U'đ', "d"},       {U'Ē', "E"},         {U'ē', "e"},
    {U'Ĕ', "E"},       {U'ĕ', "e"},       {U'Ė', "E"},       {U'ė', "e"},         {U'Ę', "E"},
    {U'ę', "e"},       {U'Ě', "E"},       {U'ě', "e"},       {U'Ĝ', "G"},         {U'ĝ', "g"},
    {U'Ğ', "G"},       {U'ğ', "g"},       {U'Ġ', "G"},       {U'ġ', "g"},         {U'Ģ', "G"},
    {U'ģ', "g"},       {U'Ĥ', "H"},       {U'ĥ', "h"},       {U'Ħ', "H"},         {U'ħ', "h"},
    {U'Ĩ', "I"},       {U'ĩ', "i"},       {U'Ī', "I"},       {U'ī', "i"},         {U'Ĭ', "I"},
    {U'ĭ', "i"},       {U'Į', "I"},       {U'į', "i"},       {U'İ', "I"},         {U'ı', "i"},
    {U'Ĳ', "IJ"},      {U'ĳ', "ij"},      {U'Ĵ', "J"},       {U'ĵ', "j"},         {U'Ķ', "K"},
    {U'ķ', "k"},       {U'ĸ', "k"},       {U'Ĺ', "L"},       {U'ĺ', "l"},         {U'Ļ', "L"},
    {U'ļ', "l"},       {U'Ľ', "L"},       {U'ľ', "l"},       {U'Ŀ', "L"},         {U'ŀ', "l"},
    {U'Ł', "L"},       {U'ł', "l"},       {U'Ń', "N"},       {U'ń', "n"},         {U'Ņ', "N"},
    {U'ņ', "n"},       {U'Ň', "N"},       {U'ň', "n"},       {U'ŉ', "n"},         {U'Ŋ', "N"},
    {U'ŋ', "n"},       {U'Ō', "O"},       {U'ō', "o"},       {U'Ŏ', "O"},         {U'ŏ', "o"},
    {U'Ő', "\xD6"},    {U'ő', "\xF6"},    {U'Œ', "OE"},      {U'œ', "oe"},        {U'Ŕ', "R"},
    {U'ŕ', "r"},       {U'Ŗ', "R"},       {U'ŗ', "r"},       {U'Ř', "R"},         {U'ř', "r"},
    {U'Ś', "S"},       {U'ś', "s"},       {U'Ŝ', "S"},       {U'ŝ', "s"},         {U'Ş', "S"},
    {U'ş', "s"},       {U'Š', "S"},       {U'š', "s"},       {U'Ţ', "T"},         {U'ţ', "t"},
    {U'Ť', "T"},       {U'ť', "t"},       {U'Ŧ', "T"},       {U'ŧ', "t"},         {U'Ũ', "U"},
    {U'ũ', "u"},       {U'Ū', "U"},       {U'ū', "u"},       {U'Ŭ', "U"},         {U'ŭ', "u"},
    {U'Ů', "U"},       {U'ů', "u"},       {U'Ű', "\xDC"},    {U'ű', "\xFC"},      {U'Ų', "U"},
    {U'ų', "u"},       {U'Ŵ', "W"},       {U'ŵ', "w"},       {U'Ŷ', "Y"},         {U'ŷ', "y"},
    {U'Ÿ', "Y"},       {U'Ź', "Z"},       {U'ź', "z"},       {U'Ż', "Z"},         {U'ż', "z"},
    {U'Ž', "Z"},       {U'ž', "z"},       {U'ſ', "s"},       {U'Ș', "S"},         {U'ș', "s"},
    {U'Ț', "T"},       {U'ț', "t"},       {U'ẞ', "SS"},      {U'\u2002', " "},    {U'\u2003', " "},
    {U'\u2009', " "},  {U'\u2010', "-"},  {U'\u2011', "-"},  {U'\u2012', "-"},    {U'\u2013', "-"},
    {U'\u2014', "-"},  {U'\u2018', "'"},  {U'\u2019', "'"},  {U'\u201A', "'"},    {U'\u201C', "\""},
    {U'\u201D', "\""}, {U'\u201E', "\""}, {U'\u2020', "+"},  {U'\u2022', "\xB7"}, {U'\u2026', "..."},
    {U'\u202F', " "},  {U'\u2032', "'"},  {U'\u2033', "\""}, {U'\u2039', "\xAB"}, {U'\u203A', "\xBB"},
    {U'€', "EUR"},     {U'№', "No."},     {U'™', "(TM)"},    {U'\u2212', "-"}};
static_assert(std::is_sorted(std::begin(kNear), std::end(kNear),
                             [](const Near& a, const Near& b) { return a.letter < b.letter; }));

const char* near(char32_t letter) {
  const auto* found =
      std::lower_bound(std::begin(kNear), std::end(kNear), letter,
                       [](const Near& entry, char32_t wanted) { return entry.letter < wanted; });
  return found != std::end(kNear) && found->letter == letter ? found->latin1 : "?";
}

/// Tabs and line ends are text; other control characters are none, also those above 127.
bool is_text(char32_t letter) {
  if (letter < 0x20) return letter == '\t' || letter == '\n' || letter == '\r';
  return letter < 0x7F || (letter >= 0xA0 && letter <= 0xFF);
}

/// Beyond ISO-8859-1, and allowed in XML 1.0: no half of a surrogate pair.
bool is_referable(char32_t letter) {
  return (letter > 0xFF && letter < 0xD800) || (letter > 0xDFFF && letter < 0xFFFE) ||
         (letter > 0xFFFF && letter <= 0x10FFFF);
}

void append_escaped(std::string& out, char c) {
  switch (c) {
    case '&':
      out += "&amp;";
      return;
    case '<':
      out += "&lt;";
      return;
    case '>':
      out += "&gt;";
      return;
    case '\r':  // as it is, a parser would make one line end of \r\n
      out += "&#13;";
      return;
    default:
      out += c;
  }
}

}  // namespace

std::string to_latin1(std::string_view utf8, bool& replaced) {
  std::string out;
  out.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) {
    const auto letter = take_letter(utf8, at);
    if (letter == 0) ++at;  // no letter at all: bytes that are no UTF-8
    if (letter != 0 && is_text(letter)) {
      out += static_cast<char>(static_cast<unsigned char>(letter));
      continue;
    }
    out += letter == 0 ? "?" : near(letter);
    replaced = true;
  }
  return out;
}

std::string to_latin1_xml(std::string_view utf8, bool& replaced) {
  std::string out;
  out.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) {
    const auto letter = take_letter(utf8, at);
    if (letter == 0) ++at;  // no letter at all: bytes that are no UTF-8
    if (letter != 0 && is_text(letter)) {
      append_escaped(out, static_cast<char>(static_cast<unsigned char>(letter)));
    } else if (is_referable(letter)) {
      out.append("&#").append(std::to_string(static_cast<std::uint32_t>(letter))).append(";");
    } else {
      out += '?';
      replaced = true;
    }
  }
  return out;
}

std::string escaped(std::string_view latin1) {
  std::string out;
  out.reserve(latin1.size());
  for (const char c : latin1) append_escaped(out, c);
  return out;
}

std::string from_latin1(std::string_view latin1) {
  std::string utf8;
  utf8.reserve(latin1.size());
  for (const char c : latin1) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80U) {
      utf8 += c;
    } else {
      utf8 += static_cast<char>(0xC0U | (byte >> 6U));
      utf8 += static_cast<char>(0x80U | (byte & 0x3FU));
    }
  }
  return utf8;
}

}  // namespace orderbridge::jtlwawi
