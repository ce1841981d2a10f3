// SPDX-License-Identifier: MIT
#include "cli/wrap.hpp"

#include "cli/width.hpp"

namespace orderbridge::cli {

std::string wrapped(const std::string& text, std::size_t width, std::size_t indent, std::size_t hanging) {
  std::string all(indent, ' ');
  std::size_t column = indent;
  bool first_word = true;
  for (std::size_t at = 0; at < text.size();) {
    const auto blanks = std::min(text.find_first_not_of(' ', at), text.size());
    const auto end = std::min(text.find(' ', blanks), text.size());
    const auto word = text.substr(blanks, end - blanks);
    const auto gap = first_word ? 0 : blanks - at;
    if (!first_word && column + gap + width_of(word) > width) {
      all += '\n' + std::string(indent + hanging, ' ');
      column = indent + hanging;
    } else {
      all.append(gap, ' ');
      column += gap;
    }
    all += word;
    column += width_of(word);
    first_word = false;
    at = end;
  }
  return all + '\n';
}

}  // namespace orderbridge::cli
