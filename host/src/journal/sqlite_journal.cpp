// SPDX-License-Identifier: MIT
#include "journal/sqlite_journal.hpp"

#include <array>
#include <filesystem>
#include <mutex>
#include <random>

#include "base/language.hpp"
#include "journal/error_texts.hpp"
#include "journal/schema.hpp"
#include "journal/sqlite.hpp"

namespace orderbridge::journal {

namespace {

constexpr const char* kColumns =
    "id, number, ordered_at, hint, content_version, payment_version, state, payment_state, fate, "
    "reason_code, reason_text, "
    "reason_place, remote_id, generation, first_seen, last_seen, fate_since, next_check, last_run, attempts, "
    "in_doubt, "
    "payment_open";

std::string select(const char* rest) {
  return std::string("SELECT ") + kColumns + " FROM ledger " + rest;
}

LedgerRow read_row(Statement& s) {
  LedgerRow row;
  row.id = s.text();
  row.number = s.text();
  row.ordered_at = s.integer();
  row.hint = static_cast<std::uint64_t>(s.integer());
  row.content_version = s.text();
  row.payment_version = s.text();
  row.state = s.text();
  row.payment_state = s.text();
  row.fate = static_cast<Fate>(s.integer());
  row.reason = {s.text(), s.text(), s.text()};
  row.remote_id = s.text();
  row.generation = s.text();
  row.first_seen = s.integer();
  row.last_seen = s.integer();
  row.fate_since = s.integer();
  row.next_check = s.integer();
  row.last_run = s.integer();
  row.attempts = static_cast<int>(s.integer());
  row.in_doubt = s.integer() != 0;
  row.payment_open = s.integer() != 0;
  return row;
}

bool is_watched(const LedgerRow& row) {
  return row.fate == Fate::kPending || row.fate == Fate::kNotReady || row.fate == Fate::kFailed ||
         (row.fate == Fate::kWritten && (row.payment_open || row.in_doubt));
}

/// 128 random bits as hex.
std::string fresh_identity() {
  std::random_device random;
  std::string id;
  for (int i = 0; i < 4; ++i) id += fmt::format("{:08x}", static_cast<std::uint32_t>(random()));
  return id;
}

class SqliteJournal final : public Journal {
 public:
  explicit SqliteJournal(const std::string& file)
      : file_(file),
        writer_(file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX),
        prepared_(prepare(writer_)),
        reader_(file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX),
        find_(reader_, select("WHERE stream = ? AND id = ?").c_str()) {
    reader_.execute("PRAGMA busy_timeout = 30000");
  }

  std::string source_identity(const std::string& connection) override {
    return guarded([&] {
      Statement insert(writer_, "INSERT OR IGNORE INTO source (connection, identity) VALUES (?, ?)");
      const auto identity = fresh_identity();
      insert.start().bind(connection).bind(identity).run();
      Statement get(writer_, "SELECT identity FROM source WHERE connection = ?");
      get.start().bind(connection).step();
      return get.text();
    });
  }

  StreamId stream(const std::string& pipeline, const std::string& source) override {
    return guarded([&] {
      Statement insert(writer_, "INSERT OR IGNORE INTO stream (pipeline, source) VALUES (?, ?)");
      insert.start().bind(pipeline).bind(source).run();
      Statement get(writer_, "SELECT id FROM stream WHERE pipeline = ? AND source = ?");
      get.start().bind(pipeline).bind(source).step();
      return get.integer();
    });
  }

  Position position(StreamId stream) override {
    return guarded([&] {
      Statement get(writer_, "SELECT cursor, bookmark FROM stream WHERE id = ?");
      if (!get.start().bind(stream).step()) return Position{};
      Position position;
      position.cursor = get.text();
      position.bookmark = get.text();
      return position;
    });
  }

  std::optional<LedgerRow> find(StreamId stream, const std::string& id) override {
    std::lock_guard lock(read_mutex_);
    return translated([&]() -> std::optional<LedgerRow> {
      std::optional<LedgerRow> row;
      if (find_.start().bind(stream).bind(id).step()) row = read_row(find_);
      find_.finish();
      return row;
    });
  }

  std::vector<LedgerRow> watch_set(StreamId stream, const std::string& after_id, std::size_t limit) override {
    return guarded([&] {
      Statement get(writer_, select("WHERE stream = ? AND watch = 1 AND id > ? ORDER BY id LIMIT ?").c_str());
      return read_rows(get.start().bind(stream).bind(after_id).bind(static_cast<std::int64_t>(limit)));
    });
  }

  std::vector<LedgerRow> rows_with_fate(StreamId stream, Fate fate, std::size_t limit) override {
    return guarded([&] {
      Statement get(writer_, select("WHERE stream = ? AND fate = ? ORDER BY first_seen, id LIMIT ?").c_str());
      return read_rows(get.start()
                           .bind(stream)
                           .bind(static_cast<std::int64_t>(fate))
                           .bind(static_cast<std::int64_t>(limit)));
    });
  }

  void commit(const Changes& changes) override {
    guarded([&] {
      transaction([&] {
        for (const auto& row : changes.rows) upsert(changes.stream, row);
        for (const auto& id : changes.touched)
          touch_.start().bind(changes.time).bind(changes.run).bind(changes.stream).bind(id).run();
        if (changes.position)
          move_.start()
              .bind(changes.position->cursor)
              .bind(changes.position->bookmark)
              .bind(changes.stream)
              .run();
        if (changes.counts.listed != 0 || changes.counts.sum() != 0) add_counts(changes.run, changes.counts);
      });
      return 0;
    });
  }

  std::int64_t begin_run(const std::string& pipeline, Micros time) override {
    return guarded([&] {
      Statement insert(writer_, "INSERT INTO run (pipeline, started) VALUES (?, ?)");
      insert.start().bind(pipeline).bind(time).run();
      return static_cast<std::int64_t>(sqlite3_last_insert_rowid(writer_.handle()));
    });
  }

  void end_run(const RunRecord& run) override {
    guarded([&] {
      Statement update(writer_, "UPDATE run SET ended = ?, outcome = ?, text = ?, listed = ? WHERE id = ?");
      update.start()
          .bind(run.ended)
          .bind(static_cast<std::int64_t>(run.outcome))
          .bind(run.text)
          .bind(run.counts.listed)
          .bind(run.id)
          .run();
      return 0;
    });
  }

  std::vector<RunRecord> runs(const std::string& pipeline, std::size_t limit) override {
    return guarded([&] {
      Statement get(writer_,
                    "SELECT id, pipeline, started, ended, outcome, text, listed, written, updated, "
                    "duplicate, unchanged, filtered, "
                    "not_selected, not_ready, rejected, failed, gone FROM run WHERE pipeline = ? ORDER BY id "
                    "DESC LIMIT ?");
      get.start().bind(pipeline).bind(static_cast<std::int64_t>(limit));
      std::vector<RunRecord> all;
      while (get.step()) all.push_back(read_run(get));
      return all;
    });
  }

 private:
  /// Two hosts that open a new journal at once: the switch to WAL does not wait for the busy timeout by
  /// itself.
  static void use_wal(Database& database) {
    for (int attempt = 0;; ++attempt) {
      try {
        return database.execute("PRAGMA journal_mode = WAL");
      } catch (const SqliteError& e) {
        if (e.code != SQLITE_BUSY || attempt == 600) throw;
        sqlite3_sleep(50);
      }
    }
  }

  static const char* prepare(Database& database) {
    database.execute("PRAGMA busy_timeout = 30000");
    use_wal(database);
    database.execute("PRAGMA synchronous = FULL");
    migrate(database);
    return "";
  }

  static std::vector<LedgerRow> read_rows(Statement& s) {
    std::vector<LedgerRow> rows;
    while (s.step()) rows.push_back(read_row(s));
    return rows;
  }

  static RunRecord read_run(Statement& s) {
    RunRecord run;
    run.id = s.integer();
    run.pipeline = s.text();
    run.started = s.integer();
    run.ended = s.integer();
    run.outcome = static_cast<RunOutcome>(s.integer());
    run.text = s.text();
    auto& c = run.counts;
    for (auto* count : {&c.listed, &c.written, &c.updated, &c.duplicate, &c.unchanged, &c.filtered,
                        &c.not_selected, &c.not_ready, &c.rejected, &c.failed, &c.gone})
      *count = s.integer();
    return run;
  }

  void upsert(StreamId stream, const LedgerRow& r) {
    upsert_.start()
        .bind(stream)
        .bind(r.id)
        .bind(r.number)
        .bind(r.ordered_at)
        .bind(static_cast<std::int64_t>(r.hint));
    upsert_.bind(r.content_version).bind(r.payment_version).bind(r.state).bind(r.payment_state);
    upsert_.bind(static_cast<std::int64_t>(r.fate))
        .bind(r.reason.code)
        .bind(r.reason.text)
        .bind(r.reason.place);
    upsert_.bind(r.remote_id)
        .bind(r.generation)
        .bind(r.first_seen)
        .bind(r.last_seen)
        .bind(r.fate_since)
        .bind(r.next_check)
        .bind(r.last_run);
    upsert_.bind(static_cast<std::int64_t>(r.attempts))
        .bind(r.in_doubt ? 1 : 0)
        .bind(r.payment_open ? 1 : 0)
        .bind(is_watched(r) ? 1 : 0)
        .run();
  }

  void add_counts(std::int64_t run, const Counts& c) {
    add_.start();
    for (const auto count : {c.listed, c.written, c.updated, c.duplicate, c.unchanged, c.filtered,
                             c.not_selected, c.not_ready, c.rejected, c.failed, c.gone, run})
      add_.bind(count);
    add_.run();
  }

  template <class Fn>
  void transaction(Fn fn) {
    writer_.execute("BEGIN IMMEDIATE");
    try {
      fn();
      writer_.execute("COMMIT");
    } catch (...) {
      sqlite3_exec(writer_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
      throw;
    }
  }
  template <class Fn>
  auto translated(Fn fn) -> decltype(fn()) {
    try {
      return fn();
    } catch (const SqliteError& e) {
      throw JournalError(explain(file_, e));
    }
  }
  template <class Fn>
  auto guarded(Fn fn) -> decltype(fn()) {
    std::lock_guard lock(write_mutex_);
    return translated(fn);
  }

  std::string file_;
  std::mutex write_mutex_, read_mutex_;
  Database writer_;
  const char* prepared_;  // the schema exists before the statements below are prepared
  Database reader_;
  Statement find_;
  Statement upsert_{writer_,
                    "INSERT OR REPLACE INTO ledger VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"};
  Statement touch_{writer_, "UPDATE ledger SET last_seen = ?, last_run = ? WHERE stream = ? AND id = ?"};
  Statement move_{writer_, "UPDATE stream SET cursor = ?, bookmark = ? WHERE id = ?"};
  Statement add_{writer_,
                 "UPDATE run SET listed = listed + ?, written = written + ?, updated = updated + ?, "
                 "duplicate = duplicate + ?, "
                 "unchanged = unchanged + ?, filtered = filtered + ?, not_selected = not_selected + ?, "
                 "not_ready = not_ready + ?, "
                 "rejected = rejected + ?, failed = failed + ?, gone = gone + ? WHERE id = ?"};
};

}  // namespace

std::unique_ptr<Journal> open_sqlite_journal(const std::string& file) {
  std::error_code ignored;  // a folder that cannot be made shows as "cannot be opened" below
  std::filesystem::create_directories(std::filesystem::path(file).parent_path(), ignored);
  try {
    return std::make_unique<SqliteJournal>(file);
  } catch (const SqliteError& e) {
    throw JournalError(explain(file, e));
  }
}

}  // namespace orderbridge::journal
