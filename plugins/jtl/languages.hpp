// SPDX-License-Identifier: MIT
// Languages as shops name them (ISO 639-1) and as JTL does (ISO 639-2/B). Constant data; any thread.
#pragma once
#include <string_view>

namespace orderbridge::jtl {

struct Language {
  std::string_view two, three, english, german;  // "de", "ger", "German", "Deutsch"
};

/// Of "de", "de_DE", "de-AT"; nullptr where it is none of those known here.
const Language* find_language(std::string_view code);

}  // namespace orderbridge::jtl
