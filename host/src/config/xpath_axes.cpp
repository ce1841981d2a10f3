// SPDX-License-Identifier: MIT
// XPathPaths, second half: what an axis can reach in the record tree, and what to say where it reaches
// nothing.
#include <algorithm>

#include "base/language.hpp"
#include "base/suggest.hpp"
#include "config/report.hpp"
#include "config/xpath_paths.hpp"

namespace orderbridge::config {

namespace {

using Elements = std::vector<const RecordElement*>;

void add_below(const RecordElement& element, Elements& out) {
  const auto below = element.descendants();
  out.insert(out.end(), below.begin(), below.end());
}

void add_above(const RecordElement& element, Elements& out) {
  for (const auto* e = element.parent; e; e = e->parent) out.push_back(e);
}

void add_children(const RecordElement& element, Elements& out) {
  for (const auto& child : element.children) out.push_back(child.get());
}

const RecordElement& top_of(const RecordElement& element) {
  const auto* e = &element;
  while (e->parent) e = e->parent;
  return *e;
}

}  // namespace

XPathPaths::Elements XPathPaths::on_axis(const Elements& from, std::string_view axis) const {
  Elements out;
  for (const auto* e : from) {
    const bool self = axis == "self" || axis.ends_with("-or-self");
    if (self) out.push_back(e);
    if (axis == "child")
      add_children(*e, out);
    else if (axis.starts_with("descendant"))
      add_below(*e, out);
    else if (axis == "parent" && e->parent)
      out.push_back(e->parent);
    else if (axis.starts_with("ancestor"))
      add_above(*e, out);
    else if (axis.ends_with("-sibling") && e->parent)
      add_children(*e->parent, out);
    else if (axis == "following" || axis == "preceding")
      add_below(top_of(*e), out);
  }
  Elements once;
  for (const auto* e : out)
    if (std::find(once.begin(), once.end(), e) == once.end()) once.push_back(e);
  return once;
}

std::vector<std::string> XPathPaths::paths_named(std::string_view name) const {
  std::vector<std::string> out;
  for (const auto* e : document_.descendants())
    if (e->name == name) out.push_back(e->path());
  return out;
}

XPathPaths::Value XPathPaths::no_such_element(const Value& context, const Elements& candidates,
                                              std::string_view name) {
  std::vector<std::string> names;
  for (const auto* e : candidates)
    if (std::find(names.begin(), names.end(), e->name) == names.end()) names.push_back(e->name);
  const auto elsewhere = paths_named(name);
  auto fix = nearest(name, names).empty() && !elsewhere.empty()
                 ? tr("did you mean {}?", "meinten Sie {}?",
                      joined({elsewhere.begin(),
                              elsewhere.begin() +
                                  static_cast<std::ptrdiff_t>(std::min<std::size_t>(elsewhere.size(), 3))}))
                 : did_you_mean(name, names);
  const auto* parent = context.elements.empty() ? nullptr : context.elements.front();
  if (!parent || parent->name.empty())
    problem(tr("a path cannot begin with '{}'", "ein Pfad kann nicht mit '{}' beginnen", shown(name)),
            std::move(fix));
  else
    problem(tr("{} has no '{}'", "{} hat kein '{}'", parent->path(), shown(name)), std::move(fix));
  return unknown_nodes();
}

// An element that only holds others has no value to compare; XPath would silently compare all their texts at
// once.
void XPathPaths::need_value(const Value& value) {
  if (!value.nodes || value.unknown || value.elements.empty()) return;
  for (const auto* e : value.elements)
    if (e->type != FieldType::kNone) return;
  const auto* first = value.elements.front();
  std::vector<std::string> names;
  for (const auto& child : first->children) names.push_back(child->name);
  problem(tr("{} has no value of its own", "{} hat keinen eigenen Wert",
             first->path().empty() ? "/" : first->path()),
          tr("name one of its fields: {}", "eines seiner Felder nennen: {}", joined(names)));
}

}  // namespace orderbridge::config
