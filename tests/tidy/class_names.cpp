// SPDX-License-Identifier: MIT
#include <regex>

#include "rules.hpp"

namespace tidy {

Findings class_names(const Tree& tree) {
  static const std::regex definition(R"re(^(class|struct|enum class|union) (\w+)( final)?( :[^;]*)?\s*\{)re");
  std::map<std::string, std::string> seen;  // where first
  Findings findings;
  for (const auto& [path, text] : tree) {
    if (path.rfind("host/src/", 0) != 0 || !is_cpp(path)) continue;
    const auto lines = lines_of(code_only(text));
    for (std::size_t i = 0; i < lines.size(); ++i) {
      std::smatch found;
      if (!std::regex_search(lines[i], found, definition)) continue;
      const auto [first, fresh] = seen.emplace(found[2], path + ":" + std::to_string(i + 1));
      if (!fresh)
        findings.push_back(
            at(path, i + 1, "a second '" + found[2].str() + "'; the first is in " + first->second));
    }
  }
  return findings;
}

}  // namespace tidy
