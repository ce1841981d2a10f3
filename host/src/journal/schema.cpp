// SPDX-License-Identifier: MIT
#include "journal/schema.hpp"

#include <iterator>
#include <string>

namespace orderbridge::journal {

namespace {

// Fates and outcomes are the numbers of ledger_row.hpp and run_record.hpp. Times are microseconds since 1970
// UTC. `watch` marks the rows of the watch set; the partial index keeps that query independent of the
// ledger's size.
constexpr const char* kVersion1 = R"sql(
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
)sql";

// Outbox, dead letters, history, leases, jobs. Only dead_letter.record and .edited hold personal data; they
// stand last in their table so that a list of letters does not read them. Rows of a finished kind (told
// wishes, closed letters) are not in the partial indexes, which stay as small as the work that is left.
// Letters and runs are named to people by their ids: AUTOINCREMENT never gives one out twice. One row a job
// in lease, for ever: its number only grows. An order is found by its id over the ledger's primary key,
// stream by stream.
constexpr const char* kVersion2 = R"sql(
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
)sql";

// Staged orders by when they are to be read again (fate 5: written); what is taken over is not in it.
constexpr const char* kVersion3 = R"sql(
CREATE INDEX ledger_reread ON ledger (stream, next_check, id) WHERE fate = 5 AND next_check > 0;
)sql";

// What stands in the shops (standing.hpp). Of orders that an older program told of it is taken from what that
// left: the history names the states that the shop was told last, a confirmed mark the shop's own id of it
// (outbox.state 1; 4: set back since by a person, so the id is another's), a mark that was not confirmed the
// state in which the order was read. Of all others nothing is known, and what a shop shows of them is left
// alone unless it is "open".
constexpr const char* kVersion4 = R"sql(
CREATE TABLE standing (
  connection TEXT NOT NULL, order_id TEXT NOT NULL, state TEXT NOT NULL, state_word TEXT NOT NULL,
  state_trying TEXT NOT NULL, payment TEXT NOT NULL, payment_word TEXT NOT NULL, payment_trying TEXT NOT NULL,
  PRIMARY KEY (connection, order_id)) WITHOUT ROWID;
INSERT INTO standing
  SELECT connection, order_id, '', CASE instr(text, ', ') WHEN 0 THEN text ELSE substr(text, 1, instr(text, ', ') - 1) END,
    '', '', CASE instr(text, ', ') WHEN 0 THEN '' ELSE substr(text, instr(text, ', ') + 2) END, ''
  FROM (SELECT source.connection AS connection, event.order_id AS order_id, event.text AS text, max(event.id)
        FROM event JOIN ledger ON ledger.id = event.order_id AND ledger.stream != event.stream
        JOIN stream ON stream.id = ledger.stream JOIN source ON source.identity = stream.source
        WHERE event.what = 'told' AND event.text != '' GROUP BY source.connection, event.order_id);
INSERT INTO standing
  SELECT connection, order_id, CASE state WHEN 1 THEN found ELSE '' END, desired, '', '', '', '' FROM outbox
  WHERE field = 'state' AND state IN (1, 4)
  ON CONFLICT (connection, order_id) DO UPDATE SET state = excluded.state;
INSERT OR IGNORE INTO standing
  SELECT connection, order_id, may_replace, 'other', '', '', '', '' FROM outbox
  WHERE field = 'state' AND state NOT IN (1, 4) AND may_replace != '' AND instr(may_replace, ' ') = 0;
)sql";

// Planned times that stand until there is a reason to replace them, serves that live, and whose run it is. A
// run of an older version has no process; its job's lease tells whether it is under way.
constexpr const char* kVersion5 = R"sql(
ALTER TABLE job ADD COLUMN next INTEGER NOT NULL DEFAULT 0;
ALTER TABLE job ADD COLUMN schedule TEXT NOT NULL DEFAULT '';
ALTER TABLE job ADD COLUMN as_of INTEGER NOT NULL DEFAULT 0;
ALTER TABLE job ADD COLUMN halted_since INTEGER NOT NULL DEFAULT 0;
ALTER TABLE job ADD COLUMN refused_logins INTEGER NOT NULL DEFAULT 0;
ALTER TABLE run ADD COLUMN machine TEXT NOT NULL DEFAULT '';
ALTER TABLE run ADD COLUMN pid INTEGER NOT NULL DEFAULT 0;
ALTER TABLE run ADD COLUMN process_started INTEGER NOT NULL DEFAULT 0;
CREATE INDEX run_open ON run (id) WHERE outcome = 0;
CREATE TABLE server (
  machine TEXT NOT NULL, pid INTEGER NOT NULL, started INTEGER NOT NULL, host TEXT NOT NULL, version TEXT NOT NULL,
  configuration TEXT NOT NULL, file TEXT NOT NULL, since INTEGER NOT NULL, seen INTEGER NOT NULL,
  PRIMARY KEY (machine, pid, started)) WITHOUT ROWID;
)sql";

constexpr const char* kMigrations[] = {kVersion1, kVersion2, kVersion3, kVersion4, kVersion5};
static_assert(std::size(kMigrations) == kSchemaVersion);

std::int64_t count(Database& database, const char* sql) {
  Statement get(database, sql);
  return get.start().step() ? get.integer() : 0;
}

/// 0: new, nothing in it yet.
std::int64_t version_of(Database& database) {
  if (count(database, "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'meta'") == 0) {
    if (count(database, "SELECT count(*) FROM sqlite_master") != 0)
      throw SqliteError(SQLITE_NOTADB, "tables of something else");
    return 0;
  }
  return count(database, "SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'schema-version'");
}

}  // namespace

std::int64_t known_version(Database& database) {
  const auto version = version_of(database);
  if (version > kSchemaVersion)
    throw SqliteError(SQLITE_SCHEMA, "newer schema version " + std::to_string(version));
  return version;
}

void migrate(Database& database, const std::function<void(std::int64_t)>& before) {
  if (known_version(database) == kSchemaVersion) return;
  transaction(database, [&] {
    const auto version = known_version(database);  // another host may have been faster
    if (version == kSchemaVersion) return;
    if (version > 0) before(version);
    for (auto next = version; next < kSchemaVersion; ++next) database.execute(kMigrations[next]);
    Statement set(database, "INSERT OR REPLACE INTO meta (name, value) VALUES ('schema-version', ?)");
    const auto now = std::to_string(kSchemaVersion);
    set.start().bind(now).run();
  });
}

}  // namespace orderbridge::journal
