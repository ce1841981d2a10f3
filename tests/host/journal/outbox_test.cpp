// SPDX-License-Identifier: MIT
// The outbox: revisions, when a wish may be told, and what became of it.
#include "journal/support.hpp"

using namespace journal_test;
using Catch::Contains;

namespace {

struct Shop {
  Folder folder;
  std::unique_ptr<Journal> journal = open_sqlite_journal(folder.file("j.db"));
  StreamId one = journal->stream("import", "source"), other = journal->stream("second", "source");

  static Wish wish(const std::string& order, const std::string& desired = "in_process") {
    Wish w;
    w.connection = "shop", w.order = order, w.number = "2" + order, w.desired = desired,
    w.may_replace = "0 17";
    w.made = 10;
    return w;
  }
  void want(const Wish& wish, bool again = false) const {
    auto c = changes(one);
    c.wishes = {{wish, again}};
    journal->commit(c);
  }
  Wish get(const std::string& order) const { return journal->wish("shop", order, "state").value(); }
  void settle(const std::string& order, WishState state) const {
    auto w = get(order);
    w.state = state, w.settled = 50;
    journal->settle_wishes({w}, {}, {});
  }
  Ids due(const std::vector<std::int64_t>& readers, Micros now = 100, std::size_t limit = 9) const {
    Ids all;
    for (const auto& w : journal->due_wishes("shop", readers, now, limit)) all.push_back(w.order);
    return all;
  }
};

}  // namespace

TEST_CASE("a wish comes with the fate it follows from, and keeps all its parts") {
  Shop shop;
  auto c = changes(shop.one, {row("7")});
  c.wishes = {{Shop::wish("7"), false}};
  shop.journal->commit(c);
  const auto w = shop.get("7");
  CHECK(w.number == "27");
  CHECK(w.field == "state");
  CHECK(w.desired == "in_process");
  CHECK(w.may_replace == "0 17");
  CHECK(w.revision == 1);
  CHECK(w.state == WishState::kOpen);
  CHECK(w.made == 10);
  CHECK(shop.due({shop.one}) == Ids{"7"});
  CHECK_FALSE(shop.journal->wish("shop", "7", "tracking"));
  CHECK_FALSE(shop.journal->wish("other", "7", "state"));
}

TEST_CASE("the same wish again changes nothing while it is open or confirmed") {
  Shop shop;
  shop.want(Shop::wish("7"));
  shop.want(Shop::wish("7"));
  CHECK(shop.get("7").revision == 1);
  shop.settle("7", WishState::kConfirmed);
  shop.want(Shop::wish("7"));
  CHECK(shop.get("7").revision == 1);
  CHECK(shop.get("7").state == WishState::kConfirmed);
  shop.want(Shop::wish("7"), true);
  CHECK(shop.get("7").revision == 2);
  CHECK(shop.get("7").state == WishState::kOpen);
  CHECK(shop.get("7").settled == 0);
  CHECK(shop.get("7").settled_after == 0);
}

TEST_CASE("another desire is a new revision; the same one stays settled, whatever came of it") {
  Shop shop;
  shop.want(Shop::wish("7"));
  shop.want(Shop::wish("7", "completed"));
  CHECK(shop.get("7").revision == 2);
  CHECK(shop.get("7").desired == "completed");
  for (const auto state : {WishState::kConflict, WishState::kRefused, WishState::kReopened}) {
    const auto before = shop.get("7").revision;
    shop.settle("7", state);
    shop.want(Shop::wish("7", "completed"));  // a person's state is not tried against again
    CHECK(shop.get("7").state == state);
    CHECK(shop.get("7").revision == before);
    shop.want(Shop::wish("7", "completed"), true);
    CHECK(shop.get("7").state == WishState::kOpen);
    CHECK(shop.get("7").revision == before + 1);
  }
}

TEST_CASE("what became of a revision that was replaced meanwhile is not stored") {
  Shop shop;
  shop.want(Shop::wish("7"));
  auto told = shop.get("7");
  shop.want(Shop::wish("7", "completed"));
  told.state = WishState::kConfirmed;
  shop.journal->settle_wishes({told}, {{shop.one, "7", 50, 1, "told", "", ""}}, {});
  CHECK(shop.get("7").state == WishState::kOpen);
  CHECK(shop.get("7").desired == "completed");
  CHECK(shop.journal->events(shop.one, "7").size() == 1);
}

TEST_CASE("an order that others changed before it was told is in doubt, unless it was read since") {
  Folder folder;
  const auto journal = open_sqlite_journal(folder.file("j.db"));
  const auto stream = journal->stream("import", journal->source_identity("shop"));
  auto changed = row("7"), read_since = row("8"), filtered = row("9", Fate::kFiltered);
  changed.hint = 100, read_since.hint = 300, filtered.hint = 100;
  auto c = changes(stream, {changed, read_since, filtered});
  c.wishes = {{Shop::wish("7"), false}, {Shop::wish("8"), false}, {Shop::wish("9"), false}};
  journal->commit(c);
  std::vector<Wish> told;
  for (const auto* id : {"7", "8", "9"}) {
    told.push_back(journal->wish("shop", id, "state").value());
    told.back().state = WishState::kConfirmed;
    told.back().changed_meanwhile = true, told.back().listed = 100, told.back().shown = 300;
  }
  journal->settle_wishes(told, {}, {});
  CHECK(journal->find(stream, "7")->in_doubt);
  CHECK(journal->find(stream, "7")->hint == 0);
  CHECK_FALSE(journal->find(stream, "8")->in_doubt);
  CHECK(journal->find(stream, "8")->hint == 300);
  CHECK_FALSE(journal->find(stream, "9")->in_doubt);
}

TEST_CASE("a settled wish knows the newest run of that moment; one put off does not") {
  Shop shop;
  shop.want(Shop::wish("7"));
  shop.journal->begin_run("import", 1);
  const auto newest = shop.journal->begin_run("other", 2);
  auto later = shop.get("7");
  later.attempts = 3, later.next_try = 200, later.text = "no answer", later.found = "0";
  shop.journal->settle_wishes({later}, {}, {});
  CHECK(shop.get("7").attempts == 3);
  CHECK(shop.get("7").next_try == 200);
  CHECK(shop.get("7").text == "no answer");
  CHECK(shop.get("7").found == "0");
  CHECK(shop.get("7").settled_after == 0);
  CHECK(shop.due({shop.one}, 199).empty());
  CHECK(shop.due({shop.one}, 200) == Ids{"7"});
  shop.settle("7", WishState::kConfirmed);
  CHECK(shop.get("7").settled == 50);
  CHECK(shop.get("7").settled_after == newest);
  CHECK(shop.due({shop.one}, 200).empty());
}

TEST_CASE("wishes are due oldest first, for their connection only") {
  Shop shop;
  auto first = Shop::wish("9"), second = Shop::wish("1"), foreign = Shop::wish("2");
  first.made = 5;
  foreign.connection = "other";
  for (const auto& w : {second, first, foreign}) shop.want(w);
  CHECK(shop.due({shop.one}) == Ids{"9", "1"});
  CHECK(shop.due({shop.one}, 100, 1) == Ids{"9"});
}

TEST_CASE("with two readers a wish is held until both hold a final fate") {
  Shop shop;
  shop.journal->commit(changes(shop.one, {row("7")}));
  shop.want(Shop::wish("7"));
  const std::vector<std::int64_t> both{shop.one, shop.other};
  CHECK(shop.due({shop.one}) == Ids{"7"});
  CHECK(shop.due(both).empty());  // the second has not seen it yet
  CHECK(shop.journal->wish_counts("shop", both, 100).held == 1);
  CHECK(shop.journal->wish_counts("shop", both, 100).oldest_held == 10);
  CHECK(shop.journal->wish_counts("shop", both, 100).due == 0);
  for (const auto fate : {Fate::kNotSelected, Fate::kNotReady, Fate::kPending, Fate::kFailed}) {
    auto open = row("7", fate);
    open.state = "0";
    shop.journal->commit(changes(shop.other, {open}));
    INFO(fate_name(fate));
    CHECK(shop.due(both).empty());
  }
  for (const auto fate : {Fate::kFiltered, Fate::kWritten, Fate::kRejected, Fate::kGone, Fate::kSuperseded}) {
    shop.journal->commit(changes(shop.other, {row("7", fate)}));
    INFO(fate_name(fate));
    CHECK(shop.due(both) == Ids{"7"});
  }
  CHECK(shop.journal->wish_counts("shop", both, 100).due == 1);
  // Moved by a person meanwhile: the second will not select it any more, and the wish finds a conflict.
  auto moved = row("7", Fate::kNotSelected);
  moved.state = "5";
  shop.journal->commit(changes(shop.other, {moved}));
  CHECK(shop.due(both) == Ids{"7"});
}

TEST_CASE("a next try that lies far ahead has come: a clock was set back") {
  Shop shop;
  shop.want(Shop::wish("7"));
  auto later = shop.get("7");
  later.next_try = 5000;
  shop.journal->settle_wishes({later}, {}, {});
  CHECK(shop.due({shop.one}).empty());
  later.next_try = 100 + 25 * 3600 * 1000000LL;
  shop.journal->settle_wishes({later}, {}, {});
  CHECK(shop.due({shop.one}) == Ids{"7"});
  CHECK(shop.journal->wish_counts("shop", {shop.one}, 100).due == 1);
}

TEST_CASE("wishes counted and listed by state, newest first") {
  Shop shop;
  for (const char* order : {"1", "2", "3", "4", "5", "6"}) shop.want(Shop::wish(order));
  auto later = shop.get("1");
  later.next_try = 1000;
  shop.journal->settle_wishes({later}, {}, {});
  shop.settle("2", WishState::kConfirmed);
  auto conflict = shop.get("3");
  conflict.state = WishState::kConflict, conflict.settled = 60;
  shop.journal->settle_wishes({conflict}, {}, {});
  shop.settle("4", WishState::kConflict);
  shop.settle("5", WishState::kRefused);
  const auto counts = shop.journal->wish_counts("shop", {shop.one}, 100);
  CHECK(counts.due == 1);
  CHECK(counts.later == 1);
  CHECK(counts.held == 0);
  CHECK(counts.confirmed == 1);
  CHECK(counts.conflict == 2);
  CHECK(counts.refused == 1);
  CHECK(counts.reopened == 0);
  const auto conflicts = shop.journal->wishes("shop", WishState::kConflict, 9);
  REQUIRE(conflicts.size() == 2);
  CHECK(conflicts[0].order == "3");
  CHECK(conflicts[1].order == "4");
  CHECK(shop.journal->wishes("shop", WishState::kConflict, 1).size() == 1);
}

TEST_CASE("what stands in the shop: read once, told, tried, by order and connection") {
  const Shop shop;
  const auto store = [&](const Standing& standing, bool keeps) {
    auto c = changes(shop.one);
    c.standings = {{standing, keeps}};
    shop.journal->commit(c);
  };
  CHECK_FALSE(shop.journal->standing("shop", "7"));
  store({"shop", "7", {"0", "open", ""}, {"17", "open", ""}}, true);
  store({"shop", "7", {"8", "clarification", ""}, {"12", "paid", ""}}, true);  // another pipeline, later
  auto stands = shop.journal->standing("shop", "7").value();
  CHECK(stands.state == StandingState{"0", "open", ""});
  CHECK(stands.payment == StandingState{"17", "open", ""});
  CHECK(stands.connection == "shop");
  CHECK(stands.order == "7");
  CHECK_FALSE(shop.journal->standing("other", "7"));
  CHECK_FALSE(shop.journal->standing("shop", "8"));

  // A mark that was told: the payment stays as it was read.
  shop.want(Shop::wish("7"));
  auto wish = shop.get("7");
  wish.state = WishState::kConfirmed, wish.found = "1", wish.told = true;
  shop.journal->settle_wishes({wish}, {}, {});
  stands = shop.journal->standing("shop", "7").value();
  CHECK(stands.state == StandingState{"1", "in_process", ""});
  CHECK(stands.payment == StandingState{"17", "open", ""});

  // One that was settled by other means says nothing of what stands.
  wish.found = "7", wish.told = false;
  shop.journal->settle_wishes({wish}, {}, {});
  CHECK(shop.journal->standing("shop", "7")->state.id == "1");

  // An order that was told of before it was known: what it is read in later is what is known of it.
  store({"shop", "9", {"", "", "in_process"}, {"", "", ""}}, false);
  store({"shop", "9", {"8", "clarification", ""}, {"17", "open", ""}}, true);
  CHECK(shop.journal->standing("shop", "9")->state == StandingState{"8", "clarification", "in_process"});
  CHECK(shop.journal->standing("shop", "9")->payment == StandingState{"17", "open", ""});

  store({"shop", "7", {"1", "in_process", "partially_delivered"}, {"", "paid", ""}}, false);
  stands = shop.journal->standing("shop", "7").value();
  CHECK(stands.state == StandingState{"1", "in_process", "partially_delivered"});
  CHECK(stands.payment == StandingState{"", "paid", ""});
}
