// SPDX-License-Identifier: MIT
#include "journal/sqlite_journal.hpp"

#include <filesystem>
#include <mutex>

#include "base/language.hpp"
#include "base/log.hpp"
#include "journal/backups.hpp"
#include "journal/error_texts.hpp"
#include "journal/schema.hpp"
#include "journal/sqlite_jobs.hpp"
#include "journal/sqlite_ledger.hpp"
#include "journal/sqlite_letters.hpp"
#include "journal/sqlite_outbox.hpp"

namespace orderbridge::journal {

namespace {

constexpr const char* kRunColumns =
    "SELECT id, pipeline, kind, started, ended, outcome, text, listed, written, updated, duplicate, "
    "unchanged, "
    "filtered, not_selected, not_ready, rejected, failed, gone FROM run ";

class SqliteJournal final : public Journal {
 public:
  explicit SqliteJournal(const std::string& file)
      : file_(file),
        writer_(file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX),
        prepared_(prepare(writer_, file)),
        reader_(file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX) {
    reader_.execute("PRAGMA busy_timeout = 30000");
  }

  std::string source_identity(const std::string& connection) override {
    return guarded([&] { return ledger_.source_identity(connection); });
  }
  StreamId stream(const std::string& pipeline, const std::string& source) override {
    return guarded([&] { return ledger_.stream(pipeline, source); });
  }
  std::vector<Stream> streams() override {
    return guarded([&] { return ledger_.streams(); });
  }
  Position position(StreamId stream) override {
    return guarded([&] { return ledger_.position(stream); });
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
  std::vector<FoundRow> find_everywhere(const std::string& text) override {
    return guarded([&] { return ledger_.find_everywhere(text); });
  }
  std::vector<LedgerRow> watch_set(StreamId stream, const std::string& after, std::size_t limit,
                                   Micros paid_since) override {
    return guarded([&] { return ledger_.watch_set(stream, after, limit, paid_since); });
  }
  std::vector<LedgerRow> rows_with_fate(StreamId stream, Fate fate, const std::string& after,
                                        std::size_t limit) override {
    return guarded([&] { return ledger_.rows_with_fate(stream, fate, after, limit); });
  }
  std::vector<LedgerRow> rows_since(StreamId stream, Micros since, const std::string& after,
                                    std::size_t limit) override {
    return guarded([&] { return ledger_.rows_since(stream, since, after, limit); });
  }
  std::vector<std::pair<Fate, std::int64_t>> fate_counts(StreamId stream) override {
    return guarded([&] { return ledger_.fate_counts(stream); });
  }
  std::vector<Event> events(StreamId stream, const std::string& order) override {
    return guarded([&] { return ledger_.events(stream, order); });
  }

  void commit(const Changes& c) override {
    changed(c.fence, [&] {
      for (const auto& row : c.rows) ledger_.upsert(c.stream, row);
      for (const auto& id : c.touched) ledger_.touch(c.stream, id, c.time, c.run);
      for (auto event : c.events) {
        event.stream = c.stream;
        ledger_.add(event);
      }
      for (const auto& wish : c.wishes) outbox_.make(wish);
      for (const auto& letter : c.letters) letters_.open_or_renew(letter);
      for (const auto& closed : c.closed_letters) letters_.close(c.stream, closed, c.time);
      if (c.position) ledger_.move(c.stream, *c.position);
      if (!c.counts.all_zero()) add_counts(c.run, c.counts);
    });
  }

  std::int64_t begin_run(const std::string& pipeline, Micros time, const std::string& kind) override {
    return guarded([&] {
      Statement insert(writer_, "INSERT INTO run (pipeline, started, kind) VALUES (?, ?, ?)");
      insert.start().bind(pipeline).bind(time).bind(kind).run();
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
      Statement get(writer_, (std::string(kRunColumns) +
                              (pipeline.empty() ? "WHERE ? = '' ORDER BY id DESC LIMIT ?"
                                                : "WHERE pipeline = ? ORDER BY id DESC LIMIT ?"))
                                 .c_str());
      get.start().bind(pipeline).bind(static_cast<std::int64_t>(limit));
      std::vector<RunRecord> all;
      while (get.step()) all.push_back(read_run(get));
      return all;
    });
  }
  std::optional<RunRecord> run(std::int64_t id) override {
    return guarded([&]() -> std::optional<RunRecord> {
      Statement get(writer_, (std::string(kRunColumns) + "WHERE id = ?").c_str());
      if (!get.start().bind(id).step()) return std::nullopt;
      return read_run(get);
    });
  }
  Micros last_written(const std::string& pipeline) override {
    return guarded([&] {
      Statement get(
          writer_,
          "SELECT max(ended, started) FROM run WHERE pipeline = ? AND written > 0 ORDER BY id DESC LIMIT 1");
      return get.start().bind(pipeline).step() ? get.integer() : Micros{0};
    });
  }

  std::vector<Wish> due_wishes(const std::string& connection, const std::vector<std::int64_t>& readers,
                               Micros now, std::size_t limit) override {
    return guarded([&] { return outbox_.due(connection, readers, now, limit); });
  }
  WishCounts wish_counts(const std::string& connection, const std::vector<std::int64_t>& readers,
                         Micros now) override {
    return guarded([&] { return outbox_.counts(connection, readers, now); });
  }
  std::optional<Wish> wish(const std::string& connection, const std::string& order,
                           const std::string& field) override {
    std::lock_guard lock(read_mutex_);
    return translated([&] { return reading_outbox_.find(connection, order, field); });
  }
  std::vector<Wish> wishes(const std::string& connection, WishState state, std::size_t limit) override {
    return guarded([&] { return outbox_.in_state(connection, state, limit); });
  }
  void settle_wishes(const std::vector<Wish>& wishes, const std::vector<Event>& events,
                     const Fence& fence) override {
    changed(fence, [&] {
      Statement newest(writer_, "SELECT coalesce(max(id), 0) FROM run");
      newest.start().step();
      const auto now_run = newest.integer();
      newest.finish();
      for (const auto& wish : wishes) outbox_.settle(wish, now_run);
      for (const auto& event : events) ledger_.add(event);
    });
  }

  std::vector<DeadLetter> letters(const LetterFilter& filter) override {
    return guarded([&] { return letters_.list(filter); });
  }
  std::optional<DeadLetter> letter(std::int64_t id) override {
    return guarded([&] { return letters_.find(id); });
  }
  std::int64_t open_letters(std::int64_t stream) override {
    return guarded([&] { return letters_.count_open(stream); });
  }
  bool edit_letter(std::int64_t id, const std::string& edited) override {
    return guarded([&] { return letters_.edit(id, edited); });
  }

  std::optional<Lease> acquire(const std::string& job, const Holder& holder, Micros now, Micros lasts,
                               Lease& other, const std::function<bool(const Holder&)>& gone) override {
    return guarded([&] {
      std::optional<Lease> lease;
      transaction([&] { lease = jobs_.acquire(job, holder, now, lasts, other, gone); });
      return lease;
    });
  }
  bool renew(const Lease& lease) override {
    return guarded([&] { return jobs_.renew(lease); });
  }
  void release(const Fence& fence) override {
    guarded([&] {
      jobs_.release(fence);
      return 0;
    });
  }
  std::vector<Lease> leases() override {
    return guarded([&] { return jobs_.leases(); });
  }
  Job job(const std::string& name) override {
    return guarded([&] { return jobs_.job(name); });
  }
  void save_job(const Job& job) override {
    guarded([&] {
      jobs_.save(job);
      return 0;
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

  static const char* prepare(Database& database, const std::string& file) {
    database.execute("PRAGMA busy_timeout = 30000");
    if (const auto version = version_of(database); version > kSchemaVersion)
      throw SqliteError(SQLITE_SCHEMA, "newer schema version " + std::to_string(version));
    use_wal(database);
    database.execute("PRAGMA synchronous = FULL");
    migrate(database, [&](std::int64_t version) {
      make_backup(database, file, version, now());
      log::warn("journal", tr("{} is brought from version {} to {}; a copy is kept beside it",
                              "{} wird von Version {} auf {} gebracht; eine Kopie bleibt daneben", file,
                              version, kSchemaVersion));
    });
    remove_expired_backups(file, now());
    return "";
  }

  static RunRecord read_run(Statement& s) {
    RunRecord run;
    run.id = s.integer();
    run.pipeline = s.text();
    run.kind = s.text();
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

  void add_counts(std::int64_t run, const Counts& c) {
    add_.start();
    for (const auto count : {c.listed, c.written, c.updated, c.duplicate, c.unchanged, c.filtered,
                             c.not_selected, c.not_ready, c.rejected, c.failed, c.gone, run})
      add_.bind(count);
    add_.run();
  }

  /// One transaction by a run that may still write.
  template <class Fn>
  void changed(const Fence& fence, Fn fn) {
    guarded([&] {
      transaction([&] {
        if (!jobs_.holds(fence))
          throw LeaseLost(
              tr("another process runs '{}' by now; this run stores nothing more. Was this process "
                 "stopped for a while?",
                 "'{}' führt inzwischen ein anderer Prozess aus; dieser Lauf speichert nichts mehr. "
                 "War dieser Prozess eine Zeit lang angehalten?",
                 fence.job));
        fn();
      });
      return 0;
    });
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
  LedgerTables ledger_{writer_};
  OutboxTable outbox_{writer_}, reading_outbox_{reader_};
  LetterTable letters_{writer_};
  JobTables jobs_{writer_};
  Statement find_{reader_, find_row_sql().c_str()};
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
