// SPDX-License-Identifier: MIT
#include <regex>

#include "rules.hpp"

namespace tidy {

Findings counted_nouns(const Tree& tree) {
  static const std::regex either(R"re([a-z](\((s|es|e|n|en|er)\)))re");
  Findings findings;
  for (const auto& [path, text] : tree) {
    if ((path.rfind("host/src/", 0) != 0 && path.rfind("plugins/", 0) != 0) || !is_cpp(path)) continue;
    const auto lines = lines_of(text), code = lines_of(code_only(text));
    for (std::size_t i = 0; i < lines.size(); ++i) {
      std::smatch found;
      if (lines[i].find("//") != std::string::npos || !std::regex_search(lines[i], found, either)) continue;
      if (code[i][static_cast<std::size_t>(found.position(1))] == ' ')  // in a literal
        findings.push_back(at(path, i + 1, "a noun for one or many; base/counted.hpp says which"));
    }
  }
  return findings;
}

}  // namespace tidy
