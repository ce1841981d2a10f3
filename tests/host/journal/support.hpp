// SPDX-License-Identifier: MIT
// What the journal's tests share: rows and changes in one line, SQL past the journal, children that end.
#pragma once
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "journal/sqlite_journal.hpp"
#include "support/folder.hpp"

namespace journal_test {

using namespace orderbridge::journal;
using host_test::Folder;
using orderbridge::Micros;
using Ids = std::vector<std::string>;

inline LedgerRow row(const std::string& id, Fate fate = Fate::kWritten) {
  LedgerRow r;
  r.id = id;
  r.fate = fate;
  r.first_seen = r.last_seen = r.fate_since = 1;
  return r;
}
inline Changes changes(StreamId stream, std::vector<LedgerRow> rows = {}) {
  Changes c;
  c.stream = stream;
  c.rows = std::move(rows);
  return c;
}
inline Ids ids(const std::vector<LedgerRow>& rows) {
  Ids all;
  for (const auto& r : rows) all.push_back(r.id);
  return all;
}

/// What opening says, "(opened)" where it works.
inline std::string failure(const std::string& file) {
  try {
    open_sqlite_journal(file);
    return "(opened)";
  } catch (const JournalError& e) {
    return e.what();
  }
}

/// Runs it; the first column of the first row, if any.
inline std::string run_sql(const std::string& file, const char* sql) {
  sqlite3* handle = nullptr;
  REQUIRE(sqlite3_open(file.c_str(), &handle) == SQLITE_OK);
  std::string first = "(none)";
  const auto take = [](void* to, int, char** values, char**) {
    auto& text = *static_cast<std::string*>(to);
    if (text == "(none)") text = values[0] ? values[0] : "(null)";
    return 0;
  };
  char* error = nullptr;
  sqlite3_exec(handle, sql, take, &first, &error);
  INFO(sql);
  CHECK(std::string(error ? error : "") == "");
  sqlite3_free(error);
  sqlite3_close(handle);
  return first;
}

/// Runs `job` in a child; its exit code, or -1 where a signal ended it.
template <class Fn>
int in_child(Fn job) {
  const pid_t child = ::fork();
  if (child == 0) {
    int code = 99;
    try {
      code = job();
    } catch (...) {
    }
    ::_exit(code);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace journal_test
