// SPDX-License-Identifier: MIT
#include "base/language.hpp"

namespace orderbridge {

namespace {
Language current = Language::kEnglish;
}

Language language() noexcept {
  return current;
}
void set_language(Language language) noexcept {
  current = language;
}
Language parse_language(std::string_view text) noexcept {
  return text.substr(0, 2) == "de" ? Language::kGerman : Language::kEnglish;
}

}  // namespace orderbridge
