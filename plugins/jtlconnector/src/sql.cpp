// SPDX-License-Identifier: MIT
#include "sql.hpp"

#include <Poco/Data/SQLite/Connector.h>
#include <Poco/Data/SQLite/SQLiteException.h>

#include "jtl/files.hpp"

namespace orderbridge::jtlconnector {

namespace {

namespace sqlite = Poco::Data::SQLite;

template <class... Wanted>
bool is_any(const Poco::Exception& e) noexcept {
  return (... || (dynamic_cast<const Wanted*>(&e) != nullptr));
}

Error store_error(const Poco::Exception& e, const std::string& name, const Host& host) {
  const std::string said = cut_remote_text(e.displayText());
  if (is_any<sqlite::DBLockedException, sqlite::TableLockedException, sqlite::LockProtocolException>(e))
    return retry(host.say("store " + name + " is locked: another program has been writing for long",
                          "Ablage " + name + " ist gesperrt: ein anderes Programm schreibt schon lange"))
        .remote(said, e.code());
  if (is_any<sqlite::DatabaseFullException, sqlite::IOErrorException>(e))
    return retry(host.say("writing store " + name + " failed: check the disk and its free room",
                          "Schreiben der Ablage " + name + " misslang: Datenträger und freien Platz prüfen"))
        .retry_after(60'000)
        .remote(said, e.code());
  return bad_config("store", host.say("store " + name +
                                          " cannot be used: it is read-only, damaged, or no store; check "
                                          "path and rights, or restore it from a backup",
                                      "Ablage " + name +
                                          " ist nicht zu gebrauchen: schreibgeschützt, beschädigt oder "
                                          "keine Ablage; Pfad und Rechte prüfen oder aus einer "
                                          "Sicherung wiederherstellen"))
      .remote(said, e.code());
}

}  // namespace

template <class Fn>
auto Sql::translated(Fn&& fn) {
  try {
    return fn();
  } catch (const Poco::Exception& e) {
    throw store_error(e, file_.string(), host_);
  }
}

Sql::Sql(std::filesystem::path file, const Host& host, const std::vector<std::vector<std::string>>& versions)
    : file_(std::move(file)), host_(host) {
  std::error_code ignored;
  if (!std::filesystem::is_directory(file_.parent_path(), ignored))
    throw bad_config("store", host_.say("the folder of store " + file_.string() +
                                            " does not exist: make it or correct option store",
                                        "den Ordner der Ablage " + file_.string() +
                                            " gibt es nicht: ihn anlegen oder Option store berichtigen"));
  translated([&] {
    sqlite::Connector::registerConnector();  // counted; the library stays loaded
    jtl::make_private(file_);
    session_.emplace(sqlite::Connector::KEY, file_.string());
    for (const auto* pragma : {"busy_timeout=15000", "journal_mode=WAL", "synchronous=FULL"})
      jtl::execute(*session_, std::string("PRAGMA ") + pragma);
  });
  migrate(versions);
}

void Sql::migrate(const std::vector<std::vector<std::string>>& versions) {
  transaction([&] {
    const auto found = to_int(query("PRAGMA user_version").front().front());
    const auto known = static_cast<std::int64_t>(versions.size());
    if (found > known)
      throw bad_config("store", host_.say("store " + file_.string() +
                                              " is of a newer Orderbridge: install that "
                                              "one or name another file",
                                          "Ablage " + file_.string() +
                                              " stammt von einem neueren Orderbridge: "
                                              "dieses installieren oder eine andere "
                                              "Datei nennen"));
    if (found == 0 && !query("SELECT name FROM sqlite_master LIMIT 1").empty())
      throw bad_config("store",
                       host_.say(file_.string() + " is another program's database: name another file",
                                 file_.string() + " ist die Datenbank eines anderen Programms: eine "
                                                  "andere Datei nennen"));
    for (auto v = found; v < known; ++v)
      for (const auto& statement : versions[static_cast<std::size_t>(v)]) execute(statement);
    execute("PRAGMA user_version=" + std::to_string(known));
  });
}

std::vector<SqlRow> Sql::query(const std::string& sql, const std::vector<SqlValue>& values) {
  return translated([&] { return jtl::query(*session_, sql, values); });
}

std::optional<SqlRow> Sql::first(const std::string& sql, const std::vector<SqlValue>& values) {
  return translated([&] { return jtl::first(*session_, sql, values); });
}

void Sql::execute(const std::string& sql, const std::vector<SqlValue>& values) {
  translated([&] { jtl::execute(*session_, sql, values); });
}

void Sql::transaction(const std::function<void()>& fn) {
  execute("BEGIN IMMEDIATE");
  try {
    fn();
  } catch (...) {
    try {
      execute("ROLLBACK");
    } catch (...) {  // SQLite rolled back by itself
    }
    throw;
  }
  try {
    execute("COMMIT");
  } catch (const Error& e) {
    try {
      execute("ROLLBACK");
    } catch (...) {
    }
    throw CommitFailed(e.status(), e.what());
  }
}

}  // namespace orderbridge::jtlconnector
