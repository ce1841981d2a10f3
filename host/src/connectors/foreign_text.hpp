// SPDX-License-Identifier: MIT
// Text from foreign code as ours: bounded, without control characters, UTF-8 or replaced. Pure.
#pragma once
#include <string>

#include "base/utf8.hpp"
#include "orderbridge/text.hpp"

namespace orderbridge::connectors {

inline std::string safe(ob_str text, std::size_t limit = 2000) {
  auto cut = cut_remote_text(view(text), limit);
  return is_utf8(cut) ? cut : std::string("(text is not UTF-8)");
}

}  // namespace orderbridge::connectors
