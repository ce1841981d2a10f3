// SPDX-License-Identifier: MIT
// The walk: holds a parsed file against the model and reports everything that differs, in one go. Structure,
// names and types only; what the parts mean to each other (roles, XPath) is checked where they are read.
#pragma once
#include "config/model.hpp"
#include "config/node.hpp"
#include "config/report.hpp"

namespace orderbridge::config {

class Walk {
 public:
  /// `connectors_hint` goes to an unknown element below <connections>: which connectors exist, where was
  /// searched.
  Walk(const Model& model, Report& report, std::string connectors_hint = {})
      : model_(model), report_(report), connectors_hint_(std::move(connectors_hint)) {}

  /// The element and all below it.
  void check(const Node& node, const std::string& type) const;
  /// The element itself, its attributes, and which children it has.
  void check_element(const Node& node, const ElementType& type) const;
  /// Uniqueness and references of the type's keys.
  void check_keys(const Node& node, const ElementType& type) const;

 private:
  void check_attributes(const Node& node, const ElementType& type) const;
  void check_children(const Node& node, const ElementType& type) const;
  void unknown_child(const Node& node, const ElementType& type, const Node& child) const;
  void check_text(const Node& node, const ElementType& type) const;
  void check_text_value(const std::string& where, int line, const ValueRule& rule,
                        std::string_view value) const;

  const Model& model_;
  Report& report_;
  std::string connectors_hint_;
};

}  // namespace orderbridge::config
