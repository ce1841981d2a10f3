// SPDX-License-Identifier: MIT
#include "cli/view_json.hpp"

#include <array>
#include <nlohmann/json.hpp>

#include "config/model.hpp"

namespace orderbridge::cli {

namespace {

using config::in_language;
using description::ColumnInfo;
using Json = nlohmann::ordered_json;

const char* type_name(std::uint32_t type) {
  static constexpr std::array<const char*, 12> kNames{"?",   "text", "int",    "bool", "decimal", "duration",
                                                      "url", "path", "choice", "date", "list",    "table"};
  return type < kNames.size() ? kNames[type] : "?";
}

Json columns_json(const std::vector<ColumnInfo>& columns) {
  Json all = Json::array();
  for (const auto& c : columns) {
    Json json{{"id", c.id}, {"type", type_name(c.type)}, {"title", in_language(c.title)}};
    const std::pair<bool, const char*> flags[]{{c.key(), "key"},
                                               {c.personal(), "personal"},
                                               {c.sortable(), "sortable"},
                                               {c.filterable(), "filterable"},
                                               {c.detail_only(), "detailOnly"}};
    for (const auto& [set, name] : flags)
      if (set) json[name] = true;
    all.push_back(std::move(json));
  }
  return all;
}

/// In a list, columns for the detail only are left out.
Json row_json(const std::vector<ColumnInfo>& columns, const connectors::Row& row, bool detail) {
  Json json = Json::object();
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (detail || !columns[i].detail_only()) json[columns[i].id] = row[i] ? Json(*row[i]) : Json(nullptr);
  return json;
}

Json rows_json(const std::vector<ColumnInfo>& columns, const std::vector<connectors::Row>& rows) {
  Json all = Json::array();
  for (const auto& row : rows) all.push_back(row_json(columns, row, false));
  return all;
}

Json parameter_json(const description::OptionInfo& p) {
  Json json{{"name", p.name}, {"type", type_name(p.type)}, {"required", p.required()}};
  json["default"] = p.default_value ? Json(*p.default_value) : Json(nullptr);
  if (!p.choices.empty()) json["choices"] = p.choices;
  json["doc"] = in_language(p.doc);
  return json;
}

/// Words of the command line need not be UTF-8.
std::string text_of(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string offer_json(const Offer& offer) {
  Json views = Json::array(), actions = Json::array();
  for (const auto& v : offer.info.views)
    views.push_back({{"id", v.id},
                     {"title", in_language(v.title)},
                     {"doc", in_language(v.doc)},
                     {"columns", columns_json(v.columns)}});
  for (const auto& a : offer.info.actions) {
    Json parameters = Json::array();
    for (const auto& p : a.parameters) parameters.push_back(parameter_json(p));
    actions.push_back({{"id", a.id},
                       {"title", in_language(a.title)},
                       {"doc", in_language(a.doc)},
                       {"view", a.view.empty() ? Json(nullptr) : Json(a.view)},
                       {"asks", a.changes()},
                       {"many", a.many()},
                       {"parameters", std::move(parameters)}});
  }
  return text_of({{"connection", offer.connection.id},
                  {"connector", offer.info.id},
                  {"views", std::move(views)},
                  {"actions", std::move(actions)}});
}

std::string table_json(const Offer& offer, const description::ViewInfo& view, const connectors::Query& query,
                       const connectors::QueryResult& result) {
  return text_of({{"connection", offer.connection.id},
                  {"view", view.id},
                  {"columns", columns_json(view.columns)},
                  {"rows", rows_json(view.columns, result.rows)},
                  {"offset", query.offset},
                  {"total", result.total ? Json(*result.total) : Json(nullptr)},
                  {"cut", result.cut}});
}

std::string detail_json(const Offer& offer, const description::ViewInfo& view, const connectors::Query& query,
                        const connectors::QueryResult& result) {
  Json sections = Json::array();
  for (const auto& s : result.sections)
    sections.push_back({{"title", in_language(s.title)},
                        {"columns", columns_json(s.columns)},
                        {"rows", rows_json(s.columns, s.rows)}});
  return text_of({{"connection", offer.connection.id},
                  {"view", view.id},
                  {"key", query.key.value_or("")},
                  {"columns", columns_json(view.columns)},
                  {"row", result.rows.empty() ? Json(nullptr) : row_json(view.columns, result.rows[0], true)},
                  {"sections", std::move(sections)}});
}

}  // namespace orderbridge::cli
