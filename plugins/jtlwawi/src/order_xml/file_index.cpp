// SPDX-License-Identifier: MIT
#include "file_index.hpp"

#include <Poco/Data/SQLite/Connector.h>

#include "jtl/files.hpp"
#include "jtl/sql.hpp"

namespace orderbridge::jtlwawi {
namespace {

Poco::Data::Session open_session(const std::filesystem::path& folder) {
  Poco::Data::SQLite::Connector::registerConnector();  // counted; the library stays loaded
  const auto file = folder / "orderbridge.db";
  jtl::make_private(file);
  return {Poco::Data::SQLite::Connector::KEY, file.string()};
}

}  // namespace

// A rollback journal, no WAL: the folder may be a share, where several programs cannot map one file.
FileIndex::FileIndex(const std::filesystem::path& folder) : session_(open_session(folder)) {
  run("PRAGMA busy_timeout=5000");
  run("PRAGMA synchronous=FULL");
  run("CREATE TABLE IF NOT EXISTS batch(number INTEGER PRIMARY KEY AUTOINCREMENT, file TEXT NOT NULL, "
      "settled "
      "INTEGER NOT NULL)");
  run("CREATE TABLE IF NOT EXISTS filed(id INTEGER PRIMARY KEY, number TEXT NOT NULL, ordered_at INTEGER NOT "
      "NULL, content_version TEXT NOT NULL, payment_version TEXT NOT NULL, batch INTEGER NOT NULL)");
}

void FileIndex::run(const char* sql) {
  jtl::execute(session_, sql);
}

std::optional<FiledOrder> FileIndex::find(std::int64_t id) {
  auto row =
      jtl::first(session_,
                 "SELECT o.number, o.ordered_at, o.content_version, o.payment_version, b.file FROM filed o "
                 "JOIN batch b ON b.number=o.batch WHERE o.id=?",
                 {id});
  if (!row) return std::nullopt;
  auto& cells = *row;
  return FiledOrder{std::move(cells[0]), std::move(cells[2]), std::move(cells[3]), std::move(cells[4]),
                    jtl::to_int(cells[1])};
}

std::int64_t FileIndex::orders() {
  return jtl::to_int(jtl::query(session_, "SELECT count(*) FROM filed").front().front());
}

std::int64_t FileIndex::begin() {
  run("BEGIN IMMEDIATE");
  in_batch_ = true;
  const auto last = jtl::first(session_, "SELECT seq FROM sqlite_sequence WHERE name='batch'");
  return last ? jtl::to_int(last->front()) + 1 : 1;
}

void FileIndex::enter(std::int64_t batch, const std::string& file, const Orders& orders) {
  jtl::execute(session_, "INSERT INTO batch(number, file, settled) VALUES(?,?,0)", {batch, file});
  for (const auto& [id, order] : orders)
    jtl::execute(session_,
                 "INSERT INTO filed(id, number, ordered_at, content_version, payment_version, batch) "
                 "VALUES(?,?,?,?,?,?)",
                 {id, order.number, order.ordered_at, order.content_version, order.payment_version, batch});
}

void FileIndex::commit() {
  run("COMMIT");
  in_batch_ = false;
}

void FileIndex::rollback() noexcept {
  if (!in_batch_) return;
  in_batch_ = false;
  try {
    run("ROLLBACK");
  } catch (...) {  // SQLite rolled back by itself
  }
}

void FileIndex::settle(std::int64_t batch) {
  jtl::execute(session_, "UPDATE batch SET settled=1 WHERE number=?", {batch});
}

std::vector<FileIndex::Open> FileIndex::unsettled() {
  std::vector<Open> open;
  for (auto& row : jtl::query(session_, "SELECT number, file FROM batch WHERE settled=0 ORDER BY number"))
    open.push_back({jtl::to_int(row[0]), std::move(row[1])});
  return open;
}

void FileIndex::rename(std::int64_t batch, const std::string& file) {
  jtl::execute(session_, "UPDATE batch SET file=? WHERE number=?", {file, batch});
}

}  // namespace orderbridge::jtlwawi
