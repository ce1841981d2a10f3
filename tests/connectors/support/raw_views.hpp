// SPDX-License-Identifier: MIT
// Views and actions by the bare tables, for connectors that break their rules: query() and run() get the
// sinks themselves. One view "books" with the columns number (key), title and price, one action "print" on
// it.
#pragma once
#include <orderbridge/views.hpp>

#include "plain.hpp"

namespace test_connectors {

inline constexpr std::array kRawColumns{column(OB_TYPE_TEXT, "number", "Number", "Nummer").key(),
                                        column(OB_TYPE_TEXT, "title", "Title", "Titel"),
                                        column(OB_TYPE_DECIMAL, "price", "Price", "Preis")};
inline constexpr auto kRawTable = column_table(kRawColumns);

/// C has `ob_status query(const ob_call&, const ob_query&, const ob_table_sink&)` and
/// `ob_status run(const ob_call&, const ob_action_call&, const ob_action_sink&)`.
template <class C>
struct RawViews : Plain {
  using Plain::Plain;
  ob_status query(const ob_call&, const ob_query&, const ob_table_sink&) { return OB_OK; }
  ob_status run(const ob_call&, const ob_action_call&, const ob_action_sink&) { return OB_OK; }

  static const void* extension(std::string_view id) { return id == OB_VIEWS_V1 ? &kViews : nullptr; }

  static ob_status row(const ob_table_sink& sink, std::initializer_list<std::string_view> cells) {
    std::vector<ob_str> views;
    for (const auto cell : cells) views.push_back(to_abi(cell));
    return sink.row(sink.ctx, views.data(), views.size());
  }

 private:
  static ob_status OB_CALL query_thunk(void* p, const ob_call* call, const ob_query* q,
                                       const ob_table_sink* s) {
    return static_cast<C*>(p)->query(*call, *q, *s);
  }
  static ob_status OB_CALL run_thunk(void* p, const ob_call* call, const ob_action_call* a,
                                     const ob_action_sink* s) {
    return static_cast<C*>(p)->run(*call, *a, *s);
  }
  static constexpr auto kBooks = view_of("books", "Books", "Bücher").columns(kRawTable);
  static constexpr auto kPrint = action("print", "Print", "Drucken").on("books").many();
  static constexpr const ob_view* kViewTable[]{&kBooks.data};
  static constexpr const ob_action* kActionTable[]{&kPrint.data};
  static constexpr ob_views_v1 kViews{sizeof(ob_views_v1), 0, kViewTable,  1,
                                      kActionTable,        1, query_thunk, run_thunk};
};

}  // namespace test_connectors
