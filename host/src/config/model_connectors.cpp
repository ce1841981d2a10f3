// SPDX-License-Identifier: MIT
// Connectors in the model: an element named after the connector, scalar options as attributes, lists and
// tables as child elements.
#include "config/model.hpp"
#include "orderbridge/connector_abi.h"

namespace orderbridge::config {

namespace {

using Content = ElementType::Content;

AttributeRule attribute_of(const description::OptionInfo& option) {
  AttributeRule a{option.name,          rule_of(option), option.required(),
                  option.default_value, option.doc,      (option.flags & OB_OPTION_DEPRECATED) != 0};
  // A schema's defaults must be valid in its own words; durations may be given in plain milliseconds.
  if (std::string ignored; a.default_value && check_value(a.value, *a.default_value, ignored))
    a.default_value.reset();
  return a;
}

// <order-states><item>0</item></order-states>
void add_list(Model& model, const std::string& id, const description::OptionInfo& option) {
  ElementType item;
  item.content = Content::kText;
  if (!option.columns.empty()) item.doc = option.columns[0].doc, item.text = rule_of(option.columns[0]);
  item.text.references = item.text.not_empty = true;
  item.text.secret = item.text.secret || option.secret();
  model.types[id] = {option.doc, {}, Content::kSequence, {{{{"item", id + ".item"}}, 1, 0}}, {}, {}};
  model.types[id + ".item"] = std::move(item);
}

// <payment-methods><row shop="paypal" wawi="PayPal"/></payment-methods>
void add_table(Model& model, const std::string& id, const description::OptionInfo& option) {
  ElementType row;
  for (const auto& column : option.columns) {
    row.attributes.push_back(attribute_of(column));
    if (option.secret()) row.attributes.back().value.secret = true;
  }
  model.types[id] = {option.doc, {}, Content::kSequence, {{{{"row", id + ".row"}}, 1, 0}}, {}, {}};
  model.types[id + ".row"] = std::move(row);
}

}  // namespace

void add_connector(Model& model, const description::ConnectorInfo& connector) {
  const std::string id = "connector." + connector.id;
  ElementType type;
  type.doc = connector.title;
  ValueRule id_rule;
  id_rule.type = ValueType::kId;
  id_rule.not_empty = true;
  type.attributes.push_back({.name = "id",
                             .value = id_rule,
                             .required = true,
                             .default_value = {},
                             .doc = {"Names the connection", "Benennt die Verbindung"}});
  for (const auto& option : connector.options) {
    if (option.type != OB_TYPE_LIST && option.type != OB_TYPE_TABLE) {
      type.attributes.push_back(attribute_of(option));
      continue;
    }
    const auto child = id + "." + option.name;
    option.type == OB_TYPE_LIST ? add_list(model, child, option) : add_table(model, child, option);
    type.content = Content::kAnyOrder;
    type.particles.push_back({{{option.name, child}}, option.required() ? 1 : 0, 1});
  }
  model.types[id] = std::move(type);
  model.types["connections"].particles[0].children.push_back({connector.id, id});
}

}  // namespace orderbridge::config
