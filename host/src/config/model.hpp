// SPDX-License-Identifier: MIT
// The language of the configuration as one description: which elements exist, where, with which attributes of
// which type. The walk (findings) and the schema (editors) are both generated from it, so they cannot
// disagree by accident. Built per call from the host's vocabulary and the connectors found; a plain value.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/values.hpp"
#include "description/description.hpp"

namespace orderbridge::config {

struct AttributeRule {
  std::string name;
  ValueRule value;
  bool required = false;
  std::optional<std::string> default_value;
  description::Text doc;
  bool deprecated = false;
};

struct ChildRule {
  std::string name, type;  // element name, key into Model::types
};

/// One place in an element's content: any of these children, `min` to `max` times (max 0: any number).
struct Particle {
  std::vector<ChildRule> children;
  int min = 0, max = 0;
};

/// Uniqueness: among the elements that `selectors` find ("pipelines/pipeline", "connections/*", ".//lookup")
/// below an element of the type, `attribute` is unique; or, with `refers`, is one of that key's values.
struct KeyRule {
  std::string name;
  std::vector<std::string> selectors;
  std::string attribute;
  std::string refers;
  description::Text noun;  // of what it names
};

struct ElementType {
  enum class Content { kEmpty, kText, kSequence /* in this order */, kAnyOrder };
  description::Text doc;
  std::vector<AttributeRule> attributes;
  Content content = Content::kEmpty;
  std::vector<Particle> particles;
  ValueRule text;
  std::vector<KeyRule> keys;

  const AttributeRule* attribute(std::string_view name) const;
  const ChildRule* child(std::string_view name) const;
};

struct Model {
  std::map<std::string, ElementType> types;
  static constexpr char kRoot[] = "orderbridge";  // name and type of the root element

  const ElementType& type(const std::string& id) const { return types.at(id); }
};

/// The text in the set language; English where there is no German.
const std::string& in_language(const description::Text& text);

Model make_model(const std::vector<description::ConnectorInfo>& connectors);
/// Adds one connector's element type "connector.ID" and those of its lists and tables.
void add_connector(Model& model, const description::ConnectorInfo& connector);

}  // namespace orderbridge::config
