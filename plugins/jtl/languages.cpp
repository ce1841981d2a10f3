// SPDX-License-Identifier: MIT
#include "jtl/languages.hpp"

namespace orderbridge::jtl {
namespace {

constexpr Language kLanguages[] = {
    {"bg", "bul", "Bulgarian", "Bulgarisch"},     {"cs", "cze", "Czech", "Tschechisch"},
    {"da", "dan", "Danish", "Dänisch"},           {"de", "ger", "German", "Deutsch"},
    {"el", "gre", "Greek", "Griechisch"},         {"en", "eng", "English", "Englisch"},
    {"es", "spa", "Spanish", "Spanisch"},         {"et", "est", "Estonian", "Estnisch"},
    {"fi", "fin", "Finnish", "Finnisch"},         {"fr", "fre", "French", "Französisch"},
    {"hr", "hrv", "Croatian", "Kroatisch"},       {"hu", "hun", "Hungarian", "Ungarisch"},
    {"it", "ita", "Italian", "Italienisch"},      {"lt", "lit", "Lithuanian", "Litauisch"},
    {"lv", "lav", "Latvian", "Lettisch"},         {"nl", "dut", "Dutch", "Niederländisch"},
    {"no", "nor", "Norwegian", "Norwegisch"},     {"pl", "pol", "Polish", "Polnisch"},
    {"pt", "por", "Portuguese", "Portugiesisch"}, {"ro", "rum", "Romanian", "Rumänisch"},
    {"sk", "slo", "Slovak", "Slowakisch"},        {"sl", "slv", "Slovenian", "Slowenisch"},
    {"sv", "swe", "Swedish", "Schwedisch"}};

}  // namespace

const Language* find_language(std::string_view code) {
  if (code.size() > 2 && code[2] != '_' && code[2] != '-') return nullptr;
  for (const auto& language : kLanguages)
    if (code.substr(0, 2) == language.two) return &language;
  return nullptr;
}

}  // namespace orderbridge::jtl
