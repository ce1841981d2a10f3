// SPDX-License-Identifier: MIT
#include "description/description_json.hpp"

#include <nlohmann/json.hpp>

namespace orderbridge::description {

namespace {

using nlohmann::json;

json write(const Text& t) {
  return {{"en", t.en}, {"de", t.de}};
}
Text read_text(const json& j) {
  return {j.at("en"), j.at("de")};
}

json write(const OptionInfo& o);
json write(const ColumnInfo& c);
json write(const ViewInfo& v);
json write(const ActionInfo& a);

template <class T>
json write_all(const std::vector<T>& all) {
  json array = json::array();
  for (const auto& one : all) array.push_back(write(one));
  return array;
}

json write(const OptionInfo& o) {
  json j{{"name", o.name},      {"type", o.type},       {"flags", o.flags},
         {"doc", write(o.doc)}, {"example", o.example}, {"choices", o.choices}};
  if (o.default_value) j["default"] = *o.default_value;
  if (o.min) j["min"] = *o.min;
  if (o.max) j["max"] = *o.max;
  for (const auto& column : o.columns) j["columns"].push_back(write(column));
  return j;
}

OptionInfo read_option(const json& j) {
  OptionInfo o;
  o.name = j.at("name");
  o.type = j.at("type");
  o.flags = j.at("flags");
  o.doc = read_text(j.at("doc"));
  o.example = j.at("example");
  o.choices = j.at("choices").get<std::vector<std::string>>();
  if (j.contains("default")) o.default_value = j["default"].get<std::string>();
  if (j.contains("min")) o.min = j["min"].get<std::int64_t>();
  if (j.contains("max")) o.max = j["max"].get<std::int64_t>();
  if (j.contains("columns"))
    for (const auto& column : j["columns"]) o.columns.push_back(read_option(column));
  return o;
}

json write(const ColumnInfo& c) {
  return {{"id", c.id}, {"type", c.type}, {"flags", c.flags}, {"title", write(c.title)}};
}

ColumnInfo read_column(const json& j) {
  return {j.at("id"), j.at("type"), j.at("flags"), read_text(j.at("title"))};
}

json write(const ViewInfo& v) {
  return {{"id", v.id}, {"title", write(v.title)}, {"doc", write(v.doc)}, {"columns", write_all(v.columns)}};
}

ViewInfo read_view(const json& j) {
  ViewInfo v{j.at("id"), read_text(j.at("title")), read_text(j.at("doc")), {}};
  for (const auto& column : j.at("columns")) v.columns.push_back(read_column(column));
  return v;
}

json write(const ActionInfo& a) {
  return {{"id", a.id},          {"view", a.view},
          {"flags", a.flags},    {"title", write(a.title)},
          {"doc", write(a.doc)}, {"parameters", write_all(a.parameters)}};
}

ActionInfo read_action(const json& j) {
  ActionInfo a{j.at("id"), j.at("view"), j.at("flags"), read_text(j.at("title")), read_text(j.at("doc")), {}};
  for (const auto& parameter : j.at("parameters")) a.parameters.push_back(read_option(parameter));
  return a;
}

json write(const ConnectorInfo& c) {
  return {{"id", c.id},
          {"version", c.version},
          {"title", write(c.title)},
          {"doc", write(c.doc)},
          {"roles", c.roles},
          {"capabilities", c.capabilities},
          {"options", write_all(c.options)},
          {"views", write_all(c.views)},
          {"actions", write_all(c.actions)}};
}

ConnectorInfo read_connector(const json& j) {
  ConnectorInfo c;
  c.id = j.at("id");
  c.version = j.at("version");
  c.title = read_text(j.at("title"));
  c.doc = read_text(j.at("doc"));
  c.roles = j.at("roles");
  c.capabilities = j.at("capabilities");
  for (const auto& o : j.at("options")) c.options.push_back(read_option(o));
  for (const auto& v : j.at("views")) c.views.push_back(read_view(v));
  for (const auto& a : j.at("actions")) c.actions.push_back(read_action(a));
  return c;
}

}  // namespace

std::string to_json(const LibraryInfo& info) {
  json connectors = json::array();
  for (const auto& c : info.connectors) connectors.push_back(write(c));
  return json{{"file", info.file},           {"vendor", info.vendor},       {"version", info.version},
              {"toolchain", info.toolchain}, {"abi-minor", info.abi_minor}, {"connectors", connectors}}
      .dump();
}

LibraryInfo library_from_json(const std::string& text) {
  const json j = json::parse(text);
  LibraryInfo info;
  info.file = j.at("file");
  info.vendor = j.at("vendor");
  info.version = j.at("version");
  info.toolchain = j.at("toolchain");
  info.abi_minor = j.at("abi-minor");
  for (const auto& c : j.at("connectors")) info.connectors.push_back(read_connector(c));
  return info;
}

}  // namespace orderbridge::description
