// SPDX-License-Identifier: MIT
#include "rules.hpp"

namespace tidy {

Findings opening_sentences(const Tree& tree) {
  constexpr std::size_t kLeast = 40;  // a sentence, not a title
  Findings findings;
  for (const auto& [path, text] : tree) {
    const bool product = path.rfind("host/", 0) == 0 || path.rfind("plugins/", 0) == 0 ||
                         path.rfind("plugin-api/", 0) == 0 || path.rfind("sandbox/", 0) == 0;
    if (!product || !is_header(path)) continue;
    std::string opening;
    const auto lines = lines_of(text);
    const bool in_c = path.size() > 2 && path.substr(path.size() - 2) == ".h";
    for (std::size_t i = 1; i < lines.size(); ++i) {
      const auto& line = lines[i];
      const bool comment =
          line.rfind("//", 0) == 0 || (in_c && (line.rfind("/*", 0) == 0 || line.rfind(" *", 0) == 0));
      if (!comment) break;
      opening += line.size() > 3 ? line.substr(3) + " " : "";
    }
    if (lines.front().find("SPDX-License-Identifier") == std::string::npos)
      findings.push_back(at(path, 1, "the first line names the licence"));
    if (opening.size() < kLeast || opening.find_first_of(".:;") == std::string::npos)
      findings.push_back(at(path, 2, "the header does not say what it is for"));
  }
  return findings;
}

}  // namespace tidy
