// SPDX-License-Identifier: MIT
// The language of texts for people, chosen once at start (--language, else the XML's language, else the
// environment). tr() composes a text in it: tr("{} of {} orders", "{} von {} Bestellungen", 3, 5). Threads:
// set before they start.
#pragma once
#include <fmt/format.h>

#include <string>
#include <string_view>

namespace orderbridge {

enum class Language { kEnglish, kGerman };

Language language() noexcept;
void set_language(Language language) noexcept;
/// "de", "de_DE.UTF-8", "en" ...; anything else is English.
Language parse_language(std::string_view text) noexcept;

template <class... Args>
std::string tr(std::string_view en, std::string_view de, const Args&... args) {
  return fmt::format(fmt::runtime(language() == Language::kGerman ? de : en), args...);
}

}  // namespace orderbridge
