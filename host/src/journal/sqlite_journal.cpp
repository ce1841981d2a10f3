// SPDX-License-Identifier: MIT
#include "journal/sqlite_journal.hpp"

#include <filesystem>
#include <mutex>
#include <random>

#include "base/language.hpp"
#include "journal/backups.hpp"
#include "journal/error_texts.hpp"
#include "journal/schema.hpp"
#include "journal/sqlite.hpp"
#include "journal/sqlite_history.hpp"
#include "journal/sqlite_jobs.hpp"
#include "journal/sqlite_ledger.hpp"
#include "journal/sqlite_letters.hpp"
#include "journal/sqlite_outbox.hpp"
#include "journal/sqlite_standing.hpp"
#include "platform/files.hpp"

namespace orderbridge::journal {

namespace {

/// Two hosts that open a new journal at once: the switch to WAL does not wait for the busy timeout by itself.
void use_wal(Database& database) {
  for (int attempt = 0;; ++attempt) {
    try {
      return database.execute("PRAGMA journal_mode = WAL");
    } catch (const SqliteError& e) {
      if (e.code != SQLITE_BUSY || attempt == 600) throw;
      sqlite3_sleep(50);
    }
  }
}

/// Opened for writing, with the tables of this version.
class WriteConnection : public Database {
 public:
  explicit WriteConnection(const std::string& file)
      : Database(file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX) {
    execute("PRAGMA busy_timeout = 30000");
    known_version(*this);  // refused before the first write
    use_wal(*this);
    execute("PRAGMA synchronous = FULL");
    execute("PRAGMA busy_timeout = 300000");  // another host that makes its copy may take minutes
    migrate(*this, [&](std::int64_t version) { make_backup(file, version, now()); });
    execute("PRAGMA busy_timeout = 30000");
    delete_expired_backups(file, now());
  }
};

/// A connection of its own, so that find() does not wait for a commit.
class ReadConnection : public Database {
 public:
  explicit ReadConnection(const std::string& file)
      : Database(file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX) {
    execute("PRAGMA busy_timeout = 30000");
  }
};

/// 128 random bits as hex.
std::string fresh_identity() {
  std::random_device random;
  std::string id;
  for (int i = 0; i < 4; ++i) id += fmt::format("{:08x}", static_cast<std::uint32_t>(random()));
  return id;
}

/// Locks, transactions and error texts; the tables are in the parts.
class SqliteJournal final : public Journal {
 public:
  explicit SqliteJournal(const std::string& file) : file_(file), writer_(file), reader_(file) {}

  std::string source_identity(const std::string& connection) override {
    return changing([&] {
      Statement insert(writer_, "INSERT OR IGNORE INTO source (connection, identity) VALUES (?, ?)");
      const auto identity = fresh_identity();
      insert.start().bind(connection).bind(identity).run();
      Statement get(writer_, "SELECT identity FROM source WHERE connection = ?");
      get.start().bind(connection).step();
      return get.text();
    });
  }

  StreamId stream(const std::string& pipeline, const std::string& source) override {
    return changing([&] {
      Statement insert(writer_, "INSERT OR IGNORE INTO stream (pipeline, source) VALUES (?, ?)");
      insert.start().bind(pipeline).bind(source).run();
      Statement get(writer_, "SELECT id FROM stream WHERE pipeline = ? AND source = ?");
      get.start().bind(pipeline).bind(source).step();
      return get.integer();
    });
  }

  std::vector<Stream> streams() override {
    return guarded([&] { return all_streams(); });
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
    return translated([&] { return lookup_.find(stream, id); });
  }
  std::vector<FoundRow> find_everywhere(const std::string& id_or_number) override {
    return guarded([&] { return ledger_.find_everywhere(all_streams(), id_or_number); });
  }
  std::vector<LedgerRow> watch_set(StreamId stream, const std::string& after_id, std::size_t limit,
                                   Micros paid_since, std::int64_t but_not) override {
    return guarded([&] { return ledger_.watch_set(stream, after_id, limit, paid_since, but_not); });
  }
  std::vector<LedgerRow> due_for_rereading(StreamId stream, Micros by, std::size_t limit) override {
    return guarded([&] { return ledger_.due_for_rereading(stream, by, limit); });
  }
  std::vector<LedgerRow> rows_with_fate(StreamId stream, Fate fate, const std::string& after_id,
                                        std::size_t limit) override {
    return guarded([&] { return ledger_.with_fate(stream, fate, after_id, limit); });
  }
  std::vector<LedgerRow> rows_since(StreamId stream, Micros ordered_since, const std::string& after_id,
                                    std::size_t limit) override {
    return guarded([&] { return ledger_.since(stream, ordered_since, after_id, limit); });
  }
  std::vector<std::pair<Fate, std::int64_t>> fate_counts(StreamId stream) override {
    return guarded([&] { return ledger_.fate_counts(stream); });
  }
  std::vector<Event> events(StreamId stream, const std::string& order) override {
    return guarded([&] { return events_.of(stream, order); });
  }

  void commit(const Changes& c) override {
    changing([&] {
      jobs_.require(c.fence);
      for (const auto& row : c.rows) ledger_.put(c.stream, row);
      for (const auto& id : c.touched) ledger_.touch(c.stream, id, c.time, c.run);
      if (c.position) move(c.stream, *c.position);
      runs_.add(c.run, c.counts);
      for (const auto& event : c.events) events_.add(event);
      for (const auto& wish : c.wishes) outbox_.make(wish.wish, wish.again);
      for (const auto& standing : c.standings) standing_.put(standing.standing, standing.keeps);
      for (const auto& letter : c.letters)
        letters_.put(letter.stream != 0 ? letter.stream : c.stream, letter);
      for (const auto& closed : c.closed_letters) letters_.close(c.stream, closed.order, closed.state);
    });
  }

  std::int64_t begin_run(const std::string& pipeline, Micros time, const std::string& kind) override {
    return changing([&] { return runs_.begin(pipeline, time, kind); });
  }
  void end_run(const RunRecord& run) override {
    changing([&] { runs_.end(run); });
  }
  std::vector<RunRecord> runs(const std::string& pipeline, std::size_t limit) override {
    return guarded([&] { return runs_.newest(pipeline, limit); });
  }
  std::optional<RunRecord> run(std::int64_t id) override {
    return guarded([&] { return runs_.one(id); });
  }
  std::size_t end_dead_runs(Micros now, const std::function<bool(const Holder&)>& gone) override {
    // Looked for first: it is rare, and a look takes no lock that others wait for.
    if (guarded([&] { return runs_.under_way().empty(); })) return 0;
    return changing([&] { return runs_.end_dead(jobs_.held(), now, gone); });
  }
  Micros failing_since(const std::string& pipeline) override {
    return guarded([&] { return runs_.failing_since(pipeline); });
  }
  Micros last_written(const std::string& pipeline) override {
    return guarded([&] { return runs_.last_written(pipeline); });
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
    return guarded([&] { return outbox_.one(connection, order, field); });
  }
  std::vector<Wish> wishes(const std::string& connection, WishState state, std::size_t limit) override {
    return guarded([&] { return outbox_.in_state(connection, state, limit); });
  }
  void settle_wishes(const std::vector<Wish>& wishes, const std::vector<Event>& events,
                     const Fence& fence) override {
    changing([&] {
      jobs_.require(fence);
      for (const auto& wish : wishes) {
        outbox_.settle(wish);
        if (wish.told) standing_.told(wish.connection, wish.order, wish.found, wish.desired);
        if (wish.changed_meanwhile)
          ledger_.doubt(wish.connection, wish.order, wish.shown);
        else if (wish.listed != 0 && wish.shown != 0)
          ledger_.know_as(wish.connection, wish.order, wish.listed, wish.shown, wish.found);
      }
      for (const auto& event : events) events_.add(event);
    });
  }
  std::optional<Standing> standing(const std::string& connection, const std::string& order) override {
    return guarded([&] { return standing_.of(connection, order); });
  }

  std::vector<DeadLetter> letters(const LetterFilter& filter) override {
    return guarded([&] { return letters_.list(filter); });
  }
  std::optional<DeadLetter> letter(std::int64_t id) override {
    return guarded([&] { return letters_.one(id); });
  }
  std::int64_t open_letters(std::int64_t stream) override {
    return guarded([&] { return letters_.open(stream); });
  }
  std::optional<DeadLetter> open_letter(std::int64_t stream, const std::string& order) override {
    return guarded([&] { return letters_.open_of(stream, order); });
  }
  bool edit_letter(std::int64_t id, const std::string& content_version, const std::string& edited) override {
    return changing([&] { return letters_.edit(id, content_version, edited); });
  }

  std::optional<Lease> acquire(const std::string& job, const Holder& holder, Micros now, Micros lasts,
                               Lease& other, const std::function<bool(const Holder&)>& gone) override {
    return changing([&] { return jobs_.acquire(job, holder, now, lasts, other, gone); });
  }
  bool renew(const Lease& lease) override {
    return changing([&] { return jobs_.renew(lease); });
  }
  void release(const Fence& fence) override {
    changing([&] { jobs_.release(fence); });
  }
  std::optional<Lease> take(const std::string& job, const Holder& holder, Micros lasts,
                            const Jobs::Taking& taking,
                            const std::function<bool(const Holder&)>& gone) override {
    return changing([&] { return jobs_.take(job, holder, lasts, taking, gone); });
  }
  std::vector<Lease> leases() override {
    return guarded([&] { return jobs_.held(); });
  }
  Job job(const std::string& name) override {
    return guarded([&] { return jobs_.job(name); });
  }
  void save_job(const Job& job) override {
    changing([&] { jobs_.save(job); });
  }
  Job change_job(const std::string& name, const std::function<void(Job&)>& change) override {
    return changing([&] {
      auto job = jobs_.job(name);
      change(job);
      jobs_.save(job);
      return job;
    });
  }
  void beat(const Server& server) override {
    changing([&] { jobs_.beat(server); });
  }
  void leave(const Holder& holder) override {
    changing([&] { jobs_.leave(holder); });
  }
  std::vector<Server> servers() override {
    return guarded([&] { return jobs_.servers(); });
  }

 private:
  std::vector<Stream> all_streams() {
    Statement get(writer_,
                  "SELECT id, pipeline, source, coalesce(connection, '') FROM stream "
                  "LEFT JOIN source ON identity = source ORDER BY id");
    get.start();
    std::vector<Stream> all;
    while (get.step()) {
      Stream stream;
      stream.id = get.integer();
      stream.pipeline = get.text();
      stream.source = get.text();
      stream.connection = get.text();
      all.push_back(std::move(stream));
    }
    return all;
  }

  void move(StreamId stream, const Position& position) {
    move_.start().bind(position.cursor).bind(position.bookmark).bind(stream).run();
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
  template <class Fn>
  auto changing(Fn fn) -> decltype(fn()) {
    return guarded([&] { return transaction(writer_, fn); });
  }

  std::string file_;
  std::mutex write_mutex_, read_mutex_;
  WriteConnection writer_;
  ReadConnection reader_;
  LedgerLookup lookup_{reader_};
  SqliteLedger ledger_{writer_};
  SqliteEvents events_{writer_};
  SqliteRuns runs_{writer_};
  SqliteOutbox outbox_{writer_};
  SqliteStanding standing_{writer_};
  SqliteLetters letters_{writer_};
  SqliteJobs jobs_{writer_};
  Statement move_{writer_, "UPDATE stream SET cursor = ?, bookmark = ? WHERE id = ?"};
};

}  // namespace

std::unique_ptr<Journal> open_sqlite_journal(const std::string& file) {
  // A folder or file that cannot be made shows as "cannot be opened" below.
  platform::make_private_folders(std::filesystem::path(file).parent_path().string());
  platform::make_private_file(file);
  try {
    return std::make_unique<SqliteJournal>(file);
  } catch (const SqliteError& e) {
    throw JournalError(explain(file, e));
  }
}

}  // namespace orderbridge::journal
