// SPDX-License-Identifier: MIT
// The connector under test with sessions of our choice, and the databases it is tried on: JTL-Wawi's tables
// in SQLite, or a server named by ORDERBRIDGE_TEST_WAWI_DSN. One bench at a time; one thread.
#pragma once
#include <memory>

#ifdef OB_OVER_THE_WIRE
#include "../tds/odbc_server.hpp"
#else
#include "../tds/fake_session.hpp"
#endif
#include "../tds/sqlite_wawi.hpp"
#include "fake_host.hpp"

namespace ob_test {

#ifdef OB_OVER_THE_WIRE
using WawiServer = tds::OdbcServer;  // unixODBC and FreeTDS between connector and tables
#else
using WawiServer = tds::FakeServer;
#endif

/// JTL's tables in SQLite; see sqlite_wawi.hpp for what can be left out.
class SqliteBench {
 public:
  explicit SqliteBench(std::set<std::string> without = {}, const std::string& more = {});

  Folder folder;
  tds::SqliteWawi db;
  WawiServer server{db.handler()};

  /// A connector that is not open; its own sessions.
  std::unique_ptr<Wawi> connector(Settings settings = {}, const char* language = "en");
  /// The n-th statement that contains `part` is answered so; all others go on.
  void answer_once(const std::string& part, tds::Answer answer, int n = 1);
};

/// What a JTL-Wawi before 1.6 lacks, and what it has instead.
extern const std::set<std::string> kBefore16;
extern const char* const kTablesBefore16;

/// What the next connector is given.
void use_sessions(orderbridge::jtlwawi::sqlserver::SessionFactory sessions);

tds::Answer failure(int number, bool aborts = false);

/// An open connector on a bench, and shorthands.
struct OnSqlite : SqliteBench {
  explicit OnSqlite(std::set<std::string> without = {}, const std::string& more = {}, Settings settings = {})
      : SqliteBench(std::move(without), more), wawi(connector(std::move(settings))) {
    const auto opened = wawi->open();
    if (opened != OB_OK) throw std::runtime_error("open: " + wawi->failure);
  }
  std::unique_ptr<Wawi> wawi;
  orderbridge::OrderBuilder builder;

  const Reported& write() {
    last_status = wawi->write(builder.finish());
    return wawi->reported.at(0);
  }
  ob_status last_status = OB_OK;
  std::string one(const std::string& sql) { return db.value("SELECT " + sql); }
  std::string count(const std::string& table) { return one("count(*) FROM " + table); }
};

}  // namespace ob_test
