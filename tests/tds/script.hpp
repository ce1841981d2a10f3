// SPDX-License-Identifier: MIT
// Script: a TDS server that answers as a test tells it and remembers what it was asked, and sessions on it
// through unixODBC and FreeTDS. The driver is named by its file; nothing is set up on the machine.
#pragma once
#include <catch2/catch.hpp>
#include <mutex>
#include <orderbridge/call.hpp>

#include "sqlserver/odbc_session.hpp"
#include "tds_server.hpp"

namespace tds {

using orderbridge::jtlwawi::sqlserver::OdbcLimits;
using orderbridge::jtlwawi::sqlserver::Row;
using orderbridge::jtlwawi::sqlserver::Rows;
using orderbridge::jtlwawi::sqlserver::Session;
using orderbridge::jtlwawi::sqlserver::SqlError;
using orderbridge::jtlwawi::sqlserver::Value;

/// The driver's file; a test that needs it and has none is skipped and counted so.
std::string driver();
const orderbridge::Host& quiet_host();

/// One column, one row.
Answer cell(const std::string& type, std::optional<std::string> value);
Answer failure(int number, bool aborts_transaction = false);

class Script {
 public:
  explicit Script(Handler reply = {}, Settings settings = {});
  ~Script();

  void reply(Handler reply);
  /// "B", "C", "R" and the first letter of each statement's first word but SET, in order.
  std::string course();
  /// Statements that contain this.
  std::vector<Request> asked(const std::string& part);

  std::string connection(const std::string& database = "eazybusiness") const;
  std::unique_ptr<Session> open(OdbcLimits limits = {});

  TdsServer& server() { return server_; }

 private:
  std::mutex mutex_;
  Handler reply_;
  std::vector<Request> asked_;
  TdsServer server_;
};

/// The error that `work` throws; fails where it throws none.
template <class Work>
SqlError error_of(Work work) {
  try {
    work();
  } catch (const SqlError& e) {
    return e;
  }
  FAIL("no SqlError");
  return SqlError(0, "", "");
}

}  // namespace tds
