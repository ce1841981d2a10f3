// SPDX-License-Identifier: MIT
// Random shops with random people: orders arrive, late, half and part by part while the shop is read, are
// paid, changed, deleted, cancelled and paid in one change, moved to other states and back, variants are
// swapped without a trace, baskets are converted, ids used again, between and during runs that tell the shop,
// and a worker takes orders over. In the end none is missing, none came twice, nobody's state was fought
// over, every delivery address and article number is the shop's own, no payment is lost, and nothing was
// taken over while it was cancelled. OB_SEED=N repeats one, OB_WORLDS=N makes more.
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <set>

#include "bridge.hpp"
#include "orderbridge/sandbox/sandbox_shop.hpp"

using orderbridge::sandbox::NewOrder;
using orderbridge::sandbox::SandboxShop;

namespace {

constexpr int kWorlds = 3, kRounds = 8, kActions = 8;
constexpr std::int64_t kOtherAddress = 116;  // recorded: delivered to a Packstation

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
  const std::set<std::int64_t>& deleted() const { return deleted_; }

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
    switch (below(12)) {
      case 0: {
        NewOrder order;
        order.id = ++next_high_;
        store.appear(order);
        break;
      }
      case 1: {
        const auto slow = free_id();
        shop_.changes().add("appear:id=" + std::to_string(slow) + ",like=" + std::to_string(kOtherAddress) +
                            ",slow=" + std::to_string(1 + below(9)));
        half_.push_back(slow);
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
        if (store.state(id)->status == 1 && was_told(id)) say(id, 0);
        break;
      case 8:
        store.swap_variant(id);
        break;
      case 9:  // in one change
        if (store.state(id)->status != -1) say(id, 4, 12);
        break;
      case 10:  // a cancelled one goes on
        if (store.state(id)->status == 4) go_on(id);
        break;
      default:
        if (one_in(3)) {
          store.remove(id);
          deleted_.insert(id);
          words_.erase(id);
        } else if (one_in(4)) {
          store.reuse(id);
          reused_[id] = true;
          words_.erase(id);
        }
    }
  }
  bool was_told(std::int64_t id) {
    const auto history = shop_.store().state(id)->history;
    return std::any_of(history.begin(), history.end(),
                       [](const auto& entry) { return entry.user == "demo"; });
  }
  void go_on(std::int64_t id) {
    const bool open = one_in(2);
    say(id, open ? 0 : 1);
    if (open && !was_told(id)) words_.erase(id);  // open for the first time as we see it: we may mark it
  }
  void say(std::int64_t id, long status, std::optional<long> payment = std::nullopt) {
    shop_.store().set_states(id, status, payment, "Erika");
    words_[id] = status;
  }

  SandboxShop& shop_;
  std::mt19937 random_;
  std::vector<std::int64_t> half_;
  std::map<std::int64_t, long> words_;
  std::map<std::int64_t, bool> reused_;
  std::set<std::int64_t> deleted_;
  std::int64_t next_free_ = 10'000, next_high_ = 100'000;  // what commits late lies below what was seen
};

std::set<std::string> ids_of(e2e::Bridge& bridge, const std::string& sql) {
  const auto rows = bridge.staged(sql);
  return {rows.begin(), rows.end()};
}

std::set<std::string> taken_over(e2e::Bridge& bridge) {
  return ids_of(bridge, "SELECT kShopauftrag FROM \"Verkauf.tAuftrag\"");
}

/// The worker takes what is certain, and nothing that is cancelled in the shop or not there any more.
void take_over(SandboxShop& shop, e2e::Bridge& bridge) {
  const auto before = taken_over(bridge);
  const auto worker = bridge.host({"action", "wawi", "take-over", "--yes"});
  INFO(worker.out << worker.err);
  CHECK(worker.exit_code <= 1);
  for (const auto& id : taken_over(bridge)) {
    if (before.count(id) > 0) continue;
    const auto state = shop.store().state(std::stoll(id));
    INFO("order " << id);
    REQUIRE(state);
    CHECK(state->status != 4);
    CHECK(state->status != -1);
  }
}

/// What is staged says what the shop says by now: where it is delivered, which variants, whether it is paid.
void check_content(SandboxShop& shop, e2e::Bridge& bridge, const People& people) {
  const auto taken = taken_over(bridge);
  std::map<std::string, std::string> street;
  std::set<std::string> skus;
  for (const auto& row : bridge.staged("SELECT kInetBestellung||'|'||cStrasse FROM \"DbeS.tLieferadresse\""))
    street[row.substr(0, row.find('|'))] = row.substr(row.find('|') + 1);
  for (const auto& row : bridge.staged("SELECT kInetBestellung||'|'||cArtNr FROM tinetbestellpos"))
    skus.insert(row);
  const auto paid = ids_of(bridge, "SELECT kInetBestellung FROM tInetShopZahlung");
  const auto payments = bridge.staged(
      "SELECT a.kShopauftrag FROM tZahlung z JOIN \"Verkauf.tAuftrag\" a ON a.kAuftrag=z.kBestellung");
  for (const auto& id : bridge.staged()) {
    const auto detail = shop.store().detail(std::stoll(id));
    if (!detail || people.was_reused(std::stoll(id))) continue;
    const auto order = nlohmann::json::parse(*detail);
    INFO("order " << id << ": " << order["orderStatusId"] << ", " << order["paymentStatusId"]);
    const auto& address = order["shipping"].is_null() ? order["billing"] : order["shipping"];
    CHECK(street[id] == address["street"].get<std::string>());
    if (taken.count(id) == 0)
      for (const auto& line : order["details"])
        if (line["mode"] == 0) CHECK(skus.count(id + "|" + line["articleNumber"].get<std::string>()) == 1);
    const bool is_paid = order["paymentStatusId"] == 12;
    if (is_paid) CHECK(paid.count(id) == 1);
    CHECK(std::count(payments.begin(), payments.end(), id) == (is_paid && taken.count(id) > 0 ? 1 : 0));
  }
  const auto told = bridge.journal_rows("SELECT order_id FROM event WHERE what='deleted-in-shop'");
  for (const auto id : people.deleted()) {
    const auto text = std::to_string(id);
    const bool stands = bridge.is_staged(static_cast<long>(id)) && taken.count(text) == 0;
    if (!stands || people.was_reused(id)) continue;
    INFO("order " << id);
    CHECK(std::count(told.begin(), told.end(), text) == 1);
  }
}

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
    const bool is_order = state->readable && state->number != "0";  // else a checkout that was broken off
    if (state->status == 0 && is_order && !people.was_reused(id)) CHECK((staged.count(text) > 0 || refused));
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
  const char* many = std::getenv("OB_WORLDS");
  const auto worlds = many ? static_cast<unsigned>(std::strtoul(many, nullptr, 10)) : given ? 1U : kWorlds;
  const auto first = given ? static_cast<unsigned>(std::strtoul(given, nullptr, 10)) : std::random_device{}();
  for (unsigned seed = first; seed != first + worlds; ++seed) {
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
      if (round % 3 == 2) take_over(shop, bridge);
    }
    people.finish_halves();
    bridge.import();
    // Time passes: all that is staged is read again, a few orders in a run.
    bridge.change_journal("UPDATE ledger SET next_check = 1 WHERE next_check > 0 AND fate = 5");
    const auto due = [&] {
      return bridge.journal_rows("SELECT count(*) FROM ledger WHERE next_check = 1").front();
    };
    for (int run = 0; run < 30 && due() != "0"; ++run) CHECK(bridge.import().exit_code <= 1);
    CHECK(due() == "0");
    const auto last = bridge.import();
    INFO(last.out << last.err);
    CHECK(last.exit_code <= 1);
    check_world(shop, bridge, people);
    check_content(shop, bridge, people);
  }
}
