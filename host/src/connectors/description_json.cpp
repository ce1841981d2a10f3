// SPDX-License-Identifier: MIT
#include "connectors/description_json.hpp"

#include <nlohmann/json.hpp>

namespace orderbridge::connectors {

namespace {

using nlohmann::json;

json write(const Text& t) {
  return {{"en", t.en}, {"de", t.de}};
}
Text read_text(const json& j) {
  return {j.at("en"), j.at("de")};
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

json write(const ConnectorInfo& c) {
  json options = json::array();
  for (const auto& o : c.options) options.push_back(write(o));
  return {{"id", c.id},          {"version", c.version}, {"title", write(c.title)},
          {"doc", write(c.doc)}, {"roles", c.roles},     {"capabilities", c.capabilities},
          {"options", options}};
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

}  // namespace orderbridge::connectors
