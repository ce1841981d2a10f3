// SPDX-License-Identifier: MIT
#include "file_index.hpp"

#include <Poco/Data/RecordSet.h>
#include <Poco/Data/SQLite/Connector.h>
#include <Poco/Data/Statement.h>

namespace orderbridge::jtlwawi {

using namespace Poco::Data::Keywords;

namespace {

Poco::Data::Session open_session(const std::filesystem::path& folder) {
  Poco::Data::SQLite::Connector::registerConnector();  // counted; the library stays loaded
  return {Poco::Data::SQLite::Connector::KEY, (folder / "orderbridge.db").string()};
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
  session_ << sql, now;
}

std::optional<FiledOrder> FileIndex::find(std::int64_t id) {
  FiledOrder order;
  Poco::Int64 key = id, ordered_at = 0;
  Poco::Data::Statement select(session_);
  select << "SELECT o.number, o.ordered_at, o.content_version, o.payment_version, b.file FROM filed o JOIN "
            "batch b ON b.number=o.batch WHERE o.id=?",
      use(key), into(order.number), into(ordered_at), into(order.content_version),
      into(order.payment_version), into(order.file);
  if (select.execute() == 0) return std::nullopt;
  order.id = id, order.ordered_at = ordered_at;
  return order;
}

std::int64_t FileIndex::orders() {
  Poco::Int64 count = 0;
  session_ << "SELECT count(*) FROM filed", into(count), now;
  return count;
}

std::int64_t FileIndex::begin() {
  run("BEGIN IMMEDIATE");
  in_batch_ = true;
  Poco::Int64 next = 1;
  session_ << "SELECT coalesce(max(seq),0)+1 FROM sqlite_sequence WHERE name='batch'", into(next), now;
  return next;
}

void FileIndex::enter(std::int64_t batch, const std::string& file, const std::vector<FiledOrder>& orders) {
  Poco::Int64 number = batch;
  std::string name = file;
  session_ << "INSERT INTO batch(number, file, settled) VALUES(?,?,0)", use(number), use(name), now;
  for (const auto& order : orders) {
    Poco::Int64 id = order.id, ordered_at = order.ordered_at;
    auto copy = order;
    session_ << "INSERT INTO filed(id, number, ordered_at, content_version, payment_version, batch) "
                "VALUES(?,?,?,?,?,?)",
        use(id), use(copy.number), use(ordered_at), use(copy.content_version), use(copy.payment_version),
        use(number), now;
  }
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
  Poco::Int64 number = batch;
  session_ << "UPDATE batch SET settled=1 WHERE number=?", use(number), now;
}

std::vector<FileIndex::Open> FileIndex::unsettled() {
  std::vector<Poco::Int64> numbers;
  std::vector<std::string> files;
  session_ << "SELECT number, file FROM batch WHERE settled=0 ORDER BY number", into(numbers), into(files),
      now;
  std::vector<Open> open;
  for (std::size_t i = 0; i < numbers.size(); ++i) open.push_back({numbers[i], files[i]});
  return open;
}

void FileIndex::rename(std::int64_t batch, const std::string& file) {
  Poco::Int64 number = batch;
  std::string name = file;
  session_ << "UPDATE batch SET file=? WHERE number=?", use(name), use(number), now;
}

}  // namespace orderbridge::jtlwawi
