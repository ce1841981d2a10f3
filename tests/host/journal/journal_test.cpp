// SPDX-License-Identifier: MIT
// The journal on SQLite: what was committed is there after a restart, whole rows, and each kind of trouble
// with the file has a text of its own that says what to do.
#include "base/error.hpp"
#include "journal/support.hpp"
#include "support/dropped_rights.hpp"

using namespace journal_test;
using Catch::Contains;

TEST_CASE("every part of a row survives a restart") {
  const Folder folder;
  LedgerRow r;
  r.id = "4711", r.number = "Ö-1", r.ordered_at = -5, r.hint = UINT64_MAX;
  r.content_version = "c", r.payment_version = "p", r.state = "0", r.payment_state = "17";
  r.fate = Fate::kPending, r.reason = {"code", "text with 'quotes'", "shop.xml:14"};
  r.remote_id = "remote", r.generation = "g";
  r.first_seen = 11, r.last_seen = 12, r.fate_since = 13, r.next_check = 14, r.last_run = 15, r.attempts = 16;
  r.in_doubt = true, r.payment_open = true, r.edited_from = "e";
  StreamId stream = 0;
  {
    const auto journal = open_sqlite_journal(folder.file("j.db"));
    stream = journal->stream("import", "source");
    journal->commit(changes(stream, {r}));
  }
  const auto journal = open_sqlite_journal(folder.file("j.db"));
  const auto found = journal->find(stream, "4711");
  REQUIRE(found);
  CHECK(found->number == r.number);
  CHECK(found->ordered_at == -5);
  CHECK(found->hint == UINT64_MAX);
  CHECK(found->content_version == "c");
  CHECK(found->payment_version == "p");
  CHECK(found->state == "0");
  CHECK(found->payment_state == "17");
  CHECK(found->fate == Fate::kPending);
  CHECK(found->reason.code == "code");
  CHECK(found->reason.text == "text with 'quotes'");
  CHECK(found->reason.place == "shop.xml:14");
  CHECK(found->remote_id == "remote");
  CHECK(found->generation == "g");
  CHECK(Ids{std::to_string(found->first_seen), std::to_string(found->last_seen),
            std::to_string(found->fate_since), std::to_string(found->next_check),
            std::to_string(found->last_run),
            std::to_string(found->attempts)} == Ids{"11", "12", "13", "14", "15", "16"});
  CHECK(found->in_doubt);
  CHECK(found->payment_open);
  CHECK(found->edited_from == "e");
}

TEST_CASE("ids are texts, whatever is in them") {
  const Folder folder;
  const auto journal = open_sqlite_journal(folder.file("j.db"));
  const auto stream = journal->stream("import", "source");
  const std::string odd = std::string("a\0b", 3) + "'; DROP TABLE ledger; --";
  journal->commit(changes(stream, {row("1"), row("01"), row(odd)}));
  CHECK(journal->find(stream, "1"));
  CHECK(journal->find(stream, "01"));
  CHECK(journal->find(stream, odd)->id == odd);
  CHECK_FALSE(journal->find(stream, "001"));
  CHECK_FALSE(journal->find(stream + 1, "1"));
}

TEST_CASE("a commit replaces, touches, moves and counts together") {
  const Folder folder;
  const auto journal = open_sqlite_journal(folder.file("j.db"));
  const auto stream = journal->stream("import", "source");
  const auto run = journal->begin_run("import", 100);
  CHECK(journal->position(stream).cursor.empty());
  journal->commit(changes(stream, {row("1"), row("2")}));

  auto next = changes(stream, {row("2", Fate::kRejected)});
  next.run = run;
  next.time = 200;
  next.touched = {"1", "unknown"};
  next.position = Position{"cursor", "bookmark"};
  next.counts.listed = 2;
  next.counts.unchanged = next.counts.rejected = 1;
  journal->commit(next);
  CHECK(journal->find(stream, "1")->last_seen == 200);
  CHECK(journal->find(stream, "1")->last_run == run);
  CHECK(journal->find(stream, "1")->first_seen == 1);
  CHECK(journal->find(stream, "2")->fate == Fate::kRejected);
  CHECK_FALSE(journal->find(stream, "unknown"));
  CHECK(journal->position(stream).cursor == "cursor");
  CHECK(journal->position(stream).bookmark == "bookmark");
  journal->commit(changes(stream, {}));
  CHECK(journal->position(stream).cursor == "cursor");  // no position: not moved
  const auto runs = journal->runs("import", 9);
  REQUIRE(runs.size() == 1);
  CHECK(runs[0].counts.listed == 2);
  CHECK(runs[0].counts.adds_up());
}

TEST_CASE("the watch set: what a run looks at besides the sweep, page by page") {
  const Folder folder;
  const auto journal = open_sqlite_journal(folder.file("j.db"));
  const auto stream = journal->stream("import", "source");
  auto open_payment = row("7");
  open_payment.payment_open = true;
  journal->commit(
      changes(stream, {row("1", Fate::kNotSelected), row("2", Fate::kNotReady), row("3", Fate::kFiltered),
                       row("4", Fate::kPending), row("5"), row("6", Fate::kFailed), open_payment,
                       row("8", Fate::kRejected), row("9", Fate::kGone), row("10", Fate::kSuperseded)}));
  CHECK(ids(journal->watch_set(stream, "", 100)) == Ids{"2", "4", "6", "7"});
  CHECK(ids(journal->watch_set(stream, "", 3)) == Ids{"2", "4", "6"});
  CHECK(ids(journal->watch_set(stream, "6", 3)) == Ids{"7"});
  CHECK(journal->watch_set(stream, "7", 3).empty());
  CHECK(journal->watch_set(stream + 1, "", 3).empty());
  journal->commit(changes(stream, {row("4", Fate::kWritten)}));
  CHECK(ids(journal->watch_set(stream, "", 100)) == Ids{"2", "6", "7"});
}

TEST_CASE("the watch set looks at open payments as long as it is told to") {
  const Folder folder;
  const auto journal = open_sqlite_journal(folder.file("j.db"));
  const auto stream = journal->stream("import", "source");
  auto old = row("1"), young = row("2"), doubtful = row("3"), failed = row("4", Fate::kFailed);
  old.payment_open = young.payment_open = doubtful.in_doubt = true;
  young.fate_since = 100;
  journal->commit(changes(stream, {old, young, doubtful, failed}));
  CHECK(ids(journal->watch_set(stream, "", 9)) == Ids{"1", "2", "3", "4"});
  CHECK(ids(journal->watch_set(stream, "", 9, 100)) == Ids{"2", "3", "4"});
  for (const auto& row : journal->watch_set(stream, "", 9)) CHECK(row.last_run != 77);
  auto met = changes(stream, {});
  met.run = 77;
  met.touched = {"2", "4"};
  journal->commit(met);
  CHECK(ids(journal->watch_set(stream, "", 9, 0, 77)) == Ids{"1", "3"});
  CHECK(ids(journal->watch_set(stream, "", 9, 0, 78)) == Ids{"1", "2", "3", "4"});
  CHECK(ids(journal->watch_set(stream, "", 9, 101)) == Ids{"3", "4"});
}

TEST_CASE("an order is found in all ledgers, by id and by number") {
  const Folder folder;
  const auto journal = open_sqlite_journal(folder.file("j.db"));
  const auto shop = journal->source_identity("shop");
  const auto one = journal->stream("import", shop), other = journal->stream("second", shop);
  const auto numbered = [](const char* id, const char* number) {
    auto r = row(id);
    r.number = number;
    return r;
  };
  journal->commit(
      changes(one, {numbered("7", "20007"), numbered("20007", "x"), numbered("8", "8"), row("9")}));
  journal->commit(changes(other, {numbered("7", "20007")}));
  const auto found = [&](const std::string& what) {
    Ids all;
    for (const auto& f : journal->find_everywhere(what)) {
      CHECK(f.stream.connection == "shop");
      CHECK(f.stream.source == shop);
      all.push_back(f.stream.pipeline + ":" + f.row.id);
    }
    return all;
  };
  CHECK(found("7") == Ids{"import:7", "second:7"});
  CHECK(found("20007") == Ids{"import:20007", "import:7", "second:7"});
  CHECK(found("8") == Ids{"import:8"});
  CHECK(found("nobody").empty());
  CHECK(found("").empty());  // 9 has no number: that is not a number to find it by
}

TEST_CASE("rows since a time, counts by fate, and all ledgers") {
  const Folder folder;
  const auto journal = open_sqlite_journal(folder.file("j.db"));
  const auto stream = journal->stream("import", journal->source_identity("shop"));
  auto early = row("1"), late = row("2", Fate::kGone), undated = row("3");
  early.ordered_at = 10, late.ordered_at = 20;
  journal->commit(changes(stream, {early, late, undated}));
  CHECK(ids(journal->rows_since(stream, 20, "", 9)) == Ids{"2"});
  CHECK(ids(journal->rows_since(stream, INT64_MIN, "", 9)) == Ids{"1", "2", "3"});
  CHECK(ids(journal->rows_since(stream, INT64_MIN, "1", 1)) == Ids{"2"});
  using Counts = std::vector<std::pair<Fate, std::int64_t>>;
  CHECK(journal->fate_counts(stream) == Counts{{Fate::kWritten, 2}, {Fate::kGone, 1}});
  journal->stream("second", "unknown source");
  const auto streams = journal->streams();
  REQUIRE(streams.size() == 2);
  CHECK(streams[0].connection == "shop");
  CHECK(streams[1].pipeline == "second");
  CHECK(streams[1].connection.empty());
}

TEST_CASE("an order's history, oldest first") {
  const Folder folder;
  const auto journal = open_sqlite_journal(folder.file("j.db"));
  auto c = changes(1);
  c.events = {{1, "7", 30, 2, "failed", "why", "shop.xml:4"},
              {1, "8", 31, 2, "written", "", ""},
              {2, "7", 32, 2, "gone", "", ""}};
  journal->commit(c);
  c.events = {{1, "7", 20, 3, "written", "", ""}};  // a clock that was set back changes no order
  journal->commit(c);
  const auto events = journal->events(1, "7");
  REQUIRE(events.size() == 2);
  CHECK(events[0].what == "failed");
  CHECK(events[0].text == "why");
  CHECK(events[0].place == "shop.xml:4");
  CHECK(events[0].at == 30);
  CHECK(events[0].run == 2);
  CHECK(events[1].what == "written");
}

TEST_CASE("identities and streams are made once") {
  const Folder folder;
  std::string shop;
  StreamId stream = 0;
  {
    const auto journal = open_sqlite_journal(folder.file("j.db"));
    shop = journal->source_identity("shop");
    stream = journal->stream("import", shop);
    CHECK(journal->source_identity("other") != shop);
    CHECK(journal->stream("second", shop) != stream);
  }
  const auto journal = open_sqlite_journal(folder.file("j.db"));
  CHECK(journal->source_identity("shop") == shop);
  CHECK(journal->stream("import", shop) == stream);
  CHECK(shop.size() == 32);
}

TEST_CASE("runs: newest first, with outcome and text") {
  const Folder folder;
  const auto journal = open_sqlite_journal(folder.file("j.db"));
  const auto first = journal->begin_run("import", 100);
  RunRecord record;
  record.id = first;
  record.ended = 150;
  record.outcome = RunOutcome::kWarning;
  record.text = "why";
  record.counts.listed = 3;
  journal->end_run(record);
  const auto second = journal->begin_run("import", 200);
  journal->begin_run("other", 300);
  const auto runs = journal->runs("import", 10);
  REQUIRE(runs.size() == 2);
  CHECK(runs[0].id == second);
  CHECK(runs[0].outcome == RunOutcome::kRunning);
  CHECK(runs[1].outcome == RunOutcome::kWarning);
  CHECK(runs[1].text == "why");
  CHECK(runs[1].started == 100);
  CHECK(runs[1].ended == 150);
  CHECK(runs[1].counts.listed == 3);
  CHECK(journal->runs("import", 1).size() == 1);
  CHECK(journal->runs("", 10).size() == 3);
  CHECK(journal->runs("", 10)[0].pipeline == "other");
}

TEST_CASE("one run, its kind, counts that are corrected, and when a pipeline last wrote") {
  const Folder folder;
  const auto journal = open_sqlite_journal(folder.file("j.db"));
  CHECK_FALSE(journal->run(1));
  CHECK(journal->last_written("import") == 0);
  const auto run = journal->begin_run("import", 100, "retry");
  auto c = changes(1);
  c.run = run;
  c.counts.listed = c.counts.failed = 2;
  journal->commit(c);
  CHECK(journal->last_written("import") == 0);
  c.counts = {};
  c.counts.failed = -1, c.counts.written = 1;  // judged again: the sum stays
  journal->commit(c);
  CHECK(journal->run(run)->kind == "retry");
  CHECK(journal->run(run)->counts.failed == 1);
  CHECK(journal->run(run)->counts.written == 1);
  CHECK(journal->run(run)->counts.adds_up());
  CHECK(journal->last_written("import") == 100);
  RunRecord ended;
  ended.id = run, ended.ended = 150, ended.counts.listed = 2;
  journal->end_run(ended);
  journal->begin_run("import", 200);  // writes nothing
  CHECK(journal->last_written("import") == 150);
  CHECK(journal->last_written("other") == 0);
}

TEST_CASE("rows with a fate") {
  const Folder folder;
  const auto journal = open_sqlite_journal(folder.file("j.db"));
  const auto stream = journal->stream("import", "source");
  journal->commit(changes(stream, {row("1"), row("2", Fate::kGone), row("3")}));
  CHECK(ids(journal->rows_with_fate(stream, Fate::kWritten, "", 10)) == Ids{"1", "3"});
  CHECK(ids(journal->rows_with_fate(stream, Fate::kWritten, "", 1)) == Ids{"1"});
  CHECK(ids(journal->rows_with_fate(stream, Fate::kWritten, "1", 10)) == Ids{"3"});
  CHECK(journal->rows_with_fate(stream, Fate::kPending, "", 10).empty());
}

TEST_CASE("the folder is made, and a second opener meets the same journal") {
  const Folder folder;
  const auto file = folder.file("a/b/j.db");
  const auto one = open_sqlite_journal(file), other = open_sqlite_journal(file);
  const auto stream = one->stream("import", "source");
  one->commit(changes(stream, {row("1")}));
  CHECK(other->find(stream, "1"));
  other->commit(changes(stream, {row("1", Fate::kGone)}));
  CHECK(one->find(stream, "1")->fate == Fate::kGone);
}

TEST_CASE(
    "a journal that is taken away while it is open stores nothing more, and works again when it is back") {
  namespace fs = std::filesystem;
  const Folder folder;
  const auto journal = open_sqlite_journal(folder.file("a/j.db"));
  const auto stream = journal->stream("import", "source");
  fs::rename(folder.file("a"), folder.file("b"));
  const auto commit = [&] { journal->commit(changes(stream, {row("1")})); };
  CHECK_THROWS_WITH(commit(), Contains("a/j.db") && Contains("removed"));
  CHECK_THROWS_AS(journal->begin_run("import", 1), JournalError);
  fs::rename(folder.file("b"), folder.file("a"));
  CHECK_FALSE(journal->find(stream, "1"));
  commit();
  CHECK(open_sqlite_journal(folder.file("a/j.db"))->find(stream, "1"));
}

TEST_CASE("a database of something else is not made into a journal") {
  const Folder folder;
  run_sql(folder.file("erp.db"), "CREATE TABLE tArtikel (kArtikel INTEGER)");
  CHECK_THAT(failure(folder.file("erp.db")), Contains("no journal"));
  CHECK(run_sql(folder.file("erp.db"), "SELECT count(*) FROM sqlite_master") == "1");
  CHECK(run_sql(folder.file("erp.db"), "PRAGMA journal_mode") == "delete");
}

TEST_CASE("a file that is no journal, or no longer one") {
  const Folder folder;
  CHECK_THAT(failure(folder.write("text.db", std::string(5000, 'x'))),
             Contains("text.db") && Contains("damaged"));
  const auto file = folder.file("j.db");
  open_sqlite_journal(file);
  auto bytes = folder.read("j.db");
  REQUIRE(bytes.size() > 8192);
  for (std::size_t i = 200; i < bytes.size(); ++i) bytes[i] = static_cast<char>(i * 7);
  folder.write("j.db", bytes);
  CHECK_THAT(failure(file), Contains(file) && Contains("damaged"));
}

TEST_CASE("a folder that cannot be made") {
  const Folder folder;
  folder.write("file", "");
  CHECK_THAT(failure(folder.file("file/j.db")), Contains("file/j.db") && Contains("cannot be opened"));
}

TEST_CASE("a journal that must not be written") {
  namespace fs = std::filesystem;
  const Folder folder;
  const auto file = folder.file("j.db");
  open_sqlite_journal(file);
  fs::permissions(folder.path(), fs::perms(0555));
  fs::permissions(file, fs::perms(0444));
  std::string text;
  {
    const host_test::DroppedRights dropped;
    text = failure(file);
  }
  fs::permissions(folder.path(), fs::perms(0755));
  CHECK_THAT(text, Contains(file) && Contains("rights"));
}

TEST_CASE("the journal that remembers nothing") {
  const auto journal = make_null_journal();
  const auto stream = journal->stream("import", journal->source_identity("shop"));
  journal->commit(changes(stream, {row("1")}));
  CHECK_FALSE(journal->find(stream, "1"));
  CHECK(journal->watch_set(stream, "", 10).empty());
  CHECK(journal->streams().empty());
  Lease other;
  const auto lease = journal->acquire("import", this_process(), 10, 5, other);
  REQUIRE(lease);
  CHECK(lease->expires == 15);
  CHECK(journal->renew(*lease));
  auto c = changes(stream);
  c.fence = lease->fence;
  CHECK_NOTHROW(journal->commit(c));
  CHECK(journal->change_job("import", [](Job& job) { job.paused = true; }).paused);
  CHECK_FALSE(journal->job("import").paused);
  CHECK(journal->due_wishes("shop", {stream}, 10, 10).empty());
  CHECK_FALSE(journal->letter(1));
}

TEST_CASE("a row that breaks a promise is neither stored nor read") {
  const Folder folder;
  const auto file = folder.file("journal.db");
  const auto journal = open_sqlite_journal(file);
  const auto stream = journal->stream("import", "shop");
  auto doubtful = row("7", Fate::kWritten);
  doubtful.in_doubt = true;
  doubtful.hint = 42;
  CHECK_THROWS_WITH(journal->commit(changes(stream, {row("6"), doubtful})),
                    Catch::Matchers::Contains("hint 0"));
  CHECK_FALSE(journal->find(stream, "6"));  // with it, its whole batch

  journal->commit(changes(stream, {row("6"), row("7")}));
  run_sql(file, "UPDATE ledger SET fate = 77 WHERE id = '7'");
  CHECK(journal->find(stream, "6"));
  CHECK_THROWS_WITH(journal->find(stream, "7"),
                    Catch::Matchers::Contains("'7'") && Catch::Matchers::Contains("nine fates"));
}
