// SPDX-License-Identifier: MIT
#include "show_view.hpp"

#include "../customers/candidates.hpp"
#include "descriptions.hpp"
#include "details.hpp"
#include "pattern.hpp"
#include "view_sql.hpp"

namespace orderbridge::jtlwawi {

namespace {

// Where columns of view "orders" stand.
constexpr std::size_t kOrderId = 1, kOrderCustomer = 11;
static_assert(view(kOrderColumns[kOrderId].data.id) == "id");
static_assert(view(kOrderColumns[kOrderCustomer].data.id) == "customer");

const ob_view* find_view(std::string_view id) {
  for (const auto& v : kWawiViews)
    if (view(v.data.id) == id) return &v.data;
  return nullptr;
}

const ob_column* find_column(const ob_view& v, std::string_view id) {
  for (std::size_t i = 0; i < v.column_count; ++i)
    if (view(v.columns[i]->id) == id) return v.columns[i];
  return nullptr;
}

std::string quoted(std::string_view column) {
  return '"' + std::string(column) + '"';
}

/// Numbers that are given out in turn. Those of articles are names.
bool is_running_number(const ob_view& v, std::string_view column) {
  return view(v.id) != "articles" && (column == "number" || column == "order" || column == "customer");
}

std::string sort_key(const ob_view& v, const ob_column& column, bool descending) {
  const auto id = view(column.id);
  if (is_running_number(v, id)) return sort_number(quoted(id), descending);
  if (column.type != OB_TYPE_INT) return sort_text(quoted(id), descending);
  return quoted(id) + (descending ? " DESC" : "");
}

}  // namespace

void ShowView::run() {
  const auto* v = find_view(query_.view_id());
  if (!v) throw Error(OB_UNSUPPORTED, host_.say("there is no such view", "diese Ansicht gibt es nicht"));
  std::vector<Value> values;
  const auto from = filtered(*v, values);
  out_.total(
      static_cast<std::uint64_t>(to_int(query(session_, "SELECT count(*)" + from, values).front().front())));
  std::string columns;
  for (std::size_t i = 0; i < v->column_count; ++i)
    columns += (i ? "," : "") + quoted(view(v->columns[i]->id));
  values.emplace_back(query_.limit() == 0 ? std::int64_t{-1} : static_cast<std::int64_t>(query_.limit()));
  values.emplace_back(static_cast<std::int64_t>(query_.offset()));
  for (const auto& row : query(
           session_, "SELECT " + columns + from + " ORDER BY " + sorted(*v) + " LIMIT ? OFFSET ?", values)) {
    emit(row);
    if (query_.is_detail()) return detail(row);
  }
}

std::string ShowView::filtered(const ob_view& v, std::vector<Value>& values) const {
  auto sql = " FROM (" + view_sql(view(v.id), host_, shop_, values) + ") WHERE 1=1";
  if (query_.is_detail()) {
    const bool by_id = view(v.id) == "orders" && query_.key().substr(0, 3) == "id:";
    sql += by_id ? " AND id=?" : " AND number=?";
    values.emplace_back(std::string(by_id ? query_.key().substr(3) : query_.key()));
  }
  for (std::size_t i = 0; i < query_.filter_count(); ++i) {
    const auto [name, text] = query_.filter(i);
    const auto* column = find_column(v, name);
    if (!column || !(column->flags & OB_COLUMN_FILTER)) continue;  // the host refuses such filters
    sql += " AND " + quoted(view(column->id)) + " GLOB ?";
    values.emplace_back(containing(text));
  }
  return sql;
}

/// Always down to something that no two rows share, so that pages neither repeat nor lose a row.
std::string ShowView::sorted(const ob_view& v) const {
  const std::string last = view(v.id) == "orders"     ? "date,id"
                           : view(v.id) == "articles" ? "number"
                                                      : sort_number("number");
  const auto* column = find_column(v, query_.sort());
  if (!column || !(column->flags & OB_COLUMN_SORTABLE)) return last;
  return sort_key(v, *column, query_.is_descending()) + "," + last;
}

void ShowView::emit(TextRow row) const {
  if (query_.view_id() == "orders") {
    const auto decision = propose_customer(session_, {to_int(row[kOrderId]), shop_}, match_by_);
    row[kOrderCustomer] = host_.say(decision.reason_en, decision.reason_de);
  }
  out_.row(row);
}

void ShowView::detail(const TextRow& row) const {
  const Details details(session_, host_, out_);
  if (query_.view_id() == "orders") return details.of_staged({to_int(row[kOrderId]), shop_});
  if (query_.view_id() == "sales-orders") return details.of_sales_order(row.front());
  if (query_.view_id() == "customers") details.of_customer(row.front());
}

}  // namespace orderbridge::jtlwawi
