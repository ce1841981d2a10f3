// SPDX-License-Identifier: MIT
// The language for people: picks between an English and a German text. Used by everything here that speaks to
// an admin. Value type.
#pragma once
#include <string>
#include <string_view>

namespace orderbridge::shopware5 {

struct Language {
  bool german = false;
  std::string operator()(std::string_view en, std::string_view de) const {
    return std::string(german ? de : en);
  }
};

}  // namespace orderbridge::shopware5
