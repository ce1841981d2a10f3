// SPDX-License-Identifier: MIT
// views.hpp: the extension "orderbridge.views/1" for connector classes: described views (tables) and actions.
//
//   using namespace orderbridge;
//   inline constexpr std::array kBookColumns{column(OB_TYPE_TEXT, "number", "Number", "Nummer").key().sortable()};
//   inline constexpr auto kBookColumnTable = column_table(kBookColumns);
//   class MyErp {
//    public:
//     static constexpr std::array kViews{view_of("books", "Books", "Bücher").columns(kBookColumnTable)};
//     static constexpr std::array kActions{action("print", "Print", "Drucken").on("books").many()};
//     static const void* extension(std::string_view id) { return views_extension<MyErp>(id); }
//     void query(Call&, const Query&, TableOut&);
//     void run(Call&, const ActionCall&, ActionOut&);
//   };
//
// Texts are literals in English and German. query() and run() come after open(), on the instance's worker
// thread; what leaves them becomes a status, as for all functions of a connector.
#pragma once
#include <array>
#include <initializer_list>
#include <span>
#include <string>
#include <vector>

#include "connector.hpp"
#include "views.h"

namespace orderbridge {

/// Builder for one ob_column.
struct ColumnDescription {
  ob_column data{};
  /// What rows are named by: in queries for a detail, and as an action's keys. One column of a view.
  constexpr ColumnDescription key() const { return with(OB_COLUMN_KEY); }
  /// Masked where it would be stored or logged; people at the terminal see it.
  constexpr ColumnDescription personal() const { return with(OB_COLUMN_PERSONAL); }
  constexpr ColumnDescription sortable() const { return with(OB_COLUMN_SORTABLE); }
  constexpr ColumnDescription filterable() const { return with(OB_COLUMN_FILTER); }
  constexpr ColumnDescription detail_only() const { return with(OB_COLUMN_DETAIL_ONLY); }
  /// An amount of money: shown with two decimals.
  constexpr ColumnDescription money() const { return with(OB_COLUMN_MONEY); }
  /// Left out of tables that would be wider than the terminal, the last of them first.
  constexpr ColumnDescription minor() const { return with(OB_COLUMN_MINOR); }

 private:
  constexpr ColumnDescription with(std::uint32_t flag) const {
    auto copy = *this;
    copy.data.flags |= flag;
    return copy;
  }
};

/// `type`: OB_TYPE_*. Amounts are OB_TYPE_DECIMAL, times OB_TYPE_TEXT in ISO 8601.
constexpr ColumnDescription column(std::uint32_t type, std::string_view id, std::string_view title_en,
                                   std::string_view title_de) {
  ColumnDescription d;
  d.data.size = sizeof(ob_column);
  d.data.type = type;
  d.data.id = to_abi(id);
  d.data.title = to_abi(title_en, title_de);
  return d;
}

/// Pointers into an array of columns that lives as long as the library.
template <std::size_t N>
constexpr std::array<const ob_column*, N> column_table(const std::array<ColumnDescription, N>& columns) {
  std::array<const ob_column*, N> table{};
  for (std::size_t i = 0; i < N; ++i) table[i] = &columns[i].data;
  return table;
}

/// Builder for one ob_view.
struct ViewDescription {
  ob_view data{};
  constexpr ViewDescription doc(std::string_view en, std::string_view de) const {
    auto copy = *this;
    copy.data.doc = to_abi(en, de);
    return copy;
  }
  template <std::size_t N>
  constexpr ViewDescription columns(const std::array<const ob_column*, N>& table) const {
    auto copy = *this;
    copy.data.columns = table.data();
    copy.data.column_count = N;
    return copy;
  }
};

constexpr ViewDescription view_of(std::string_view id, std::string_view title_en, std::string_view title_de) {
  ViewDescription d;
  d.data.size = sizeof(ob_view);
  d.data.id = to_abi(id);
  d.data.title = to_abi(title_en, title_de);
  return d;
}

/// Builder for one ob_action.
struct ActionDescription {
  ob_action data{};
  constexpr ActionDescription doc(std::string_view en, std::string_view de) const {
    auto copy = *this;
    copy.data.doc = to_abi(en, de);
    return copy;
  }
  /// Its targets are rows of this view.
  constexpr ActionDescription on(std::string_view view) const {
    auto copy = *this;
    copy.data.view = to_abi(view);
    return copy;
  }
  /// Several targets in one call.
  constexpr ActionDescription many() const { return with(OB_ACTION_MANY); }
  /// People are asked before it runs.
  constexpr ActionDescription asks() const { return with(OB_ACTION_CHANGES); }
  /// The host has the orders that it would change read from their shop before it runs; see
  /// ActionCall::dry_run().
  constexpr ActionDescription reads_first() const { return with(OB_ACTION_READS_FIRST); }
  template <std::size_t N>
  constexpr ActionDescription parameters(const std::array<const ob_option*, N>& table) const {
    auto copy = *this;
    copy.data.parameters = table.data();
    copy.data.parameter_count = N;
    return copy;
  }

 private:
  constexpr ActionDescription with(std::uint32_t flag) const {
    auto copy = *this;
    copy.data.flags |= flag;
    return copy;
  }
};

constexpr ActionDescription action(std::string_view id, std::string_view title_en,
                                   std::string_view title_de) {
  ActionDescription d;
  d.data.size = sizeof(ob_action);
  d.data.id = to_abi(id);
  d.data.title = to_abi(title_en, title_de);
  return d;
}

/// What is asked for. Borrows from the call.
class Query {
 public:
  explicit Query(const ob_query& query) : q_(query) {}
  std::string_view view_id() const noexcept { return view(q_.view); }
  /// The detail of one row: the row itself, then its sections.
  bool is_detail() const noexcept { return present(q_.key); }
  std::string_view key() const noexcept { return view(q_.key); }
  std::size_t filter_count() const noexcept { return q_.filter_count; }
  /// (column, text that it contains).
  std::pair<std::string_view, std::string_view> filter(std::size_t i) const noexcept {
    return {view(q_.filters[i].name), view(q_.filters[i].value)};
  }
  std::string_view sort() const noexcept { return view(q_.sort); }
  bool is_descending() const noexcept { return q_.descending != 0; }
  std::uint64_t offset() const noexcept { return q_.offset; }
  /// 0: all.
  std::uint64_t limit() const noexcept { return q_.limit; }

 private:
  const ob_query& q_;
};

/// Where a view's rows go. Throws Cancelled when nobody wants more.
class TableOut {
 public:
  explicit TableOut(const ob_table_sink* sink) : sink_(sink) {}
  /// In the order of the columns; all of them, the detail-only ones too.
  void row(std::span<const std::string> cells) const {
    std::vector<ob_str> views;
    views.reserve(cells.size());
    for (const auto& cell : cells) views.push_back(to_abi(cell));
    go_on(sink_->row(sink_->ctx, views.data(), views.size()));
  }
  void row(std::initializer_list<std::string> cells) const { row(std::span(cells.begin(), cells.size())); }
  /// Detail: the rows that follow are those of a titled table of their own.
  template <std::size_t N>
  void section(std::string_view en, std::string_view de,
               const std::array<const ob_column*, N>& columns) const {
    const ob_text title = to_abi(en, de);
    go_on(sink_->section(sink_->ctx, &title, columns.data(), N));
  }
  /// How many rows there are without offset and limit.
  void total(std::uint64_t rows) const { sink_->total(sink_->ctx, rows); }

 private:
  static void go_on(ob_status status) {
    if (status != OB_OK) throw Cancelled{};
  }
  const ob_table_sink* sink_;
};

/// What is to be done. Borrows from the call.
class ActionCall {
 public:
  explicit ActionCall(const ob_action_call& call) : c_(call) {}
  std::string_view id() const noexcept { return view(c_.action); }
  /// Answer as if, change nothing; the remote id of a row that would be changed is the order's id at its
  /// shop.
  bool dry_run() const noexcept { return (c_.flags & OB_ACTION_DRY_RUN) != 0; }
  std::vector<std::string> keys() const {
    std::vector<std::string> keys;
    for (std::size_t i = 0; i < c_.key_count; ++i) keys.push_back(copy(c_.keys[i]));
    return keys;
  }
  bool has(std::string_view name) const { return find(name) != nullptr; }
  /// Empty where it was not given. The host has checked types and filled in defaults.
  std::string text(std::string_view name) const {
    const auto* s = find(name);
    return s ? copy(s->value) : std::string();
  }
  bool flag(std::string_view name) const { return text(name) == "true"; }
  /// LIST: its items.
  std::vector<std::string> list(std::string_view name) const {
    std::vector<std::string> items;
    if (const auto* s = find(name))
      for (std::size_t i = 0; i < s->row_count; ++i)
        if (s->rows[i].count > 0) items.push_back(copy(s->rows[i].cells[0].value));
    return items;
  }

 private:
  const ob_setting* find(std::string_view name) const {
    for (std::size_t i = 0; i < c_.parameter_count; ++i) {
      const auto* s = c_.parameters[i];
      if (view(s->name) == name && (present(s->value) || s->row_count > 0)) return s;
    }
    return nullptr;
  }
  const ob_action_call& c_;
};

/// What became of the targets, one outcome each, durable when it is said; an action without targets says what
/// it came upon.
class ActionOut {
 public:
  explicit ActionOut(const ob_action_sink* sink) : sink_(sink) {}
  /// `outcome`: OB_WRITTEN (made), OB_UPDATED (changed), OB_DUPLICATE (was so already), OB_SKIPPED (left, the
  /// text says why), OB_WRITE_REJECTED. `text`: for people, without personal data.
  void outcome(std::string_view key, std::int32_t outcome, std::string_view remote_id,
               std::string_view text) const noexcept {
    sink_->outcome(sink_->ctx, to_abi(key), outcome, to_abi(remote_id), to_abi(text));
  }

 private:
  const ob_action_sink* sink_;
};

namespace detail {

template <class C>
struct ViewThunks {
  static ob_status OB_CALL query(void* p, const ob_call* abi, const ob_query* q,
                                 const ob_table_sink* sink) noexcept {
    return guard(abi, [&] {
      Call call(abi);
      TableOut out(sink);
      static_cast<C*>(p)->query(call, Query(*q), out);
    });
  }
  static ob_status OB_CALL run(void* p, const ob_call* abi, const ob_action_call* a,
                               const ob_action_sink* sink) noexcept {
    return guard(abi, [&] {
      Call call(abi);
      ActionOut out(sink);
      static_cast<C*>(p)->run(call, ActionCall(*a), out);
    });
  }
  template <class Data, class Descriptions>
  static constexpr auto pointers(const Descriptions& descriptions) {
    std::array<const Data*, std::tuple_size_v<Descriptions>> all{};
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = &descriptions[i].data;
    return all;
  }
  static constexpr auto views = pointers<ob_view>(C::kViews);
  static constexpr auto actions = pointers<ob_action>(C::kActions);
  static constexpr ob_views_v1 table{sizeof(ob_views_v1), 0,     views.data(), views.size(), actions.data(),
                                     actions.size(),      query, run};
};

}  // namespace detail

/// What extension(id) of a connector class with kViews, kActions, query() and run() returns.
template <class C>
const void* views_extension(std::string_view id) noexcept {
  return id == OB_VIEWS_V1 ? &detail::ViewThunks<C>::table : nullptr;
}

}  // namespace orderbridge
