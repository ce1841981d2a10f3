// SPDX-License-Identifier: MIT
#include "odbc_session.hpp"

#include <Poco/Data/ODBC/ConnectionHandle.h>
#include <Poco/Data/ODBC/ODBCException.h>

#include <array>
#include <charconv>
#include <utility>

#include "connection_string.hpp"
#include "odbc_statement.hpp"
#include "utf16.hpp"

namespace orderbridge::jtlwawi::sqlserver {

namespace {

namespace odbc = Poco::Data::ODBC;

SQLPOINTER as_attribute(std::size_t number) {
  return reinterpret_cast<SQLPOINTER>(number);  // ODBC passes numbers so
}

/// The driver of a DSN as its ini file names it; empty where there is no such DSN.
std::string driver_of(SQLHENV environment, const std::string& dsn) {
  std::array<SQLCHAR, 256> name{}, driver{};
  SQLSMALLINT name_size = 0, driver_size = 0;
  for (auto wish = SQL_FETCH_FIRST; SQL_SUCCEEDED(SQLDataSources(
           environment, static_cast<SQLUSMALLINT>(wish), name.data(), static_cast<SQLSMALLINT>(name.size()),
           &name_size, driver.data(), static_cast<SQLSMALLINT>(driver.size()), &driver_size));
       wish = SQL_FETCH_NEXT)
    if (dsn == reinterpret_cast<const char*>(name.data()))
      return reinterpret_cast<const char*>(driver.data());
  return {};
}

class OdbcSession final : public Session {
 public:
  OdbcSession(const std::string& connection, const std::string& user, const std::string& password,
              const Host& host, OdbcLimits limits)
      : limits_(limits) {
    const bool freetds =
        is_freetds(connection, [&](const auto& dsn) { return driver_of(std::as_const(environment_), dsn); });
    const auto text = connection_text(connection, user, password, freetds, limits_.statement_seconds);
    if (!text)
      throw bad_config("password",
                       host.say("FreeTDS takes no user and no password that contain };: "
                                "choose others",
                                "FreeTDS nimmt weder Benutzer noch Kennwort an, die }; enthalten: "
                                "andere wählen"));
    connect(*text);
  }
  ~OdbcSession() override {
    rollback();  // the driver would commit
    SQLDisconnect(connection_);
  }

  Rows query(std::string_view sql, std::span<const Value> values) override {
    return guarded([&] { return OdbcStatement(connection_, limits_.statement_seconds).run(sql, values); });
  }

  // The driver's own count is that of parameter sets. NOCOUNT, because other drivers take a count for the
  // first result. A new line, because the statement may end in a comment.
  std::int64_t change(std::string_view sql, std::span<const Value> values) override {
    const auto rows =
        query("SET NOCOUNT ON; " + std::string(sql) + "\n; SELECT CAST(@@ROWCOUNT AS NVARCHAR(20))", values);
    std::int64_t count = -1;
    if (rows.size() == 1 && rows[0].size() == 1 && rows[0][0])
      std::from_chars(rows[0][0]->data(), rows[0][0]->data() + rows[0][0]->size(), count);
    if (count < 0) throw SqlError(0, "HY000", "the count of changed rows did not come back");
    return count;
  }

  void begin() override {
    if (in_transaction_) throw SqlError(0, "25001", "a transaction is open already");
    guarded([&] { autocommit(false); });
    in_transaction_ = true;
  }
  void commit() override {
    if (!in_transaction_) throw SqlError(0, "25000", "no transaction is open");
    guarded([&] {
      if (!SQL_SUCCEEDED(SQLEndTran(SQL_HANDLE_DBC, connection_, SQL_COMMIT)))
        throw diagnosis(SQL_HANDLE_DBC, connection_);
    });
    in_transaction_ = false;
    leave();
  }
  void rollback() noexcept override {
    if (!in_transaction_) return;
    in_transaction_ = false;
    if (!SQL_SUCCEEDED(SQLEndTran(SQL_HANDLE_DBC, connection_, SQL_ROLLBACK))) broken_ = true;
    leave();
  }
  bool broken() const noexcept override { return broken_; }

 private:
  void connect(const std::string& text) {
    SQLSetConnectAttr(connection_, SQL_ATTR_LOGIN_TIMEOUT, as_attribute(limits_.login_seconds), 0);
    auto wide = to_utf16(text);
    if (!SQL_SUCCEEDED(SQLDriverConnectW(connection_, nullptr, reinterpret_cast<SQLWCHAR*>(wide.data()),
                                         static_cast<SQLSMALLINT>(wide.size()), nullptr, 0, nullptr,
                                         SQL_DRIVER_NOPROMPT)))
      throw diagnosis(SQL_HANDLE_DBC, connection_);
  }

  /// Inside a transaction any error ends the session: the server may have rolled back by itself, and what
  /// followed would be committed statement by statement.
  template <class Fn>
  auto guarded(Fn fn) -> decltype(fn()) {
    if (broken_) throw SqlError(0, "08003", "the session is broken");
    try {
      return fn();
    } catch (const SqlError& e) {
      const bool lost = e.is_connection_lost();
      broken_ = in_transaction_ || lost || is_dead();
      // FreeTDS tells an end of the connection as a warning, or not at all.
      if (!lost && is_dead()) throw SqlError(e.number, "08S01", e.what());
      throw;
    }
  }

  /// Back to autocommit, with nothing open: what is open would be rolled back.
  void leave() noexcept {
    if (broken_) return;
    try {
      autocommit(true);
    } catch (const SqlError&) {
      broken_ = true;  // what was committed stays; the next transaction needs another session
    }
  }
  void autocommit(bool on) {
    if (!SQL_SUCCEEDED(SQLSetConnectAttr(connection_, SQL_ATTR_AUTOCOMMIT,
                                         as_attribute(on ? SQL_AUTOCOMMIT_ON : SQL_AUTOCOMMIT_OFF), 0)))
      throw diagnosis(SQL_HANDLE_DBC, connection_);
  }
  bool is_dead() const noexcept {
    SQLUINTEGER dead = SQL_CD_FALSE;
    return SQL_SUCCEEDED(SQLGetConnectAttr(connection_, SQL_ATTR_CONNECTION_DEAD, &dead, 0, nullptr)) &&
           dead == SQL_CD_TRUE;
  }

  OdbcLimits limits_;
  odbc::EnvironmentHandle environment_;
  odbc::ConnectionHandle handle_{&environment_};
  const SQLHDBC connection_ = std::as_const(handle_).handle();
  bool in_transaction_ = false, broken_ = false;
};

}  // namespace

std::unique_ptr<Session> make_odbc_session(const std::string& connection_string, const std::string& user,
                                           const std::string& password, const Host& host, OdbcLimits limits) {
  try {
    return std::make_unique<OdbcSession>(connection_string, user, password, host, limits);
  } catch (const Poco::Exception& e) {  // no handle: its text is POCO's alone
    throw SqlError(0, "08001", e.displayText());
  }
}

}  // namespace orderbridge::jtlwawi::sqlserver
