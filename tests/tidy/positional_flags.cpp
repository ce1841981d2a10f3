// SPDX-License-Identifier: MIT
#include <cctype>

#include "rules.hpp"

namespace tidy {

namespace {

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

/// One of several values in braces, and nothing but the word.
bool is_positional(const std::string& code, std::size_t from, std::size_t to) {
  const auto before = code.find_last_not_of(" \n", from - 1), after = code.find_first_not_of(" \n", to);
  if (before == std::string::npos || after == std::string::npos) return false;
  const bool first = code[before] == '{', last = code[after] == '}';
  return (first || code[before] == ',') && (last || code[after] == ',') && !(first && last);
}

}  // namespace

Findings positional_flags(const Tree& tree) {
  Findings findings;
  for (const auto& [path, text] : tree) {
    if (path.rfind("host/src/", 0) != 0 || !is_cpp(path)) continue;
    const auto code = code_only(text);
    std::string open;  // brackets around
    std::size_t line = 1;
    for (std::size_t i = 0; i < code.size(); ++i) {
      const char c = code[i];
      if (c == '\n') ++line;
      if (c == '(' || c == '{' || c == '[') open += c;
      if ((c == ')' || c == '}' || c == ']') && !open.empty()) open.pop_back();
      if (open.empty() || open.back() != '{' || i == 0 || is_word(code[i - 1])) continue;
      const std::size_t length = code.compare(i, 4, "true") == 0    ? 4
                                 : code.compare(i, 5, "false") == 0 ? 5
                                                                    : 0;
      if (length == 0 || is_word(code[i + length])) continue;
      if (is_positional(code, i, i + length))
        findings.push_back(at(path, line, code.substr(i, length) + " without the name of its field"));
    }
  }
  return findings;
}

}  // namespace tidy
