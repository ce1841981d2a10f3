// SPDX-License-Identifier: MIT
// Good views and actions with one thing wrong in their tables; which one, the build says (CMakeLists.txt).
#include "../support/raw_views.hpp"

namespace {

using namespace test_connectors;

struct Good : Plain {
  static constexpr auto kDescription =
      describe("bad-views", 0, "Wrong in one place", "An einer Stelle falsch", kNoOptions);
  using Plain::Plain;
  static const void* extension(std::string_view id);
};

ob_status OB_CALL query(void*, const ob_call*, const ob_query*, const ob_table_sink*) {
  return OB_OK;
}
ob_status OB_CALL run(void*, const ob_call*, const ob_action_call*, const ob_action_sink*) {
  return OB_OK;
}

constexpr std::array kParameters{BAD_PARAMETER};
constexpr auto kParameterTable = option_table(kParameters);

constexpr ob_column make_column() {
  ob_column c = kRawColumns[1].data;
  BAD_COLUMN;
  return c;
}
constexpr ob_column kColumn = make_column();
constexpr const ob_column* kColumns[]{kRawTable[0], &kColumn};

constexpr ob_view make_view() {
  ob_view v = view_of("books", "Books", "Bücher").data;
  v.columns = kColumns;
  v.column_count = 2;
  BAD_VIEW;
  return v;
}
constexpr ob_view kView = make_view();
constexpr const ob_view* kViews[]{&kView, &kView};

constexpr ob_action make_action() {
  ob_action a = action("print", "Print", "Drucken").on("books").many().parameters(kParameterTable).data;
  BAD_ACTION;
  return a;
}
constexpr ob_action kAction = make_action();
constexpr const ob_action* kActions[]{&kAction, &kAction};

constexpr ob_views_v1 make_table() {
  ob_views_v1 t{sizeof(ob_views_v1), 0, kViews, 1, kActions, 1, query, run};
  BAD_TABLE;
  return t;
}
constexpr ob_views_v1 kTable = make_table();

const void* Good::extension(std::string_view id) {
  BAD_EXTENSION;
  return id == OB_VIEWS_V1 ? &kTable : nullptr;
}

}  // namespace

ORDERBRIDGE_CONNECTORS("tests", "1.0.0", Good)
