// SPDX-License-Identifier: MIT
// The scripted server itself: ODBC by hand, prepared statements, and that it stops with clients at it.
#include <Poco/Data/ODBC/Connector.h>
#include <Poco/Data/Session.h>
#include <sql.h>
#include <sqlext.h>

#include "script.hpp"

using namespace tds;

namespace {

/// ODBC as any program uses it.
class Client {
 public:
  explicit Client(const std::string& connection) {
    SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &environment_);
    SQLSetEnvAttr(environment_, SQL_ATTR_ODBC_VERSION, reinterpret_cast<SQLPOINTER>(SQL_OV_ODBC3), 0);
    SQLAllocHandle(SQL_HANDLE_DBC, environment_, &connection_);
    auto text = connection + ";UID=orderbridge;PWD=geheim;TDS_Version=7.4;ClientCharset=UTF-8;";
    REQUIRE(SQL_SUCCEEDED(SQLDriverConnect(connection_, nullptr, reinterpret_cast<SQLCHAR*>(text.data()),
                                           SQL_NTS, nullptr, 0, nullptr, SQL_DRIVER_NOPROMPT)));
    SQLAllocHandle(SQL_HANDLE_STMT, connection_, &statement);
  }
  ~Client() {
    SQLFreeHandle(SQL_HANDLE_STMT, statement);
    SQLDisconnect(connection_);
    SQLFreeHandle(SQL_HANDLE_DBC, connection_);
    SQLFreeHandle(SQL_HANDLE_ENV, environment_);
  }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  SQLHSTMT statement = SQL_NULL_HSTMT;

 private:
  SQLHENV environment_ = SQL_NULL_HENV;
  SQLHDBC connection_ = SQL_NULL_HDBC;
};

SQLCHAR* text(const char* sql) {
  return reinterpret_cast<SQLCHAR*>(const_cast<char*>(sql));
}

}  // namespace

TEST_CASE("A statement is prepared, run twice with other values, and described before that") {
  Settings settings;
  settings.describe = [](const std::string&) {
    return std::vector<Column>{{"a", "int"}, {"b", "varchar(9)"}};
  };
  Script script([](const Request& r) { return cell("int", r.params.at(0).text); }, settings);
  Client client(script.connection());
  SQLINTEGER value = 41;
  REQUIRE(SQL_SUCCEEDED(SQLPrepare(client.statement, text("SELECT ?"), SQL_NTS)));
  REQUIRE(SQL_SUCCEEDED(SQLBindParameter(client.statement, 1, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 0, 0,
                                         &value, 0, nullptr)));
  SQLSMALLINT columns = 0;
  CHECK(SQL_SUCCEEDED(SQLNumResultCols(client.statement, &columns)));
  CHECK(columns == 2);
  for (const int wanted : {41, 42}) {
    value = wanted;
    REQUIRE(SQL_SUCCEEDED(SQLExecute(client.statement)));
    REQUIRE(SQL_SUCCEEDED(SQLFetch(client.statement)));
    SQLINTEGER got = 0;
    CHECK(SQL_SUCCEEDED(SQLGetData(client.statement, 1, SQL_C_SLONG, &got, 0, nullptr)));
    CHECK(got == wanted);
    SQLCloseCursor(client.statement);
  }
  CHECK(script.asked("SELECT").size() == 2);
  CHECK(script.server().prepared() > 0);
}

TEST_CASE("POCO's own session connects and prepares, with what it asks the server on the way") {
  using namespace Poco::Data::Keywords;
  Script script([](const Request&) { return cell("nvarchar(5)", "aeiou"); });
  Poco::Data::ODBC::Connector::registerConnector();
  Poco::Data::Session session("ODBC", script.connection() + ";UID=orderbridge;PWD=geheim;TDS_Version=7.4");
  Poco::UTF16String given(3, 'x'), got;
  session << "SELECT a FROM t WHERE b=?", use(given), into(got), now;
  CHECK(got == Poco::UTF16String{'a', 'e', 'i', 'o', 'u'});
  const auto asked = script.asked("SELECT a");
  REQUIRE(asked.size() == 1);
  CHECK(asked[0].params.at(0).text == "xxx");
  CHECK(script.server().prepared() > 1);  // pitfall 22, which our own session does not step into
}

TEST_CASE("A statement that is left half read is cancelled, and the connection goes on") {
  Script script([](const Request&) {
    Answer answer;
    answer.results.push_back({{{"a", "nvarchar(max)"}}, {}});
    for (int i = 0; i < 500; ++i) answer.results[0].rows.push_back({std::string(1000, 'x')});
    return answer;
  });
  Client client(script.connection());
  for (int i = 0; i < 3; ++i) {
    REQUIRE(SQL_SUCCEEDED(SQLExecDirect(client.statement, text("SELECT a FROM t"), SQL_NTS)));
    REQUIRE(SQL_SUCCEEDED(SQLFetch(client.statement)));
    CHECK(SQL_SUCCEEDED(SQLFreeStmt(client.statement, SQL_CLOSE)));
    CHECK(script.server().attentions() == i + 1);
  }
}

TEST_CASE("The server stops with clients at it, and with one that waits for an answer") {
  Script script([](const Request& r) {
    auto answer = cell("int", "1");
    answer.hang = r.sql.find("hang") != std::string::npos;
    return answer;
  });
  OdbcLimits limits;
  limits.statement_seconds = 30;
  const auto idle = script.open(), waiting = script.open(limits);
  std::thread waits([&] { CHECK(error_of([&] { waiting->query("SELECT 'hang'"); }).is_connection_lost()); });
  while (script.asked("hang").empty()) std::this_thread::yield();
  script.server().stop();
  waits.join();
  CHECK(script.server().open_connections() == 0);
  CHECK(error_of([&] { idle->query("SELECT 1"); }).is_connection_lost());
}
