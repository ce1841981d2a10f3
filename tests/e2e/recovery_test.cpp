// SPDX-License-Identifier: MIT
// The journal is lost, the ERP's file is lost, or both: docs/reliability.md, "After a loss", step by step.
// Every order comes back whatever its state in the shop, none twice, and the shop is not told again.
#include <algorithm>
#include <catch2/catch.hpp>

#include "bridge.hpp"
#include "orderbridge/sandbox/sandbox_shop.hpp"

using Catch::Matchers::Contains;
using orderbridge::sandbox::SandboxShop;

namespace {

struct Loss {
  Loss() : bridge((shop.start(), shop.url())) {
    bridge.on_written = "<onWritten status=\"in_process\"/>";
    bridge.import();
    staged = bridge.staged();
    puts = shop.counters().puts().size();
  }
  void lose_journal() const { lose(bridge.journal_file()); }
  void lose_erp() const { lose(bridge.wawi_file()); }
  e2e::Finished rewind() { return bridge.host({"rewind", "import", "--from", "1", "--any-state", "--yes"}); }
  /// How many orders the ledger holds as staged.
  std::string written() const {
    return bridge
        .journal_rows(
            "SELECT count(*) FROM ledger l JOIN stream s ON s.id = l.stream WHERE s.pipeline = 'import' "
            "AND fate = 5")
        .front();
  }
  bool holds_all_once() const {
    const auto now = bridge.staged();
    return std::includes(now.begin(), now.end(), staged.begin(), staged.end()) &&
           std::adjacent_find(now.begin(), now.end()) == now.end();
  }

  SandboxShop shop;
  e2e::Bridge bridge;
  std::vector<std::string> staged;  // before the loss
  std::size_t puts = 0;

 private:
  static void lose(const std::filesystem::path& file) {
    for (const auto* ending : {"", "-wal", "-shm"}) std::filesystem::remove(file.string() + ending);
  }
};

}  // namespace

TEST_CASE(
    "the journal is lost: a plain run forgets what was marked, rewind --any-state finds it in the ERP") {
  Loss l;
  REQUIRE(l.staged.size() == 39);
  l.lose_journal();
  l.bridge.import();
  CHECK(l.written() == "0");  // all are in process in the shop by now, and so not selected
  const auto back = l.rewind();
  INFO(back.out << back.err);
  CHECK(back.exit_code <= 1);
  CHECK(l.holds_all_once());
  CHECK(std::stoi(l.written()) >= 39);
  CHECK(l.shop.counters().puts().size() == l.puts);
  // It is known again in every respect: a change arrives as one.
  l.shop.store().change_lines(57, true);
  CHECK_THAT(l.bridge.import().out, Contains("1  updated"));
  // And once more brings nothing new.
  const auto rows = l.bridge.staged().size();
  CHECK_THAT(l.rewind().out, Contains("0 new, 0 changed"));
  CHECK(l.bridge.staged().size() == rows);
}

TEST_CASE("the journal is lost: one order by hand") {
  Loss l;
  l.lose_journal();
  const auto one = l.bridge.host({"import", "57"});
  INFO(one.out << one.err);
  CHECK(one.exit_code == 0);
  CHECK_THAT(one.out, Contains("1  were there already"));
  CHECK(l.written() == "1");
  CHECK(l.bridge.staged().size() == 39);
}

TEST_CASE("the ERP's file is lost: verify --restage brings back what the ledger knows") {
  Loss l;
  l.shop.store().set_status(60, 4, true);  // cancelled meanwhile: not wanted any more
  l.lose_erp();
  const auto back = l.bridge.host({"verify", "import", "--restage"});
  INFO(back.out << back.err);
  auto expected = l.staged;
  expected.erase(std::find(expected.begin(), expected.end(), "60"));
  CHECK(l.bridge.staged() == expected);
  CHECK_THAT(back.out, Contains("cancelled in the shop by now"));
  CHECK(back.exit_code == 1);  // of that one a person hears
  CHECK(l.shop.counters().puts().size() == l.puts);
}

TEST_CASE("both are lost: rewind --any-state stages every order once, but not the cancelled ones") {
  Loss l;
  l.shop.store().set_status(57, 2);  // completed meanwhile
  l.shop.store().set_status(60, 4, true);
  l.lose_journal();
  l.lose_erp();
  const auto back = l.rewind();
  INFO(back.out << back.err);
  CHECK(l.bridge.is_staged(57));
  CHECK_FALSE(l.bridge.is_staged(60));
  auto expected = l.staged;
  expected.erase(std::find(expected.begin(), expected.end(), "60"));
  const auto now = l.bridge.staged();
  CHECK(std::includes(now.begin(), now.end(), expected.begin(), expected.end()));
  CHECK(std::adjacent_find(now.begin(), now.end()) == now.end());
  CHECK(l.shop.counters().puts().size() == l.puts);
  CHECK(l.shop.store().state(57)->status == 2);
}

TEST_CASE("an order that was cancelled in the shop and stands in the ERP is known again as such") {
  Loss l;
  l.shop.store().set_status(60, 4, true);
  l.lose_journal();
  const auto back = l.rewind();
  INFO(back.out << back.err);
  CHECK(l.bridge.is_staged(60));
  CHECK_THAT(l.bridge.host({"explain", "60"}).out, Contains("cancelled in the shop"));
}

TEST_CASE("rewind --from limits what comes back") {
  Loss l;
  l.lose_journal();
  l.lose_erp();
  const auto back = l.bridge.host({"rewind", "import", "--from", "200", "--any-state", "--yes"});
  INFO(back.out << back.err);
  for (const auto& id : l.bridge.staged()) CHECK(std::stol(id) >= 200);
}
