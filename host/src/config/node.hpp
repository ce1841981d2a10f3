// SPDX-License-Identifier: MIT
// What the walk sees of the parsed file: elements with name, line, text, attributes and children. Hides the
// property tree that holds them, so that only node.cpp and xml_reader.cpp pay for its header. Borrowed from
// the Document.
#pragma once
#include <boost/property_tree/ptree_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace orderbridge::config {

struct NodeAttribute {
  std::string_view name, value;
  int line = 0;
};

class Node {
 public:
  Node(const std::string& name, const boost::property_tree::ptree& tree) : name_(&name), tree_(&tree) {}

  /// Plain for elements of the root's namespace, "{uri}name" for others.
  const std::string& name() const noexcept { return *name_; }
  int line() const;
  const std::string& text() const;
  std::vector<NodeAttribute> attributes() const;
  std::vector<Node> children() const;
  /// Null where the element has no such attribute.
  const std::string* attribute(std::string_view name) const;

 private:
  const std::string* name_;
  const boost::property_tree::ptree* tree_;
};

/// Keys of the property tree that no XML element can have.
inline constexpr char kLineKey[] = "<line>";
inline constexpr char kAttributesKey[] = "<xmlattr>";

}  // namespace orderbridge::config
