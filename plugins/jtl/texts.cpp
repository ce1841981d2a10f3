// SPDX-License-Identifier: MIT
#include "jtl/texts.hpp"

namespace orderbridge::jtl {
namespace {

bool continues(char c) {
  return (static_cast<unsigned char>(c) & 0xC0u) == 0x80u;
}
std::size_t units_of_lead(char c) {
  return static_cast<unsigned char>(c) >= 0xF0u ? 2 : 1;  // beyond the BMP: a surrogate pair
}

}  // namespace

std::size_t utf16_units(std::string_view utf8) noexcept {
  std::size_t units = 0;
  for (const char c : utf8)
    if (!continues(c)) units += units_of_lead(c);
  return units;
}

std::string cut_visibly(std::string_view utf8, std::size_t limit, std::string_view mark) {
  if (utf16_units(utf8) <= limit) return std::string(utf8);
  if (utf16_units(mark) >= limit) mark = {};
  const std::size_t room = limit - utf16_units(mark);
  std::size_t units = 0, end = 0;
  while (end < utf8.size() && units + units_of_lead(utf8[end]) <= room) {
    units += units_of_lead(utf8[end]);
    do ++end;
    while (end < utf8.size() && continues(utf8[end]));
  }
  return std::string(utf8.substr(0, end)).append(mark);
}

std::string fitting_vat_id(std::string_view vat_id, std::size_t limit) {
  if (utf16_units(vat_id) <= limit) return std::string(vat_id);
  std::string bare;
  int brackets = 0;
  for (const char c : vat_id) {
    if (c == '(') ++brackets;
    if (brackets == 0 && c != ' ' && c != '.' && c != '-') bare += c;
    if (c == ')' && brackets > 0) --brackets;
  }
  return bare;
}

std::string joined(std::string_view a, std::string_view b) {
  return std::string(a).append(a.empty() || b.empty() ? "" : ", ").append(b);
}

}  // namespace orderbridge::jtl
