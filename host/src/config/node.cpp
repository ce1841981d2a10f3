// SPDX-License-Identifier: MIT
#include "config/node.hpp"

#include <boost/property_tree/ptree.hpp>

namespace orderbridge::config {

namespace {

using boost::property_tree::ptree;

const ptree* child(const ptree& tree, const char* key) {
  const auto found = tree.find(key);
  return found == tree.not_found() ? nullptr : &found->second;
}

int line_of(const ptree& tree) {
  const auto* line = child(tree, kLineKey);
  return line ? std::stoi(line->data()) : 0;
}

}  // namespace

int Node::line() const {
  return line_of(*tree_);
}
const std::string& Node::text() const {
  return tree_->data();
}

std::vector<NodeAttribute> Node::attributes() const {
  std::vector<NodeAttribute> out;
  if (const auto* attributes = child(*tree_, kAttributesKey))
    for (const auto& [name, tree] : *attributes) out.push_back({name, tree.data(), line_of(tree)});
  return out;
}

std::vector<Node> Node::children() const {
  std::vector<Node> out;
  for (const auto& [name, tree] : *tree_)
    if (name != kLineKey && name != kAttributesKey) out.emplace_back(name, tree);
  return out;
}

const std::string* Node::attribute(std::string_view name) const {
  if (const auto* attributes = child(*tree_, kAttributesKey))
    for (const auto& [key, tree] : *attributes)
      if (key == name) return &tree.data();
  return nullptr;
}

}  // namespace orderbridge::config
