// SPDX-License-Identifier: MIT
// A journal of the first version becomes one of today: whole or not at all, with a copy of what it was.
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "base/clock.hpp"
#include "journal/backups.hpp"
#include "journal/schema.hpp"
#include "journal/support.hpp"
#include "support/dropped_rights.hpp"

using namespace journal_test;
using Catch::Contains;
namespace fs = std::filesystem;

namespace {

// As version 1 made it.
constexpr const char* kFirstVersion = R"sql(
PRAGMA journal_mode = WAL;
BEGIN;
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE source (connection TEXT PRIMARY KEY, identity TEXT NOT NULL UNIQUE) WITHOUT ROWID;
CREATE TABLE stream (
  id INTEGER PRIMARY KEY, pipeline TEXT NOT NULL, source TEXT NOT NULL,
  cursor TEXT NOT NULL DEFAULT '', bookmark TEXT NOT NULL DEFAULT '',
  UNIQUE (pipeline, source));
CREATE TABLE ledger (
  stream INTEGER NOT NULL, id TEXT NOT NULL, number TEXT NOT NULL, ordered_at INTEGER NOT NULL, hint INTEGER NOT NULL,
  content_version TEXT NOT NULL, payment_version TEXT NOT NULL, state TEXT NOT NULL, payment_state TEXT NOT NULL,
  fate INTEGER NOT NULL, reason_code TEXT NOT NULL, reason_text TEXT NOT NULL, reason_place TEXT NOT NULL,
  remote_id TEXT NOT NULL, generation TEXT NOT NULL, first_seen INTEGER NOT NULL, last_seen INTEGER NOT NULL, fate_since INTEGER NOT NULL,
  next_check INTEGER NOT NULL, last_run INTEGER NOT NULL, attempts INTEGER NOT NULL, in_doubt INTEGER NOT NULL,
  payment_open INTEGER NOT NULL, watch INTEGER NOT NULL,
  PRIMARY KEY (stream, id)) WITHOUT ROWID;
CREATE INDEX ledger_watch ON ledger (stream, id) WHERE watch = 1;
CREATE TABLE run (
  id INTEGER PRIMARY KEY AUTOINCREMENT, pipeline TEXT NOT NULL, started INTEGER NOT NULL, ended INTEGER NOT NULL DEFAULT 0,
  outcome INTEGER NOT NULL DEFAULT 0, listed INTEGER NOT NULL DEFAULT 0, written INTEGER NOT NULL DEFAULT 0,
  updated INTEGER NOT NULL DEFAULT 0, duplicate INTEGER NOT NULL DEFAULT 0, unchanged INTEGER NOT NULL DEFAULT 0,
  filtered INTEGER NOT NULL DEFAULT 0, not_selected INTEGER NOT NULL DEFAULT 0, not_ready INTEGER NOT NULL DEFAULT 0,
  rejected INTEGER NOT NULL DEFAULT 0, failed INTEGER NOT NULL DEFAULT 0, gone INTEGER NOT NULL DEFAULT 0,
  text TEXT NOT NULL DEFAULT '');
CREATE INDEX run_pipeline ON run (pipeline, id);
INSERT INTO meta VALUES ('schema-version', '1');
INSERT INTO source VALUES ('shop', 'identity');
INSERT INTO stream VALUES (1, 'import', 'identity', 'cursor', 'bookmark');
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
INSERT INTO ledger SELECT 1, i, 20000 + i, 5, i, 'c', 'p', '0', '12', 5, '', 'text of some length', '', 'r' || i,
  'g', 11, 12, 13, 14, 15, 2, 0, i % 2, i % 2 FROM n;
INSERT INTO run (pipeline, started, ended, outcome, listed, written) VALUES ('import', 100, 200, 1, 3000, 3000);
COMMIT;
)sql";
constexpr int kRows = 3000;
const std::string kToday = std::to_string(kSchemaVersion);

// What version 2 added, and what it left of orders that were told: 1 marked, 2 marked and told, 3 marked and
// set back by a person, 4 told by a pipeline without marks, 5 with a mark that waits, 6 never told, 7 marked
// in vain because a person's state stood there.
constexpr const char* kSecondVersion = R"sql(
BEGIN;
ALTER TABLE ledger ADD COLUMN edited_from TEXT NOT NULL DEFAULT '';
CREATE INDEX ledger_number ON ledger (number);
ALTER TABLE run ADD COLUMN kind TEXT NOT NULL DEFAULT 'run';
CREATE INDEX run_wrote ON run (pipeline, id) WHERE written > 0;
CREATE TABLE outbox (
  connection TEXT NOT NULL, order_id TEXT NOT NULL, field TEXT NOT NULL, number TEXT NOT NULL, desired TEXT NOT NULL,
  may_replace TEXT NOT NULL, revision INTEGER NOT NULL, state INTEGER NOT NULL, attempts INTEGER NOT NULL,
  next_try INTEGER NOT NULL, found TEXT NOT NULL, text TEXT NOT NULL, made INTEGER NOT NULL, settled INTEGER NOT NULL,
  settled_after INTEGER NOT NULL,
  PRIMARY KEY (connection, order_id, field)) WITHOUT ROWID;
CREATE INDEX outbox_open ON outbox (connection, made, order_id, field, next_try) WHERE state = 0;
CREATE TABLE dead_letter (
  id INTEGER PRIMARY KEY AUTOINCREMENT, stream INTEGER NOT NULL, order_id TEXT NOT NULL, number TEXT NOT NULL,
  stage TEXT NOT NULL, code TEXT NOT NULL, text TEXT NOT NULL, place TEXT NOT NULL, attempts INTEGER NOT NULL,
  first_at INTEGER NOT NULL, last_at INTEGER NOT NULL, run INTEGER NOT NULL, state INTEGER NOT NULL,
  content_version TEXT NOT NULL, record TEXT NOT NULL, edited TEXT NOT NULL DEFAULT '');
CREATE UNIQUE INDEX dead_letter_open ON dead_letter (stream, order_id) WHERE state = 0;
CREATE TABLE event (
  id INTEGER PRIMARY KEY, stream INTEGER NOT NULL, order_id TEXT NOT NULL, at INTEGER NOT NULL, run INTEGER NOT NULL,
  what TEXT NOT NULL, text TEXT NOT NULL, place TEXT NOT NULL);
CREATE INDEX event_order ON event (stream, order_id);
CREATE TABLE lease (
  job TEXT PRIMARY KEY, number INTEGER NOT NULL, released INTEGER NOT NULL, machine TEXT NOT NULL, pid INTEGER NOT NULL,
  started INTEGER NOT NULL, acquired INTEGER NOT NULL, expires INTEGER NOT NULL, progress INTEGER NOT NULL,
  run INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE job (
  name TEXT PRIMARY KEY, planned INTEGER NOT NULL, not_before INTEGER NOT NULL, paused INTEGER NOT NULL,
  halted TEXT NOT NULL, halted_text TEXT NOT NULL) WITHOUT ROWID;
UPDATE meta SET value = '2' WHERE name = 'schema-version';
INSERT INTO source VALUES ('wawi', 'erp');
INSERT INTO stream VALUES (2, 'status', 'erp', '', '');
INSERT INTO ledger SELECT 2, id, number, ordered_at, hint, content_version, payment_version, 'accepted', '', fate,
  reason_code, '', '', '', generation, first_seen, last_seen, fate_since, next_check, last_run, attempts, in_doubt,
  payment_open, watch, '' FROM ledger WHERE stream = 1 AND id IN ('2', '4');
INSERT INTO outbox VALUES
  ('shop', '1', 'state', '', 'in_process', '0', 1, 1, 1, 0, '1', '', 1, 2, 1),
  ('shop', '2', 'state', '', 'in_process', '0', 1, 1, 1, 0, '7', '', 1, 2, 1),
  ('shop', '3', 'state', '', 'in_process', '0', 1, 4, 1, 0, '0', '', 1, 2, 1),
  ('shop', '5', 'state', '', 'in_process', '0', 1, 0, 1, 0, '', '', 1, 0, 0),
  ('shop', '7', 'state', '', 'in_process', '0 5', 1, 2, 1, 0, '8', '', 1, 2, 1);
INSERT INTO event (stream, order_id, at, run, what, text, place) VALUES
  (1, '1', 1, 1, 'told', '', ''), (1, '2', 1, 1, 'told', '', ''),
  (2, '2', 2, 1, 'told', 'partially_delivered', ''), (2, '2', 3, 1, 'told', 'completely_delivered, paid', ''),
  (2, '4', 3, 1, 'told', 'accepted', '');
COMMIT;
)sql";

struct Old {
  Folder folder;
  std::string file = folder.file("journal.db");
  Old() { run_sql(file, kFirstVersion); }

  std::string version() const { return version(file); }
  static std::string version(const std::string& of) {
    return run_sql(of, "SELECT value FROM meta WHERE name = 'schema-version'");
  }
  static std::string rows(const std::string& of) { return run_sql(of, "SELECT count(*) FROM ledger"); }
  bool has_v2_tables() const {
    return run_sql(file, "SELECT count(*) FROM sqlite_master WHERE name = 'outbox'") != "0";
  }
  /// What must hold whatever happened: a whole journal of one version or the other, and no half backup.
  void is_whole() const {
    CHECK(run_sql(file, "PRAGMA integrity_check") == "ok");
    CHECK(has_v2_tables() == (version() == kToday));
    CHECK(rows(file) == std::to_string(kRows));
    for (const auto& backup : backups(file)) {
      CHECK(run_sql(backup.path, "PRAGMA integrity_check") == "ok");
      CHECK(version(backup.path) == "1");
      CHECK(rows(backup.path) == std::to_string(kRows));
    }
  }
};

}  // namespace

TEST_CASE("a journal of version 1 is brought to today's, and everything in it stays") {
  const Old old;
  {
    const auto journal = open_sqlite_journal(old.file);
    CHECK(journal->source_identity("shop") == "identity");
    const auto stream = journal->stream("import", "identity");
    CHECK(stream == 1);
    CHECK(journal->position(stream).cursor == "cursor");
    const auto r = journal->find(stream, "7").value();
    CHECK(r.number == "20007");
    CHECK(r.remote_id == "r7");
    CHECK(r.fate == Fate::kWritten);
    CHECK(r.payment_open);
    CHECK(r.edited_from.empty());
    CHECK(journal->watch_set(stream, "", 10000).size() == kRows / 2);
    CHECK(journal->find_everywhere("20007").size() == 1);
    const auto run = journal->run(1).value();
    CHECK(run.kind == "run");
    CHECK(run.counts.written == kRows);
    CHECK(journal->last_written("import") == 200);
    CHECK(journal->begin_run("import", 300) == 2);
    journal->commit(changes(stream, {row("7", Fate::kGone)}));
  }
  CHECK(old.version() == kToday);
  old.is_whole();
}

TEST_CASE("jobs of an older journal keep what a person must know, and are planned anew") {
  const Old old;
  run_sql(old.file, kSecondVersion);
  run_sql(old.file,
          "INSERT INTO job VALUES ('import', 50, 60, 0, 'bad-auth', 'the shop refuses the key'); "
          "INSERT INTO run (pipeline, started) VALUES ('import', 300)");
  const auto journal = open_sqlite_journal(old.file);
  const auto job = journal->job("import");
  CHECK(job.planned == 50);
  CHECK(job.not_before == 60);
  CHECK(job.halted == "bad-auth");
  CHECK(job.halted_text == "the shop refuses the key");
  CHECK(job.next == 0);
  CHECK(job.schedule.empty());
  CHECK(job.refused_logins == 0);
  CHECK(journal->servers().empty());
  CHECK(journal->run(1)->outcome == RunOutcome::kOk);
  CHECK(journal->end_dead_runs(1000) == 1);
  CHECK(journal->run(2)->outcome == RunOutcome::kCrashed);
}

TEST_CASE(
    "an update leaves a copy of the old journal beside it; a new journal and a second opening leave none") {
  const Old old;
  ::chmod(old.file.c_str(), 0640);
  const auto before = orderbridge::now() / 1000000 * 1000000;
  open_sqlite_journal(old.file);
  open_sqlite_journal(old.file);
  const auto copies = backups(old.file);
  REQUIRE(copies.size() == 1);
  CHECK(copies[0].schema_version == 1);
  CHECK(copies[0].made >= before);
  CHECK(copies[0].made <= orderbridge::now());
  CHECK(copies[0].expires == copies[0].made + kBackupKept);
  CHECK_THAT(copies[0].path, Contains("journal.db.v1-"));
  CHECK((fs::status(copies[0].path).permissions() & fs::perms(0777)) == fs::perms(0640));
  CHECK_FALSE(old.folder.has("journal.db.backup.part"));
  old.is_whole();
  // Going back: the copy is a journal of its own.
  fs::copy_file(copies[0].path, old.folder.file("back.db"));
  CHECK(failure(old.folder.file("back.db")) == "(opened)");
  open_sqlite_journal(old.folder.file("new.db"));
  CHECK(backups(old.folder.file("new.db")).empty());
}

TEST_CASE("copies are deleted 30 days later, and nothing else is") {
  const Folder folder;
  const auto file = folder.file("j.db");
  const Ids others = {"j.db.v1-20200101T000000.backup.txt", "k.db.v1-20200101T000000.backup",
                      "j.db.v1-20200101T0000.backup", "j.db.vx-20200101T000000.backup", "j.db.backup"};
  for (const auto& name : others) folder.write(name, "x");
  folder.write("j.db.v1-20200101T000000.backup", "x");
  folder.write("j.db.v1-29990101T000000.backup", "x");
  REQUIRE(backups(file).size() == 2);
  CHECK(orderbridge::format_utc(backups(file)[0].made) == "2020-01-01T00:00:00Z");
  const auto expires = backups(file)[0].expires;
  delete_expired_backups(file, expires - 1);
  CHECK(backups(file).size() == 2);
  open_sqlite_journal(file);
  REQUIRE(backups(file).size() == 1);
  CHECK_THAT(backups(file)[0].path, Contains("2999"));
  for (const auto& name : others) CHECK(folder.has(name));
}

TEST_CASE("what stands in the shop is taken from what version 2 remembers of telling it") {
  const Old old;
  run_sql(old.file, kSecondVersion);
  const auto journal = open_sqlite_journal(old.file);
  const auto stands = [&](const char* order) {
    const auto standing = journal->standing("shop", order);
    if (!standing) return std::string("nothing");
    CHECK(standing->state.trying.empty());
    return standing->state.id + "/" + standing->state.word + " " + standing->payment.id + "/" +
           standing->payment.word;
  };
  CHECK(stands("1") == "1/in_process /");
  CHECK(stands("2") == "7/completely_delivered /paid");
  CHECK(stands("3") == "/in_process /");
  CHECK(stands("4") == "/accepted /");
  CHECK(stands("5") == "0/other /");
  CHECK(stands("6") == "nothing");
  CHECK(stands("7") == "nothing");  // may replace two states: which one it was read in is not known
  CHECK(old.version() == kToday);
}

TEST_CASE("a journal of a newer version is refused and left as it is") {
  const Folder folder;
  const auto file = folder.file("j.db");
  open_sqlite_journal(file);
  run_sql(file,
          "PRAGMA journal_mode = DELETE; UPDATE meta SET value = value + 1 WHERE name = 'schema-version'");
  folder.write("j.db.v1-20200101T000000.backup", "x");
  const auto before = folder.read("j.db");
  CHECK_THAT(failure(file), Contains(file) && Contains("newer version") && Contains(".backup"));
  CHECK_THAT(failure(file), Contains("newer version"));
  CHECK(folder.read("j.db") == before);
  CHECK(backups(file).size() == 1);
  run_sql(file, "UPDATE meta SET value = value - 1 WHERE name = 'schema-version'");
  CHECK(failure(file) == "(opened)");
}

TEST_CASE("no copy, no update: a folder that takes no file") {
  const Old old;
  // The journal is open elsewhere, so its own side files are there already.
  sqlite3* elsewhere = nullptr;
  REQUIRE(sqlite3_open(old.file.c_str(), &elsewhere) == SQLITE_OK);
  REQUIRE(sqlite3_exec(elsewhere, "SELECT count(*) FROM ledger", nullptr, nullptr, nullptr) == SQLITE_OK);
  for (const char* side : {"", "-wal", "-shm"}) ::chmod((old.file + side).c_str(), 0666);
  fs::permissions(old.folder.path(), fs::perms(0555));
  std::string text;
  {
    const host_test::DroppedRights dropped;
    text = failure(old.file);
  }
  fs::permissions(old.folder.path(), fs::perms(0755));
  sqlite3_close(elsewhere);
  CHECK_THAT(text, Contains("backup copy") && Contains("nothing was changed"));
  CHECK(old.version() == "1");
  CHECK(backups(old.file).empty());
  old.is_whole();
  CHECK(failure(old.file) == "(opened)");
}

TEST_CASE("a disk that fills up at any moment of the update leaves the old journal or the new one") {
  constexpr int kOpened = 0, kSaidSo = 7;
  bool refused = false, updated = false;
  for (rlim_t kib = 4; !updated && kib < 8192; kib = kib * 5 / 4 + 4) {
    const Old old;
    const int code = in_child([&] {
      ::signal(SIGXFSZ, SIG_IGN);
      const rlimit limit{kib * 1024, kib * 1024};
      ::setrlimit(RLIMIT_FSIZE, &limit);
      const auto text = failure(old.file);
      if (text == "(opened)") return kOpened;
      return text.find("journal.db") != std::string::npos ? kSaidSo : 1;
    });
    INFO("limit " << kib << " KiB");
    CHECK((code == kOpened || code == kSaidSo));
    CHECK(old.version() == (code == kOpened ? kToday : "1"));
    CHECK_FALSE(old.folder.has("journal.db.backup.part"));
    old.is_whole();
    CHECK(failure(old.file) == "(opened)");
    old.is_whole();
    refused = refused || code == kSaidSo;
    updated = code == kOpened;
  }
  CHECK(refused);
  CHECK(updated);
}

TEST_CASE("killed at any moment of the update, the next opening makes it whole") {
  for (int round = 0; round < 12; ++round) {
    const Old old;
    const pid_t child = ::fork();
    if (child == 0) {
      open_sqlite_journal(old.file);
      for (;;) ::pause();
    }
    ::usleep(static_cast<useconds_t>(1000 + round * 3000));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    INFO("round " << round);
    old.is_whole();
    const bool done = old.version() == kToday;
    CHECK(failure(old.file) == "(opened)");
    CHECK(old.version() == kToday);
    CHECK(backups(old.file).size() >= 1);
    if (!done) CHECK_FALSE(old.folder.has("journal.db.backup.part"));
    old.is_whole();
  }
}

TEST_CASE("two hosts that update at once: one does, the other finds it done") {
  const Old old;
  std::vector<pid_t> children;
  for (int i = 0; i < 4; ++i) {
    const pid_t child = ::fork();
    if (child == 0) {
      const auto text = failure(old.file);
      if (text != "(opened)") std::fprintf(stderr, "%s\n", text.c_str());
      ::_exit(text == "(opened)" ? 0 : 1);
    }
    children.push_back(child);
  }
  for (const auto child : children) {
    int status = 0;
    ::waitpid(child, &status, 0);
    CHECK((WIFEXITED(status) && WEXITSTATUS(status) == 0));
  }
  CHECK(backups(old.file).size() == 1);
  old.is_whole();
}
