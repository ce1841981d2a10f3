// SPDX-License-Identifier: MIT
#include "odbc_statement.hpp"

#include <algorithm>
#include <array>

#include "markers.hpp"
#include "utf16.hpp"

namespace orderbridge::jtlwawi::sqlserver {

namespace {

static_assert(sizeof(SQLWCHAR) == sizeof(char16_t));
constexpr std::size_t kLongestShort = 4000;  // UTF-16 units of NVARCHAR(n); beyond it is NVARCHAR(MAX)

/// FreeTDS gives numbers of its own to what it has to say itself: of charsets, and of the connection.
constexpr bool is_of_server(SQLINTEGER number) noexcept {
  return number > 101 && !(number >= 2400 && number < 2405) && !(number > 20'000 && number < 20'300);
}

/// Which of several says most: a timeout, then no connection, then a lost one.
int weight(const std::string& state) {
  return state == "HYT00" ? 3 : state == "08001" ? 2 : state.substr(0, 2) == "08" ? 1 : 0;
}

std::string text_of(const SQLWCHAR* text, std::size_t units) {
  return to_utf8({reinterpret_cast<const char16_t*>(text), units});
}

}  // namespace

SqlError diagnosis(SQLSMALLINT kind, SQLHANDLE handle) {
  std::optional<SqlError> best;
  for (SQLSMALLINT i = 1;; ++i) {
    std::array<SQLWCHAR, 6> state{};
    std::array<SQLWCHAR, 1024> text{};
    SQLINTEGER number = 0;
    SQLSMALLINT length = 0;
    if (!SQL_SUCCEEDED(SQLGetDiagRecW(kind, handle, i, state.data(), &number, text.data(),
                                      static_cast<SQLSMALLINT>(text.size()), &length)))
      break;
    const auto units = std::min(static_cast<std::size_t>(std::max<SQLSMALLINT>(length, 0)), text.size() - 1);
    SqlError error(number, text_of(state.data(), 5), text_of(text.data(), units));
    if (is_of_server(number)) return error;
    error.number = 0;
    if (!best || weight(error.state) > weight(best->state)) best.emplace(error);
  }
  return best ? *best : SqlError(0, "HY000", "the driver gives no reason");
}

OdbcStatement::OdbcStatement(SQLHDBC connection, std::size_t timeout_seconds) {
  if (!SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_STMT, connection, &handle_)))
    throw diagnosis(SQL_HANDLE_DBC, connection);
  SQLSetStmtAttr(handle_, SQL_ATTR_QUERY_TIMEOUT, reinterpret_cast<SQLPOINTER>(timeout_seconds), 0);
}

OdbcStatement::~OdbcStatement() {
  SQLFreeHandle(SQL_HANDLE_STMT, handle_);
}

void OdbcStatement::must(SQLRETURN rc) const {
  if (rc == SQL_SUCCESS) return;
  const auto error = diagnosis(SQL_HANDLE_STMT, handle_);
  // A driver may call it success with information where one statement of several failed.
  if (rc != SQL_SUCCESS_WITH_INFO || (error.number != 0 && error.state.substr(0, 2) != "01")) throw error;
}

void OdbcStatement::bind_text(SQLUSMALLINT number, const std::string& utf8) {
  auto& text = texts_.emplace_back(to_utf16(utf8));
  auto& length = lengths_.emplace_back(static_cast<SQLLEN>(text.size() * sizeof(char16_t)));
  const bool is_long = text.size() > kLongestShort;
  must(SQLBindParameter(handle_, number, SQL_PARAM_INPUT, SQL_C_WCHAR,
                        is_long ? SQL_WLONGVARCHAR : SQL_WVARCHAR, is_long ? text.size() : kLongestShort, 0,
                        text.data(), length, &length));
}

void OdbcStatement::bind(std::span<const Value> values) {
  SQLUSMALLINT number = 0;
  for (const auto& value : values) {
    switch (value.kind) {
      case Value::Kind::kNull:  // stands in the statement
        break;
      case Value::Kind::kInteger: {
        auto& bound = numbers_.emplace_back(value.number);
        must(SQLBindParameter(handle_, ++number, SQL_PARAM_INPUT, SQL_C_SBIGINT, SQL_BIGINT, 19, 0, &bound, 0,
                              nullptr));
        break;
      }
      case Value::Kind::kText:
      case Value::Kind::kDecimal:
        bind_text(++number, value.text);
        break;
      case Value::Kind::kTime:
        bind_text(++number, iso_time_text(value.number));
        break;
    }
  }
}

std::optional<std::string> OdbcStatement::cell(SQLUSMALLINT column) const {
  std::u16string text;
  std::vector<SQLWCHAR> part(1024);
  for (;;) {
    SQLLEN left = 0;
    const auto rc = SQLGetData(handle_, column, SQL_C_WCHAR, part.data(),
                               static_cast<SQLLEN>(part.size() * sizeof(SQLWCHAR)), &left);
    if (rc == SQL_NO_DATA) break;
    if (!SQL_SUCCEEDED(rc)) must(rc);
    if (left == SQL_NULL_DATA) return std::nullopt;
    // Where it did not fit, the buffer is full but for the zero at its end, and `left` is what there was.
    const auto room = part.size() - 1;
    const auto there = left == SQL_NO_TOTAL ? room + 1 : static_cast<std::size_t>(left) / sizeof(SQLWCHAR);
    text.append(reinterpret_cast<const char16_t*>(part.data()), std::min(there, room));
    if (there <= room) break;
    if (part.size() < 65536) part.resize(65536);
  }
  return to_utf8(text);
}

Rows OdbcStatement::fetch(SQLSMALLINT columns) const {
  Rows rows;
  for (;;) {
    const auto rc = SQLFetch(handle_);
    if (rc == SQL_NO_DATA) return rows;
    must(rc);
    auto& row = rows.emplace_back();
    for (SQLSMALLINT c = 1; c <= columns; ++c) row.push_back(cell(static_cast<SQLUSMALLINT>(c)));
  }
}

Rows OdbcStatement::run(std::string_view sql, std::span<const Value> values) {
  auto wide = to_utf16(with_values(sql, values));
  bind(values);
  // Directly: prepared, a driver asks for a plan before it knows the parameters' types.
  auto rc =
      SQLExecDirectW(handle_, reinterpret_cast<SQLWCHAR*>(wide.data()), static_cast<SQLINTEGER>(wide.size()));
  if (rc == SQL_NO_DATA) rc = SQL_SUCCESS;  // no row was changed; more results may follow
  std::optional<Rows> first;
  for (; rc != SQL_NO_DATA; rc = SQLMoreResults(handle_)) {
    must(rc);
    SQLSMALLINT columns = 0;
    must(SQLNumResultCols(handle_, &columns));
    if (columns == 0) continue;
    auto rows = fetch(columns);
    if (!first) first = std::move(rows);
  }
  return std::move(first).value_or(Rows());
}

}  // namespace orderbridge::jtlwawi::sqlserver
