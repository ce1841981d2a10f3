// SPDX-License-Identifier: MIT
#include <regex>
#include <set>

#include "rules.hpp"

namespace tidy {

namespace {

/// Names that stand for files of the reader's own.
const std::set<std::string> kExamples{"my_shop.cpp", "my_erp.cpp"};

class Names {
 public:
  explicit Names(const Tree& tree) : tree_(tree) {
    for (const auto& [path, text] : tree) {
      endings_.insert(path);
      for (auto slash = path.find('/'); slash != std::string::npos; slash = path.find('/', slash + 1))
        endings_.insert(path.substr(slash + 1));
    }
  }
  /// From the top, beside the document, or the end of a path that is there: "pipeline/run.cpp".
  bool is_there(const std::string& name, const std::string& document) const {
    if (endings_.count(name) != 0 || kExamples.count(name) != 0) return true;
    auto folder = folder_of(document);
    auto rest = name;
    while (rest.rfind("../", 0) == 0) {
      rest.erase(0, 3);
      folder = folder_of(folder);
    }
    return tree_.count(folder.empty() ? rest : folder + "/" + rest) != 0;
  }

 private:
  const Tree& tree_;
  std::set<std::string> endings_;
};

}  // namespace

Findings names_in_docs(const Tree& tree) {
  static const std::regex file(R"re([A-Za-z0-9_./-]*[A-Za-z0-9_-]\.(cpp|hpp|h|cmake|md)\b)re");
  Findings findings;
  const Names names(tree);
  for (const auto& [path, text] : tree) {
    if (path.size() < 3 || path.substr(path.size() - 3) != ".md" || path.rfind("tests/data/", 0) == 0)
      continue;
    const auto lines = lines_of(text);
    for (std::size_t i = 0; i < lines.size(); ++i)
      for (std::sregex_iterator it(lines[i].begin(), lines[i].end(), file), end; it != end; ++it) {
        const auto name = it->str();
        const bool elsewhere =
            name.find("//") != std::string::npos || name.front() == '/' ||
            (it->position() > 0 && lines[i][static_cast<std::size_t>(it->position()) - 1] == '*');
        if (!elsewhere && !names.is_there(name, path))
          findings.push_back(at(path, i + 1, "names " + name + ", which does not exist"));
      }
  }
  return findings;
}

}  // namespace tidy
