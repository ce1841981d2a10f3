// SPDX-License-Identifier: MIT
#include "cli/view_text.hpp"

#include <algorithm>

#include "base/counted.hpp"
#include "base/language.hpp"
#include "base/suggest.hpp"
#include "cli/amounts.hpp"
#include "cli/grid.hpp"
#include "config/model.hpp"
#include "orderbridge/connector_abi.h"

namespace orderbridge::cli {

namespace {

using config::in_language;
using connectors::Row;
using description::ColumnInfo;

std::string title_of(const description::Text& title, const std::string& id) {
  const auto& text = in_language(title);
  return text.empty() ? id : text;
}

std::string cell_text(const ColumnInfo& column, const std::optional<std::string>& cell) {
  if (cell && column.type == OB_TYPE_BOOL)
    return *cell == "true" ? tr("yes", "ja") : *cell == "false" ? tr("no", "nein") : *cell;
  if (cell && column.type == OB_TYPE_DECIMAL) return column.money() ? money_text(*cell) : decimal_text(*cell);
  return cell.value_or("");
}

/// What there was no room for is named below.
std::string rows_text(const std::vector<ColumnInfo>& columns, const std::vector<Row>& rows,
                      std::size_t indent) {
  std::vector<GridColumn> heads;
  std::vector<TableRow> lines(rows.size());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto& column = columns[i];
    if (column.detail_only()) continue;
    const bool number = column.type == OB_TYPE_INT || column.type == OB_TYPE_DECIMAL;
    heads.push_back({title_of(column.title, column.id), number, number || column.key(), column.minor()});
    for (std::size_t r = 0; r < rows.size(); ++r) lines[r].push_back(cell_text(column, rows[r][i]));
  }
  std::vector<std::string> left_out;
  auto text = grid(heads, lines, terminal_width(), indent, &left_out);
  if (!left_out.empty())
    text += std::string(indent, ' ') + tr("(no room for: {})\n", "(kein Platz für: {})\n", joined(left_out));
  return text;
}

std::string footer(const connectors::Query& query, const connectors::QueryResult& result) {
  const auto count = result.rows.size();
  const auto next = query.offset + count;
  if (result.total && count == 0 && *result.total > 0)
    return tr("no rows from {} on, there are {}", "keine Zeilen ab {}, es gibt {}", query.offset,
              *result.total);
  if (count == 0) return tr("no rows", "keine Zeilen");
  if (result.total)
    return tr("{} of {}", "{} von {}", count, rows_in_all(*result.total)) +
           (next < *result.total ? tr(", next: --offset {}", ", weiter: --offset {}", next) : "");
  const bool maybe_more = result.cut || (query.limit > 0 && count >= query.limit);
  return rows_in_all(count) +
         (maybe_more ? tr(", perhaps more: --offset {}", ", vielleicht mehr: --offset {}", next) : "");
}

std::string type_of(const description::OptionInfo& o) {
  switch (o.type) {
    case OB_TYPE_INT:
      return tr("whole number", "ganze Zahl");
    case OB_TYPE_BOOL:
      return "true|false";
    case OB_TYPE_DECIMAL:
      return tr("decimal number", "Dezimalzahl");
    case OB_TYPE_DURATION:
      return tr("duration", "Dauer");
    case OB_TYPE_URL:
      return "URL";
    case OB_TYPE_PATH:
      return tr("file", "Datei");
    case OB_TYPE_DATE:
      return tr("date", "Datum");
    case OB_TYPE_LIST:
      return tr("list", "Liste");
    case OB_TYPE_CHOICE: {
      std::string text;
      for (const auto& choice : o.choices) text += (text.empty() ? "" : "|") + choice;
      return text;
    }
    default:
      return "Text";
  }
}

/// "amount= (decimal number, required)  What it is".
std::string parameter_text(const description::OptionInfo& parameter) {
  std::string text = parameter.name + "= (" + type_of(parameter);
  if (parameter.required())
    text += tr(", required", ", Pflicht");
  else if (parameter.default_value && !parameter.default_value->empty())
    text += tr(", default {}", ", Vorgabe {}", *parameter.default_value);
  const auto& doc = in_language(parameter.doc);
  return text + ")" + (doc.empty() ? "" : "  " + doc);
}

std::string view_line(const description::ViewInfo& view) {
  std::string text = "  " + view.id + "  " + title_of(view.title, view.id) + "\n";
  if (const auto& doc = in_language(view.doc); !doc.empty()) text += "      " + doc + "\n";
  std::vector<std::string> filters, sorts;
  for (const auto& column : view.columns) {
    if (column.filterable()) filters.push_back(column.id);
    if (column.sortable()) sorts.push_back(column.id);
  }
  if (!filters.empty()) text += "      --filter: " + joined(filters) + "\n";
  if (!sorts.empty()) text += "      --sort: " + joined(sorts) + "\n";
  return text;
}

std::string action_line(const description::ActionInfo& action) {
  std::string text = "  " + action.id + "  " + title_of(action.title, action.id);
  if (!action.view.empty())
    text += action.many() ? tr(" (rows of {})", " (Zeilen von {})", action.view)
                          : tr(" (a row of {})", " (eine Zeile von {})", action.view);
  if (action.changes()) text += tr(", asks first", ", fragt vorher");
  text += "\n";
  if (const auto& doc = in_language(action.doc); !doc.empty()) text += "      " + doc + "\n";
  for (const auto& parameter : action.parameters) text += "      --set " + parameter_text(parameter) + "\n";
  return text;
}

}  // namespace

std::string offered_text(const description::ConnectorInfo& info) {
  std::string text;
  if (!info.views.empty()) text += tr("Views:\n", "Sichten:\n");
  for (const auto& view : info.views) text += view_line(view);
  if (!info.actions.empty()) text += tr("Actions:\n", "Aktionen:\n");
  for (const auto& action : info.actions) text += action_line(action);
  return text;
}

std::string offer_text(const Offer& offer) {
  const auto text = offered_text(offer.info);
  return offer.connection.id + " (" + offer.info.id + ")\n" +
         (text.empty() ? tr("  has neither views nor actions\n", "  hat weder Sichten noch Aktionen\n")
                       : text);
}

std::string table_text(const description::ViewInfo& view, const connectors::Query& query,
                       const connectors::QueryResult& result) {
  return (result.rows.empty() ? "" : rows_text(view.columns, result.rows, 0)) + footer(query, result) + "\n";
}

std::string detail_text(const description::ViewInfo& view, const connectors::QueryResult& result) {
  std::string text;
  for (std::size_t i = 0; i < view.columns.size(); ++i)
    if (const auto value = cell_text(view.columns[i], result.rows[0][i]); !value.empty())
      text += title_of(view.columns[i].title, view.columns[i].id) + ": " + value + "\n";
  for (const auto& section : result.sections) {
    text += "\n" + title_of(section.title, "-") + "\n";
    text += section.rows.empty() ? tr("  none\n", "  keine\n") : rows_text(section.columns, section.rows, 2);
  }
  return text;
}

}  // namespace orderbridge::cli
