// SPDX-License-Identifier: MIT
#include <algorithm>
#include <regex>

#include "rules.hpp"

namespace tidy {

namespace {

/// The folders, lowest first, as the document has them: "`base ← config ← ...`".
std::vector<std::string> documented_order(const Tree& tree) {
  const auto page = tree.find("docs/architecture.md");
  std::vector<std::string> order;
  if (page == tree.end()) return order;
  static const std::string arrow = " ← ";
  for (const auto& line : lines_of(page->second)) {
    const auto from = line.find('`');
    const auto to = line.find('`', from + 1);
    if (from == std::string::npos || to == std::string::npos) continue;
    auto chain = line.substr(from + 1, to - from - 1);
    if (chain.find(arrow) == std::string::npos) continue;
    for (std::size_t next; (next = chain.find(arrow)) != std::string::npos;
         chain.erase(0, next + arrow.size()))
      order.push_back(chain.substr(0, next));
    order.push_back(chain);
    return order;
  }
  return order;
}

class Order {
 public:
  explicit Order(std::vector<std::string> order) : order_(std::move(order)) {}
  bool empty() const { return order_.empty(); }
  bool knows(const std::string& folder) const {
    return std::find(order_.begin(), order_.end(), folder) != order_.end();
  }
  bool is_above(const std::string& upper, const std::string& lower) const {
    return std::find(order_.begin(), order_.end(), upper) > std::find(order_.begin(), order_.end(), lower);
  }

 private:
  std::vector<std::string> order_;
};

}  // namespace

Findings folder_order(const Tree& tree) {
  static const std::string root = "host/src/";
  static const std::regex include(R"re(^#include "([^"]+)")re");
  const Order order(documented_order(tree));
  if (order.empty())
    return {"docs/architecture.md:1: gives no order of the folders of host/src (`a ← b ← c`)"};
  Findings findings;
  for (const auto& [path, text] : tree) {
    if (path.rfind(root, 0) != 0 || !is_cpp(path)) continue;
    const auto own = path.substr(root.size(), path.find('/', root.size()) - root.size());
    if (!order.knows(own))
      findings.push_back(at(path, 1, "folder '" + own + "' stands in no order in docs/architecture.md"));
    const auto lines = lines_of(text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      std::smatch found;
      if (!std::regex_search(lines[i], found, include)) continue;
      const auto name = found[1].str();
      if (name.find("..") != std::string::npos) {
        findings.push_back(at(path, i + 1, "includes by way of '..': " + name));
        continue;
      }
      const auto other = name.substr(0, name.find('/'));
      if (other != own && order.knows(other) && order.is_above(other, own))
        findings.push_back(
            at(path, i + 1, "'" + own + "' stands below '" + other + "' and includes " + name));
    }
  }
  return findings;
}

}  // namespace tidy
