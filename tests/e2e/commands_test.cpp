// SPDX-License-Identifier: MIT
// plan, import, rewind, verify, explain, status, runs: what an admin asks on a bad morning.
#include <catch2/catch.hpp>
#include <sstream>

#include "bridge.hpp"
#include "orderbridge/sandbox/sandbox_shop.hpp"

using Catch::Matchers::Contains;
using orderbridge::sandbox::SandboxShop;

namespace {

struct Morning {
  Morning() : bridge((shop.start(), shop.url())) { bridge.on_written = "<onWritten status=\"in_process\"/>"; }
  e2e::Finished host(const std::vector<std::string>& words) { return bridge.host(words); }
  SandboxShop shop;
  e2e::Bridge bridge;
};

}  // namespace

TEST_CASE("plan reads the real shop and changes nothing") {
  Morning m;
  const auto first = m.host({"plan", "import", "--limit", "4"});
  INFO(first.out << first.err);
  CHECK(first.exit_code == 1);  // some orders would need attention
  CHECK_THAT(first.out, Contains("39 new, 0 changed, 0 known") && Contains("would be staged") &&
                            Contains("and 55 more"));
  CHECK(m.bridge.journal_rows("SELECT count(*) FROM run") == std::vector<std::string>{"0"});
  CHECK(m.bridge.journal_rows("SELECT count(*) FROM ledger") == std::vector<std::string>{"0"});
  CHECK(m.shop.counters().puts().empty());
  m.bridge.import();
  const auto rows = m.bridge.staged("SELECT count(*) FROM tinetbestellpos");
  m.shop.store().change_lines(57);
  m.shop.store().set_status(57, 0);
  const auto second = m.host({"plan", "import"});
  INFO(second.out);
  CHECK_THAT(second.out, Contains("0 new, 1 changed") && Contains("id 57") && Contains("would be updated"));
  CHECK(m.bridge.staged("SELECT count(*) FROM tinetbestellpos") == rows);
  CHECK(m.shop.counters().puts().size() == 39);
  CHECK_THAT(m.host({"plan", "imprt"}).err, Contains("there is: import"));
}

TEST_CASE("import takes one order, whatever the options select, once") {
  Morning m;
  const auto dry = m.host({"import", "63", "--dry-run"});
  INFO(dry.out);
  CHECK_THAT(dry.out, Contains("1 new"));
  CHECK_FALSE(m.bridge.is_staged(63));
  CHECK(m.host({"import", "63"}).exit_code == 0);  // completely delivered: the sweep would not take it
  CHECK(m.bridge.staged() == std::vector<std::string>{"63"});
  CHECK(m.shop.store().state(63)->status == 7);  // and it stays that
  m.bridge.import();
  CHECK(m.bridge.staged().size() == 40);
  const auto again = m.host({"import", "20004"});  // by its number now
  INFO(again.out);
  CHECK_THAT(again.out, Contains("were there already"));
  CHECK(m.bridge.staged().size() == 40);
  const auto none = m.host({"import", "4711"});
  INFO(none.out << none.err);
  CHECK(none.exit_code == 2);
  CHECK_THAT(none.out, Contains("no longer has this order") && Contains("Nothing was recorded"));
  CHECK(m.host({"import", "abc"}).exit_code == 2);  // no id of a Shopware shop
  CHECK(m.bridge.journal_rows("SELECT count(*) FROM ledger WHERE id IN ('4711', 'abc')").front() == "0");
  CHECK_THAT(m.host({"dead-letters", "list"}).out, !Contains("abc"));
}

TEST_CASE("verify finds what an old copy of the sink lacks, and a person decides") {
  Morning m;
  m.bridge.import();
  CHECK_THAT(m.host({"verify", "import"}).out, Contains("39 are there"));
  for (const long id : {57, 60, 77}) m.bridge.forget(id);
  m.bridge.import();
  CHECK(m.bridge.staged().size() == 36);  // never by itself
  const auto found = m.host({"verify", "import"});
  INFO(found.out);
  CHECK(found.exit_code == 1);
  CHECK_THAT(found.out, Contains("3 are missing in the sink") && Contains("20002") && Contains("--restage"));
  CHECK(m.host({"verify", "import", "60", "--accept"}).exit_code == 0);
  CHECK_THAT(m.host({"verify", "import", "63", "--restage"}).err, Contains("is not missing"));
  const auto restaged = m.host({"verify", "import", "--restage"});
  INFO(restaged.out << restaged.err);
  CHECK(m.bridge.staged().size() == 38);
  CHECK(m.host({"verify", "import"}).exit_code == 0);
  CHECK_THAT(m.host({"explain", "57"}).out, Contains("staged again"));
  CHECK_THAT(m.host({"explain", "60"}).out, Contains("accepted"));
  m.bridge.import();
  CHECK(m.bridge.staged().size() == 38);
  CHECK(m.shop.counters().puts().size() == 39);
}

TEST_CASE("what was cancelled in the shop is not staged again") {
  Morning m;
  m.bridge.import();
  for (const long id : {57, 60}) m.bridge.forget(id);
  m.shop.store().set_status(57, 4, true);
  const auto restaged = m.host({"verify", "import", "--restage"});
  INFO(restaged.out << restaged.err);
  CHECK_FALSE(m.bridge.is_staged(57));
  CHECK(m.bridge.is_staged(60));
}

TEST_CASE("rewind says what it would do, then does it, and stages nothing twice") {
  Morning m;
  m.bridge.import();
  const auto dry = m.host({"rewind", "import", "--from", "2026-11-01", "--dry-run"});
  INFO(dry.out << dry.err);
  CHECK_THAT(dry.out, Contains("0 new, 0 changed"));
  m.shop.store().change_lines(160);
  const auto done = m.host({"rewind", "import", "--from", "100", "--yes"});
  INFO(done.out << done.err);
  CHECK_THAT(done.out, Contains("1 changed") && Contains("1  updated"));
  CHECK(m.bridge.staged().size() == 39);
  CHECK_THAT(m.host({"rewind", "import", "--from", "gestern"}).err,
             Contains("'gestern'") && Contains("2026-11-01"));
}

TEST_CASE("a lost journal: known orders are recognised in the sink, told once, and nothing comes twice") {
  Morning m;
  m.bridge.import();
  for (const auto* ending : {"", "-wal", "-shm"})
    std::filesystem::remove(m.bridge.journal_file().string() + ending);
  for (const long id : {57, 60}) m.shop.store().set_status(id, 0);
  const auto again = m.bridge.import();
  INFO(again.out << again.err);
  CHECK_THAT(again.out, Contains("2  were there already"));
  CHECK(m.bridge.staged().size() == 39);
  CHECK(m.shop.store().state(57)->status == 1);  // a duplicate whose fate was not known is told, too
}

TEST_CASE("explain answers for every kind of order, in both languages") {
  Morning m;
  m.bridge.steps = "<filter test=\"order/billing/country != 'AT'\"/>";
  m.bridge.import();
  const auto story = [&](const std::string& order) { return m.host({"explain", order}).out; };
  CHECK_THAT(story("125"), Contains("A rule of the pipeline keeps it out") && Contains("bridge.xml:"));
  CHECK_THAT(story("169"), Contains("incomplete in the shop") && Contains("no billing address"));
  CHECK_THAT(story("210"), Contains("rejected") && Contains("dead-letters retry"));
  CHECK_THAT(story("20004"), Contains("not selected") && Contains("order state 7"));
  CHECK_THAT(story("20002"), Contains("staged as 1:57"));
  CHECK_THAT(story("nope"), Contains("has ever seen an order") &&
                                Contains("orderbridge import nope --pipeline import --dry-run"));
  CHECK(m.host({"explain", "nope"}).exit_code == 1);
  CHECK_THAT(m.host({"explain"}).err, Contains("ORDER"));
  m.bridge.language = "de";
  CHECK_THAT(story("20002"),
             Contains("Sie ist übergeben als 1:57") && Contains("Der Shop erfuhr 'in_process'"));
}

TEST_CASE("explain: what the ERP has of it now, and nothing that did not happen") {
  Morning m;
  m.bridge.more_pipelines =
      "<pipeline id=\"status\"><from connection=\"wawi\"/><to connection=\"shop\"/></pipeline>";
  m.host({"run", "import", "--quiet"});
  const auto waiting = m.host({"explain", "20002"}).out;
  CHECK_THAT(waiting, Contains("It waits in 'wawi' for takeover") && Contains("Total ") && Contains("EUR"));
  CHECK_THAT(waiting, Contains("showed it") && Contains("(state in progress (1))"));
  CHECK_THAT(m.host({"explain", "20004"}).out, Contains("state completely delivered (7), payment state "));
  m.host({"action", "wawi", "take-over", "20002", "--set", "customer=new"});
  m.host({"action", "wawi", "deliver", "AU1", "--set", "tracking=T1"});
  m.host({"run", "status", "--quiet"});
  REQUIRE(m.shop.store().state(57)->status == 7);
  const auto story = m.host({"explain", "20002", "--pipeline", "import"}).out;
  INFO(story);
  CHECK_THAT(story, Contains("It has been taken over in 'wawi'") && Contains("Sales order AU1") &&
                        Contains("Customer "));
  CHECK_THAT(story, Contains("since then it shows what 'wawi' told it") &&
                        !Contains("(state completely delivered (7))"));
  // Names are asked for, never kept.
  const auto name =
      m.bridge
          .staged("SELECT coalesce(nullif(cFirma, ''), cNachname) FROM tinetadress WHERE kInetAdress = 57")
          .front();
  REQUIRE_FALSE(name.empty());
  CHECK_THAT(story, Contains(name));
  CHECK(m.bridge.journal_rows("SELECT count(*) FROM event WHERE text LIKE '%" + name + "%'").front() == "0");
}

TEST_CASE("explain is as wide as the terminal, and its commands can be copied") {
  Morning m;
  m.bridge.import();
  m.bridge.environment = {{"COLUMNS", "60"}};
  for (const auto* order : {"20002", "210", "20004"}) {
    std::istringstream lines(m.host({"explain", order}).out);
    for (std::string line; std::getline(lines, line);) {
      INFO(line);
      const bool one_word = line.find_first_of(' ', line.find_first_not_of(' ')) == std::string::npos;
      CHECK((line.size() <= 60 || one_word || line.starts_with("    orderbridge ")));
    }
  }
}

TEST_CASE("status and runs") {
  Morning m;
  CHECK_THAT(m.host({"status"}).out, Contains("import: NEVER RUN"));
  m.bridge.import();
  const auto status = m.host({"status"});
  INFO(status.out);
  CHECK(status.exit_code == 1);  // a dead letter is open
  CHECK_THAT(status.out, Contains("import: IDLE") && Contains("39 confirmed") && Contains("39 staged"));
  CHECK_THAT(m.host({"status", "--json"}).out,
             Contains("\"state\": \"IDLE\"") && Contains("\"deadLetters\": 1"));
  CHECK_THAT(m.host({"runs"}).out, Contains("WARNING") && Contains("59 listed, 39 staged"));
  CHECK_THAT(m.host({"run", "show", "1"}).out, Contains("together, of 59 listed"));
  CHECK_THAT(m.host({"run", "show", "99"}).err, Contains("there is no run 99"));
  m.shop.stop();
  m.bridge.import();
  CHECK_THAT(m.host({"status"}).out, Contains("import: FAILED"));
}
