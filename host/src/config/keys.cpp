// SPDX-License-Identifier: MIT
// Walk::check_keys(): ids that must be unique, and references that must lead somewhere.
#include <map>

#include "base/language.hpp"
#include "base/suggest.hpp"
#include "config/walk.hpp"

namespace orderbridge::config {

namespace {

// The notation of XML Schema's selectors, as far as the model uses it: "a/b", "a/*", ".//a".
void select(const Node& node, std::string_view path, std::vector<Node>& out) {
  const bool anywhere = path.starts_with(".//");
  if (anywhere) path.remove_prefix(3);
  const auto slash = path.find('/');
  const auto name = path.substr(0, slash);
  for (const auto& child : node.children()) {
    if (name == "*" || child.name() == name) {
      if (slash == std::string_view::npos)
        out.push_back(child);
      else
        select(child, path.substr(slash + 1), out);
    }
    if (anywhere) select(child, ".//" + std::string(path), out);
  }
}

std::vector<NodeAttribute> selected(const Node& node, const KeyRule& key) {
  std::vector<Node> nodes;
  for (const auto& selector : key.selectors) select(node, selector, nodes);
  std::vector<NodeAttribute> out;
  for (const auto& n : nodes)
    for (const auto& a : n.attributes())
      if (a.name == key.attribute) out.push_back(a);
  return out;
}

}  // namespace

void Walk::check_keys(const Node& node, const ElementType& type) const {
  std::map<std::string, std::map<std::string, int>> values;  // key -> value -> line
  for (const auto& key : type.keys) {
    const auto noun = in_language(key.noun);
    // Ids are compared as the host uses them, table rows and parameters as they are written.
    const bool id = key.attribute == "id" || !key.refers.empty();
    for (const auto& a : selected(node, key)) {
      const auto value = id ? collapsed(a.value) : std::string(a.value);
      if (key.refers.empty()) {
        const auto [first, fresh] = values[key.name].emplace(value, a.line);
        if (!fresh)
          report_.error(a.line,
                        tr("{}=\"{}\" is used twice ({}), first in line {}",
                           "{}=\"{}\" ist doppelt vergeben ({}), zuerst in Zeile {}", key.attribute,
                           shown(value), noun, first->second),
                        tr("give each its own", "jedes Mal anders wählen"));
      } else if (!values[key.refers].contains(value)) {
        std::vector<std::string> known;
        for (const auto& entry : values[key.refers]) known.push_back(entry.first);
        auto fix = did_you_mean(value, known);
        if (fix.empty()) fix = tr("none is defined", "es ist keine definiert");
        report_.error(a.line, tr("there is no {} '{}'", "es gibt keine {} '{}'", noun, shown(value)), fix);
      }
    }
  }
}

}  // namespace orderbridge::config
