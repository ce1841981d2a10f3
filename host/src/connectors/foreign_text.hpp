// SPDX-License-Identifier: MIT
// Text from foreign code as ours: bounded, without control characters, UTF-8 or replaced. Pure.
#pragma once
#include <string>

#include "base/utf8.hpp"
#include "orderbridge/text.hpp"

namespace orderbridge::connectors {

inline std::string safe(ob_str text, std::size_t limit = 2000) {
  auto cut = cut_remote_text(view(text), limit);
  if (!is_utf8(cut)) return "(text is not UTF-8)";
  for (std::size_t i = 0; i < cut.size(); ++i) {
    if (cut[i] == '\x7F') cut[i] = ' ';
    // U+0080 to U+009F steer some terminals, too.
    if (cut[i] == '\xC2' && static_cast<unsigned char>(cut[i + 1]) < 0xA0) cut[i] = cut[i + 1] = ' ';
  }
  return cut;
}

}  // namespace orderbridge::connectors
