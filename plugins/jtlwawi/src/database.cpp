// SPDX-License-Identifier: MIT
#include "database.hpp"

#include <Poco/Data/SQLite/Connector.h>

#include <thread>

#include "clock_functions.hpp"
#include "database_errors.hpp"
#include "file_backup.hpp"
#include "jtl/files.hpp"
#include "schema.hpp"

namespace orderbridge::jtlwawi {
namespace {

using namespace Poco::Data::Keywords;
// SQLite itself waits this long before it says "locked"; short, so that a cancelled call ends soon.
constexpr auto kOneWait = std::chrono::milliseconds(50);

std::int64_t count_tables(Poco::Data::Session& session, std::string name_pattern) {
  Poco::Int64 count = 0;
  session << "SELECT count(*) FROM sqlite_master WHERE type='table' AND name LIKE ?", into(count),
      use(name_pattern), now;
  return count;
}

}  // namespace

Database::Database(std::filesystem::path file, std::chrono::milliseconds busy_timeout, const Host& host,
                   const jtl::LocalClock& clock)
    : file_(std::move(file)), busy_timeout_(busy_timeout), host_(host), clock_(clock) {}

Poco::Data::Session& Database::session() {
  if (!session_)
    throw not_connected(host_.say("the database is not open", "die Datenbank ist nicht geöffnet"));
  return *session_;
}

void Database::run(const std::string& sql) {
  session() << sql, now;
}

void Database::fail(const Poco::Exception& e) const {
  throw database_error(e, file_, host_);
}

void Database::with_patience(const Call& call, const std::function<void()>& action) {
  const auto deadline = std::chrono::steady_clock::now() + busy_timeout_;
  for (;;) {
    try {
      return action();
    } catch (const Poco::Exception& e) {
      if (!is_locked(e) || std::chrono::steady_clock::now() >= deadline) throw;
    }
    call.check();
    std::this_thread::sleep_for(kOneWait / 10);  // some locks are refused without any wait
  }
}

void Database::open(const Call& call) {
  const auto folder = file_.parent_path();
  std::error_code ignored;
  if (!std::filesystem::is_directory(folder, ignored))
    throw bad_config("database", host_.say("folder " + folder.string() +
                                               " for the database does not exist: make it "
                                               "or correct option database",
                                           "Ordner " + folder.string() +
                                               " für die Datenbank gibt es nicht: ihn "
                                               "anlegen oder Option database berichtigen"));
  try {
    translated([&] {
      const bool is_new = jtl::make_private(file_);
      connect(call);
      if (!is_new) save_older();
      migrate(call);
    });
  } catch (...) {
    close();
    throw;
  }
}

void Database::connect(const Call& call) {
  Poco::Data::SQLite::Connector::registerConnector();  // counted; never unregistered, the library stays
                                                       // loaded
  session_.emplace(Poco::Data::SQLite::Connector::KEY, file_.string());
  run("PRAGMA busy_timeout=" + std::to_string(kOneWait.count()));
  with_patience(call, [&] { run("PRAGMA journal_mode=WAL"); });
  run("PRAGMA synchronous=FULL");
  run("PRAGMA cache_size=-16384");  // KiB; a batch of 1,000 orders dirties about 3 MiB
  run("PRAGMA wal_autocheckpoint=4000");
  add_clock_functions(*session_, clock_);
}

/// Before tables are brought forward.
void Database::save_older() {
  delete_old_backups(file_);
  const auto found = version();
  if (found > 0 && found < static_cast<std::int64_t>(migrations().size()))
    back_up(session(), file_, found, host_);
}

std::int64_t Database::version() {
  if (count_tables(session(), "orderbridge.tVersion") == 0) return 0;
  Poco::Int64 version = 0;
  session() << "SELECT max(nVersion) FROM " + table(FileVersion::kDef), into(version), now;
  return version;
}

void Database::migrate(const Call& call) {
  Transaction transaction(*this,
                          call);  // taken even if nothing is to do: says at once that the file is read-only
  const std::int64_t found = version(), known = static_cast<std::int64_t>(migrations().size());
  const std::string name = file_.string();
  if (found > known)
    throw bad_config("database",
                     host_.say("database " + name + " has version " + std::to_string(found) +
                                   ", this Orderbridge knows "
                                   "up to " +
                                   std::to_string(known) + ": install a newer one or name another file",
                               "Datenbank " + name + " hat Version " + std::to_string(found) +
                                   ", dieses Orderbridge "
                                   "kennt bis " +
                                   std::to_string(known) +
                                   ": ein neueres installieren oder eine andere "
                                   "Datei angeben"));
  if (found == 0 && count_tables(session(), "%") > 0)
    throw bad_config("database",
                     host_.say("file " + name + " is another program's database: name another file",
                               "Datei " + name +
                                   " ist die Datenbank eines anderen Programms: eine andere "
                                   "Datei angeben"));
  for (std::int64_t v = found; v < known; ++v) {
    for (const auto& sql : migrations()[static_cast<std::size_t>(v)]) run(sql);
    Poco::Int64 reached = v + 1;
    session() << "INSERT INTO " + table(FileVersion::kDef) + "(nVersion) VALUES(?)", use(reached), now;
  }
  // Who was killed in COMMIT may have left what we can read, but what is not on the disk yet. Nobody may
  // build on it before it is: a commit of our own makes it so.
  run("UPDATE " + table(FileVersion::kDef) + " SET nVersion = nVersion");
  transaction.commit();
}

Transaction::Transaction(Database& database, const Call& call) : database_(database) {
  database_.with_patience(call, [&] { database_.run("BEGIN IMMEDIATE"); });
}

Transaction::~Transaction() {
  if (!open_) return;
  try {
    database_.run("ROLLBACK");
  } catch (...) {
    database_.close();  // SQLite rolled back by itself (full, I/O), or the connection is beyond use
  }
}

void Transaction::commit() {
  database_.run("COMMIT");
  open_ = false;
}

}  // namespace orderbridge::jtlwawi
