// SPDX-License-Identifier: MIT
// Random shops with random people: orders arrive, late and half, are completed, paid, changed, deleted, moved
// to other states and back, baskets are converted, ids used again, between and during runs that tell the
// shop. In the end none is missing, none came twice, and nobody's state was fought over. OB_SEED=N repeats
// one.
#include <array>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <map>
#include <random>
#include <set>

#include "bridge.hpp"
#include "orderbridge/sandbox/sandbox_shop.hpp"

using orderbridge::sandbox::NewOrder;
using orderbridge::sandbox::SandboxShop;

namespace {

constexpr int kWorlds = 3, kRounds = 8, kActions = 6;

class People {
 public:
  People(SandboxShop& shop, unsigned seed) : shop_(shop), random_(seed) {}

  void act() {
    for (int i = 0; i < kActions; ++i) one_action();
    // And something in the middle of the next run: an order that commits late, below those that were listed.
    if (one_in(2)) shop_.changes().add("appear:id=" + std::to_string(free_id()) + ",page=1");
  }
  void finish_halves() {
    for (const auto id : half_) shop_.store().complete(id);
    half_.clear();
  }
  /// The last word of a person on an order's state.
  const std::map<std::int64_t, long>& words() const { return words_; }
  bool was_reused(std::int64_t id) const { return reused_.count(id) > 0; }

 private:
  int below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }
  bool one_in(int n) { return below(n) == 0; }
  std::int64_t any() {
    const auto ids = shop_.store().ids();
    return ids[static_cast<std::size_t>(below(static_cast<int>(ids.size())))];
  }
  std::int64_t free_id() { return next_free_ += 2; }

  void one_action() {
    auto& store = shop_.store();
    const auto id = any();
    switch (below(9)) {
      case 0: {
        NewOrder order;
        order.id = ++next_high_;
        store.appear(order);
        break;
      }
      case 1: {
        NewOrder half;
        half.id = free_id();
        half.half = true;
        half_.push_back(store.appear(half));
        break;
      }
      case 2: {
        NewOrder basket;
        basket.id = free_id();
        basket.status = -1;
        store.appear(basket);
        if (one_in(2)) store.convert(basket.id);
        break;
      }
      case 3:
        if (!half_.empty()) store.complete(half_.back()), half_.pop_back();
        break;
      case 4:
        store.set_payment(id, 12);
        break;
      case 5:
        store.change_lines(id);
        break;
      case 6:
        say(id, std::array<long, 4>{2, 4, 7, 8}[static_cast<std::size_t>(below(4))]);
        break;
      case 7:  // set back, but only what we told: reopened
        if (store.state(id)->status == 1 && !store.state(id)->history.empty()) say(id, 0);
        break;
      default:
        if (one_in(3)) {
          store.remove(id);
          words_.erase(id);
        } else if (one_in(4)) {
          store.reuse(id);
          reused_[id] = true;
          words_.erase(id);
        }
    }
  }
  void say(std::int64_t id, long status) {
    shop_.store().set_status(id, status);
    words_[id] = status;
  }

  SandboxShop& shop_;
  std::mt19937 random_;
  std::vector<std::int64_t> half_;
  std::map<std::int64_t, long> words_;
  std::map<std::int64_t, bool> reused_;
  std::int64_t next_free_ = 10'000, next_high_ = 100'000;  // what commits late lies below what was seen
};

void check_world(SandboxShop& shop, e2e::Bridge& bridge, const People& people) {
  const auto rows = bridge.staged();
  const std::set<std::string> staged(rows.begin(), rows.end());
  CHECK(staged.size() == rows.size());
  const auto fates = bridge.journal_rows("SELECT id || '=' || fate FROM ledger");
  const std::set<std::string> fate(fates.begin(), fates.end());
  for (const auto id : shop.store().ids()) {
    const auto state = shop.store().state(id);
    const auto text = std::to_string(id);
    INFO("order " << id << ", state " << state->status);
    // Nobody's state is fought over.
    if (const auto word = people.words().find(id); word != people.words().end())
      CHECK(state->status == word->second);
    // What is open and can be read is staged, or refused with a reason; what we told is staged.
    const bool refused = fate.count(text + "=7") > 0 || fate.count(text + "=2") > 0;  // rejected, not ready
    if (state->status == 0 && state->readable && !people.was_reused(id))
      CHECK((staged.count(text) > 0 || refused));
    for (const auto& entry : state->history)
      if (entry.user == "demo") {
        CHECK(staged.count(text) > 0);
        CHECK(entry.previous_status == 0);
        CHECK(entry.status == 1);
      }
  }
  CHECK(bridge.journal_rows("SELECT count(*) FROM ledger WHERE fate IN (4, 6) OR in_doubt <> 0").front() ==
        "0");
  CHECK(bridge.journal_rows("SELECT count(*) FROM outbox WHERE state = 0").front() == "0");
}

}  // namespace

TEST_CASE("random shops with random people") {
  const char* given = std::getenv("OB_SEED");
  const auto first = given ? static_cast<unsigned>(std::strtoul(given, nullptr, 10)) : std::random_device{}();
  for (unsigned seed = first; seed != first + (given ? 1 : kWorlds); ++seed) {
    INFO("OB_SEED=" << seed);
    SandboxShop shop;
    shop.start();
    e2e::Bridge bridge(shop.url());
    bridge.shop_attributes = " page-size=\"15\" converted-baskets=\"import\"";
    bridge.on_written = "<onWritten status=\"in_process\"/>";
    People people(shop, seed);
    for (int round = 0; round < kRounds; ++round) {
      people.act();
      const auto ran = bridge.import();
      INFO(ran.out << ran.err);
      CHECK(ran.exit_code <= 1);
    }
    people.finish_halves();
    bridge.import();
    const auto last = bridge.import();
    INFO(last.out << last.err);
    CHECK(last.exit_code <= 1);
    check_world(shop, bridge, people);
  }
}
