// SPDX-License-Identifier: MIT
// Connections: options as written, defaults filled in, values without references normalised.
#include "config/options.hpp"
#include "config/reader.hpp"
#include "config/references.hpp"
#include "orderbridge/connector_abi.h"

namespace orderbridge::config {

namespace {

using Row = std::vector<std::pair<std::string, std::string>>;

Row table_row(const Node& node, const description::OptionInfo& info) {
  Row row;
  for (const auto& column : info.columns) {
    if (const auto* cell = node.attribute(column.name))
      row.emplace_back(column.name, *cell);
    else if (column.default_value)
      row.emplace_back(column.name, *column.default_value);
  }
  return row;
}

void read_rows(const Node& connection, OptionValue& option) {
  const auto& info = option.info;
  const auto lists = children_of(connection, info.name);
  if (lists.empty()) {
    if (info.default_value && info.type == OB_TYPE_LIST) option.rows = default_items(*info.default_value);
    return;
  }
  option.line = lists.front().line();
  for (const auto& entry : children_of(lists.front()))
    option.rows.push_back(info.type == OB_TYPE_LIST ? Row{{"item", entry.text()}} : table_row(entry, info));
}

OptionValue read_option(const Node& connection, const description::OptionInfo& info,
                        const std::string& base_dir) {
  OptionValue option;
  option.name = info.name;
  option.secret = info.secret();
  option.info = info;
  if (info.type == OB_TYPE_LIST || info.type == OB_TYPE_TABLE) {
    read_rows(connection, option);
  } else if (const auto* written = connection.attribute(info.name)) {
    option.value = *written;
    option.line = line_of(connection, info.name);
  } else {
    option.value = info.default_value;
  }
  each_value(option, [&](const ValueRule&, std::string& value) {
    option.pending = option.pending || has_reference_syntax(value);
  });
  if (!option.pending)
    each_value(option, [&](const ValueRule& rule, std::string& value) { normalise(rule, base_dir, value); });
  return option;
}

}  // namespace

void read_connections(const Node& connections, Reading& reading) {
  for (const auto& node : children_of(connections)) {
    const auto* info = reading.connector(node.name());
    if (!info) continue;
    Connection connection;
    connection.id = token_of(node, "id");
    connection.connector = info->id;
    connection.base_dir = reading.host.base_dir;
    connection.place = reading.place(node);
    for (const auto& option : info->options)
      connection.options.push_back(read_option(node, option, reading.host.base_dir));
    reading.settings.connections.push_back(std::move(connection));
  }
}

}  // namespace orderbridge::config
