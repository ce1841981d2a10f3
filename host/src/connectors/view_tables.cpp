// SPDX-License-Identifier: MIT
#include "connectors/view_tables.hpp"

#include <algorithm>
#include <set>

#include "base/language.hpp"
#include "connectors/table_check.hpp"
#include "orderbridge/text.hpp"

namespace orderbridge::connectors {

namespace {

constexpr std::size_t kMostViews = 100, kMostColumns = 200;

/// "connector 'x' view 'orders'"; an id that is none, or is there twice, is a problem.
std::string place(const std::string& where, const char* noun, const std::string& id,
                  std::set<std::string>& ids, TableReader& reader) {
  auto here = where + " " + noun + " '" + id + "'";
  if (!is_valid_id(id))
    reader.problem(tr("{}: the id is not of the form [a-z][a-z0-9-]*",
                      "{}: Die Id hat nicht die Form [a-z][a-z0-9-]*", here));
  if (!ids.insert(id).second) reader.problem(tr("{}: is there twice", "{}: ist doppelt", here));
  return here;
}

description::ViewInfo read_view(const ob_view* v, const std::string& where, std::set<std::string>& ids,
                                TableReader& reader) {
  description::ViewInfo info;
  if (!v || !OB_HAS(v, column_count)) {
    reader.problem(tr("{}: a view table is missing or too small",
                      "{}: Eine Sichttabelle fehlt oder ist zu klein", where));
    return info;
  }
  info.id = reader.text(v->id, where);
  const auto here = place(where, "view", info.id, ids, reader);
  info.title = reader.text(v->title, here);
  info.doc = reader.text(v->doc, here);
  info.columns = read_columns(v->columns, v->column_count, here, reader);
  const auto keys =
      std::count_if(info.columns.begin(), info.columns.end(), [](const auto& c) { return c.key(); });
  if (keys > 1)
    reader.problem(tr("{}: has more than one key column", "{}: hat mehr als eine Schlüsselspalte", here));
  return info;
}

void check_action(const description::ActionInfo& action, const description::ConnectorInfo& connector,
                  const std::string& here, TableReader& reader) {
  const auto* view = action.view.empty() ? nullptr : connector.view(action.view);
  if (!action.view.empty() && (!view || !view->has_key()))
    reader.problem(tr("{}: its view '{}' is not there or has no key column",
                      "{}: Ihre Sicht '{}' gibt es nicht oder sie hat keine Schlüsselspalte", here,
                      action.view));
  if (action.many() && action.view.empty())
    reader.problem(
        tr("{}: takes several rows, of no view", "{}: nimmt mehrere Zeilen, aber keiner Sicht", here));
  for (const auto& parameter : action.parameters)
    if (parameter.type == OB_TYPE_TABLE)
      reader.problem(tr("{}: parameter '{}' is a table; parameters are single values or lists",
                        "{}: Parameter '{}' ist eine Tabelle; Parameter sind einzelne Werte oder Listen",
                        here, parameter.name));
}

description::ActionInfo read_action(const ob_action* a, const description::ConnectorInfo& connector,
                                    const std::string& where, std::set<std::string>& ids,
                                    TableReader& reader) {
  description::ActionInfo info;
  if (!a || !OB_HAS(a, parameter_count)) {
    reader.problem(tr("{}: an action table is missing or too small",
                      "{}: Eine Aktionstabelle fehlt oder ist zu klein", where));
    return info;
  }
  info.id = reader.text(a->id, where);
  const auto here = place(where, "action", info.id, ids, reader);
  info.view = reader.text(a->view, here);
  info.flags = a->flags;
  info.title = reader.text(a->title, here);
  info.doc = reader.text(a->doc, here);
  info.parameters = reader.options(a->parameters, a->parameter_count, here);
  check_action(info, connector, here, reader);
  return info;
}

/// False where the numbers and pointers of the table itself make no sense.
bool is_sane(const ob_views_v1& table, const std::string& where, TableReader& reader) {
  const bool sane = OB_HAS(&table, run) && table.view_count <= kMostViews &&
                    table.action_count <= kMostViews &&
                    (table.view_count == 0 || (table.views && table.query)) &&
                    (table.action_count == 0 || (table.actions && table.run));
  if (!sane)
    reader.problem(
        tr("{}: its table of views and actions is broken: too small, too long, or without query() "
           "or run()",
           "{}: Die Tabelle der Sichten und Aktionen ist defekt: zu klein, zu lang oder ohne "
           "query() oder run()",
           where));
  return sane;
}

}  // namespace

const ob_views_v1* views_of(const ob_connector& connector) {
  if (!OB_HAS(&connector, extension) || !connector.extension) return nullptr;
  return static_cast<const ob_views_v1*>(connector.extension(to_abi(std::string_view(OB_VIEWS_V1))));
}

void read_views(const ob_connector& connector, description::ConnectorInfo& info, TableReader& reader) {
  const auto* table = views_of(connector);
  const std::string where = "connector '" + info.id + "'";
  if (!table || !is_sane(*table, where, reader)) return;
  std::set<std::string> views, actions;
  for (std::size_t i = 0; i < table->view_count; ++i)
    info.views.push_back(read_view(table->views[i], where, views, reader));
  for (std::size_t i = 0; i < table->action_count; ++i)
    info.actions.push_back(read_action(table->actions[i], info, where, actions, reader));
}

std::vector<description::ColumnInfo> read_columns(const ob_column* const* table, std::size_t count,
                                                  const std::string& where, TableReader& reader) {
  std::vector<description::ColumnInfo> columns;
  if (count == 0 || count > kMostColumns || !table) {
    reader.problem(tr("{}: has no columns, or more than {}", "{}: hat keine Spalten oder mehr als {}", where,
                      kMostColumns));
    return columns;
  }
  std::set<std::string> ids;
  for (std::size_t i = 0; i < count; ++i) {
    const auto* c = table[i];
    if (!c || !OB_HAS(c, title)) {
      reader.problem(
          tr("{}: a column is missing or too small", "{}: Eine Spalte fehlt oder ist zu klein", where));
      continue;
    }
    description::ColumnInfo info{reader.text(c->id, where), c->type, c->flags, {}};
    const auto here = place(where, "column", info.id, ids, reader);
    info.title = reader.text(c->title, here);
    if (c->type < OB_TYPE_TEXT || c->type > OB_TYPE_DATE)
      reader.problem(
          tr("{}: type {} is none for a cell", "{}: Typ {} ist keiner für eine Zelle", here, c->type));
    columns.push_back(std::move(info));
  }
  return columns;
}

}  // namespace orderbridge::connectors
