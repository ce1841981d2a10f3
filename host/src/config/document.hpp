// SPDX-License-Identifier: MIT
// What a Document holds. Included by this folder only.
#pragma once
#include <memory>
#include <string>

#include "config/config.hpp"
#include "config/node.hpp"

namespace orderbridge::config {

inline constexpr char kNamespace[] = "urn:orderbridge:config:1";

struct Document::Content {
  std::string file;       // as given
  std::string base_dir;   // absolute
  std::string hash;       // of the text
  std::string root_name;  // local name
  std::string root_namespace;
  std::shared_ptr<const boost::property_tree::ptree> tree;  // the root element's

  Node root() const { return {root_name, *tree}; }
};

}  // namespace orderbridge::config
