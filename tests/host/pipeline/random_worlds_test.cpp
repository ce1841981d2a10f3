// SPDX-License-Identifier: MIT
// Random worlds: orders open, change, vanish, fail and come back between and during runs, the sink puts off,
// refuses and dies, runs are stopped and killed. When the dust settles, ERP and ledger agree on every order.
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <cstdlib>
#include <random>
#include <set>

#include "support/world.hpp"

using host_test::Program;
using host_test::SinkLine;
using host_test::World;
using orderbridge::journal::Fate;
using orderbridge::journal::RunOutcome;

namespace {

constexpr int kOrders = 60, kWorlds = 6, kRounds = 10;

class Chaos {
 public:
  Chaos(unsigned seed, World& world) : random_(seed), world_(world) {}

  int number(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }
  bool one_in(int n) { return number(n) == 0; }

  /// A third of the orders becomes something else.
  void change_shop() {
    static const std::vector<std::string> kLines{"order # open version=%",
                                                 "order # open version=% payment=paid",
                                                 "order # clarification",
                                                 "order # in_process version=%",
                                                 "gone #",
                                                 "not-ready # grace=3600000",
                                                 "not-ready # grace=1",
                                                 "fail-retry # after=10",
                                                 "fail-final #",
                                                 "not-selected #",
                                                 "absent #",
                                                 "order # open country=AT"};
    for (int id = 1; id <= kOrders; ++id)
      if (one_in(3))
        lines_[id] = with(kLines[static_cast<std::size_t>(number(static_cast<int>(kLines.size())))], id);
    std::string script;
    for (const auto& [id, line] : lines_) script += line + "\n";
    if (one_in(4)) script += "break-after " + std::to_string(number(kOrders)) + " not-connected\n";
    world_.script(script);
  }
  void change_sink() {
    std::string faults;
    for (int id = 1; id <= kOrders; ++id)
      if (one_in(12)) faults += (one_in(2) ? "retry " : "reject ") + std::to_string(id) + "\n";
    if (one_in(6)) faults += "fail retry\n";
    world_.faults(faults);
  }
  void one_round() {
    change_shop();
    change_sink();
    if (one_in(4))
      killed_run();
    else if (one_in(4))
      crashing_run();
    else
      plain_run();
  }
  /// Every order is open, and as it never was before.
  void make_peace() {
    std::string script;
    for (int id = 1; id <= kOrders; ++id) script += with("order # open payment=paid version=%", id) + "\n";
    world_.script(script);
    world_.faults("");
  }

 private:
  std::string with(std::string line, int id) {
    line.replace(line.find('#'), 1, std::to_string(id));
    if (const auto at = line.find('%'); at != line.npos) line.replace(at, 1, std::to_string(++version_));
    return line;
  }
  void plain_run() {
    const bool stops = one_in(4), changes = one_in(3);
    const auto report = world_.run_with([&](const auto&, auto& stop) {
      if (changes) change_shop();
      if (stops) stop.request();
    });
    if (report.record.outcome != RunOutcome::kOk && report.record.outcome != RunOutcome::kWarning) return;
    for (const auto& line : world_.erp()) CHECK(world_.fate(line.id) == Fate::kWritten);
    CHECK(world_.ids_with(Fate::kPending).empty());
  }
  void crashing_run() {
    world_.faults("crash-after " + std::to_string(1 + number(kOrders)) + "\n");
    world_.run_program();
  }
  void killed_run() {
    Program host(world_.arguments({"run", "--quiet"}));
    ::usleep(static_cast<useconds_t>(number(80000)));
    host.send(SIGKILL);
    host.wait();
  }

  std::mt19937 random_;
  World& world_;
  std::map<int, std::string> lines_;
  int version_ = 1;
};

/// The ERP's last word on each order is what the ledger says, and no line repeats the one before it.
void check_agreement(const World& world) {
  std::map<std::string, SinkLine> last;
  for (const auto& line : world.erp()) {
    const auto before = last.find(line.id);
    INFO("order " << line.id);
    if (before != last.end())
      CHECK((before->second.content_version != line.content_version ||
             before->second.payment_version != line.payment_version));
    last[line.id] = line;
  }
  CHECK(last.size() == kOrders);
  CHECK(world.ids_with(Fate::kWritten).size() == kOrders);
  for (const auto& [id, line] : last) {
    const auto row = world.row(id);
    INFO("order " << id);
    REQUIRE(row);
    CHECK(row->fate == Fate::kWritten);
    CHECK(row->remote_id == "file-" + id);
    CHECK(row->content_version == line.content_version);
    CHECK(row->payment_version == line.payment_version);
    CHECK(row->number == line.number);
  }
}

}  // namespace

TEST_CASE("random worlds end with ERP and ledger in agreement") {
  const char* given = std::getenv("OB_SEED");
  const auto first = given ? static_cast<unsigned>(std::strtoul(given, nullptr, 10)) : std::random_device{}();
  for (unsigned seed = first; seed != first + (given ? 1 : kWorlds); ++seed) {
    host_test::Setup setup;
    setup.source_options = "orders='" + std::to_string(kOrders) + "' page='7' script='script.txt'";
    World world(setup);
    Chaos chaos(seed, world);
    INFO("OB_SEED=" << seed);
    for (int round = 0; round < kRounds; ++round) chaos.one_round();
    chaos.make_peace();
    world.run();
    const auto last = world.run();
    INFO(last.record.text);
    CHECK(last.record.outcome == RunOutcome::kOk);
    CHECK(last.record.counts.listed == kOrders);
    check_agreement(world);
    CHECK(world.run().record.counts.unchanged == kOrders);
  }
}
