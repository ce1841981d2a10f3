// SPDX-License-Identifier: MIT
// Orders that change in the shop after they were staged: what no list shows, what is deleted, and states and
// payments in every sequence. A genuine Shopware 5.7.19 showed each of these: a variant swapped in the
// backend moves neither `changed` nor the total, and one PUT can cancel an order and say that it is paid.
#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "bridge.hpp"
#include "orderbridge/sandbox/sandbox_shop.hpp"

using Catch::Matchers::Contains;
using orderbridge::sandbox::SandboxShop;

namespace {

struct Changing {
  Changing() : bridge((shop.start(), shop.url())) {
    bridge.on_written = "<onWritten status=\"in_process\"/>";
    bridge.actions =
        "<actions><action id=\"worker\" title=\"JTL-Worker\" connection=\"wawi\" "
        "run=\"take-over\"/></actions>";
  }
  e2e::Finished import() { return bridge.host({"run", "import", "--quiet"}); }
  e2e::Finished take_over(std::vector<std::string> words = {}) {
    words.insert(words.begin(), {"action", "wawi", "take-over"});
    words.push_back("--yes");
    return bridge.host(words);
  }
  /// Time passes: what is staged is due to be read again; all, or only one order.
  void pass_time(const std::string& id = {}) const {
    bridge.change_journal("UPDATE ledger SET next_check = 1 WHERE next_check > 0 AND fate = 5" +
                          (id.empty() ? "" : " AND id = '" + id + "'"));
  }
  /// What is not ready is read by every run; these tests count what else is.
  void remove_what_is_not_ready() const {
    for (const auto& id : bridge.journal_rows("SELECT id FROM ledger WHERE fate = 2"))
      shop.store().remove(std::stoll(id));
  }
  std::string one(const std::string& sql) const {
    const auto rows = bridge.staged(sql);
    return rows.empty() ? std::string() : rows.front();
  }
  std::string first_sku(const std::string& id) const {
    return one("SELECT cArtNr FROM tinetbestellpos WHERE kInetBestellung=" + id +
               " ORDER BY kInetBestellPos");
  }
  std::string events(const std::string& id, const std::string& what) const {
    return bridge
        .journal_rows("SELECT count(*) FROM event WHERE order_id='" + id + "' AND what='" + what + "'")
        .front();
  }
  std::string taken(const std::string& id) const {
    return one("SELECT count(*) FROM \"Verkauf.tAuftrag\" WHERE kShopauftrag=" + id);
  }
  std::size_t details() const {
    return shop.counters().values().of(orderbridge::sandbox::RequestKind::kDetail);
  }

  mutable SandboxShop shop;
  e2e::Bridge bridge;
};

}  // namespace

TEST_CASE("a swapped variant is noticed while the order is staged, by its age, and nothing else is read") {
  Changing t;
  t.import();
  t.remove_what_is_not_ready();
  t.import();
  const auto before = t.details();
  t.shop.changes().add("swap:id=57,sku=SW-NEU,name=Größe L");
  t.import();
  CHECK(t.details() == before);  // no list shows it, and it is too early
  CHECK(t.first_sku("57") != "SW-NEU");
  t.pass_time();
  for (int run = 0; run < 4; ++run) CHECK_THAT(t.import().out, !Contains("Not staged, and why"));
  CHECK(t.details() == before + 39);  // 10 in a run, each staged order once
  CHECK(t.first_sku("57") == "SW-NEU");
  CHECK(t.one("SELECT cName FROM tinetbestellpos WHERE kInetBestellung=57 ORDER BY kInetBestellPos") ==
        "Größe L");
  CHECK(t.events("57", "updated") == "1");
}

TEST_CASE("what was taken over is not read again by its age") {
  Changing t;
  t.import();
  t.remove_what_is_not_ready();
  for (const auto& id : t.bridge.staged())
    CHECK(t.take_over({"id:" + id, "--set", "customer=new"}).exit_code == 0);
  t.import();
  t.pass_time();
  const auto before = t.details();
  t.import();
  t.import();
  CHECK(t.details() == before);
}

TEST_CASE("an order is read right before it is taken over") {
  Changing t;
  t.import();
  SECTION("a variant was swapped") {
    t.shop.changes().add("swap:id=57,sku=SW-NEU");
    const auto taken = t.take_over({"id:57", "--set", "customer=new"});
    INFO(taken.out << taken.err);
    CHECK(taken.exit_code == 0);
    CHECK(t.one("SELECT cArtNr FROM \"Verkauf.tAuftragPosition\" WHERE kAuftrag=(SELECT kAuftrag FROM "
                "\"Verkauf.tAuftrag\" WHERE kShopauftrag=57) ORDER BY nSort") == "SW-NEU");
    CHECK_THAT(t.bridge.host({"runs"}).out, Contains("read-first"));
  }
  SECTION("a person cancelled it") {
    t.shop.changes().add("person:id=57,status=4,payment=12");
    const auto taken = t.take_over({"id:57", "--set", "customer=new"});
    CHECK_THAT(taken.out + taken.err, Contains("cancelled in the shop"));
    CHECK(t.taken("57") == "0");
    CHECK(t.one("SELECT count(*) FROM tInetShopZahlung WHERE kInetBestellung=57") == "1");
  }
  SECTION("it was deleted: the worker leaves it, a person who names it decides") {
    const auto certain = [&] {
      t.take_over();
      return t.bridge.staged("SELECT kShopauftrag FROM \"Verkauf.tAuftrag\" ORDER BY kShopauftrag LIMIT 1");
    };
    REQUIRE(!certain().empty());
    const auto like = certain().front();
    t.shop.changes().add("appear:id=500,like=" + like);  // the same customer, so it is certain, too
    t.import();
    REQUIRE(t.bridge.is_staged(500));
    t.shop.changes().add("delete:id=500");
    const auto worker = t.take_over();
    CHECK_THAT(worker.out, Contains("not in the shop any more"));
    CHECK(t.taken("500") == "0");
    const auto named = t.take_over({"id:500"});
    INFO(named.out << named.err);
    CHECK_THAT(named.out + named.err, Contains("not in the shop any more"));
    CHECK(t.taken("500") == "1");
  }
  SECTION("the shop does not answer: the worker waits, a person who names it decides") {
    t.shop.faults().add("500-empty:on=any");
    const auto worker = t.take_over();
    INFO(worker.out << worker.err);
    CHECK(worker.exit_code == 1);
    CHECK_THAT(worker.out + worker.err, Contains("could not be read from their shop"));
    CHECK(t.one("SELECT count(*) FROM \"Verkauf.tAuftrag\"") == "0");
    const auto named = t.take_over({"id:57", "--set", "customer=new"});
    CHECK_THAT(named.out + named.err, Contains("could not be read from its shop"));
    CHECK(t.taken("57") == "1");
  }
}

TEST_CASE("an order that was deleted after it was staged is told once, and not as seen") {
  Changing t;
  t.shop.changes().add("appear:id=400,payment=12");  // paid, and the newest
  t.import();
  const auto seen = t.bridge.journal_rows("SELECT last_seen FROM ledger WHERE id='400'");
  t.shop.changes().add("delete:id=400");
  const auto early = t.import();
  CHECK_THAT(early.out + early.err, !Contains("backup"));
  t.pass_time("400");
  const auto told = t.import();
  INFO(told.out << told.err);
  CHECK(told.exit_code == 1);
  CHECK_THAT(told.out, Contains("deleted in the shop after it was staged"));
  for (int run = 0; run < 5; ++run) {
    t.pass_time();
    const auto again = t.import();
    INFO(again.out << again.err);
    CHECK_THAT(again.out, !Contains("deleted in the shop after it was staged"));  // told once
    CHECK_THAT(again.out + again.err, !Contains("backup"));
  }
  CHECK(t.events("400", "deleted-in-shop") == "1");
  CHECK(t.bridge.journal_rows("SELECT last_seen FROM ledger WHERE id='400'") == seen);
  CHECK(t.bridge.is_staged(400));
  const auto story = t.bridge.host({"explain", "400"}).out;
  CHECK_THAT(story, Contains("deleted in the shop after it was staged"));
}

namespace {

enum class Step : std::uint8_t { kPaid, kCancelled, kReopened, kInProcess, kPartPaid };
constexpr Step kSteps[]{Step::kPaid, Step::kCancelled, Step::kReopened, Step::kInProcess, Step::kPartPaid};

std::vector<std::vector<Step>> all_sequences(std::size_t longest) {
  std::vector<std::vector<Step>> all{{}};
  for (std::size_t begin = 0, length = 1; length <= longest; ++length) {
    const auto end = all.size();
    for (; begin < end; ++begin)
      for (const auto step : kSteps) {
        auto longer = all[begin];
        longer.push_back(step);
        all.push_back(std::move(longer));
      }
  }
  all.erase(all.begin());
  return all;
}

/// One order and what persons do to it between two imports.
struct Course {
  std::int64_t id = 0;
  std::vector<Step> steps;
  std::size_t at_once = 1;
  bool taken_early = false;  // taken over after the second round, where it may be
  long status = 1, payment = 17;
  int cancellations = 0, reopenings = 0;  // as imports see them

  std::optional<long> wants_status(Step step) const {
    if (step == Step::kCancelled) return 4;
    if (step == Step::kReopened) return 0;
    if (step == Step::kInProcess) return 1;
    return std::nullopt;
  }
  static std::optional<long> wants_payment(Step step) {
    if (step == Step::kPaid) return 12;
    if (step == Step::kPartPaid) return 11;
    return std::nullopt;
  }
  /// The next steps, in one change where they are of different kinds.
  void go_on(orderbridge::sandbox::OrderStore& store, std::size_t round) {
    const bool was_cancelled = status == 4;
    std::optional<long> to_status, to_payment;
    const auto change = [&] {
      if (to_status || to_payment) CHECK(store.set_states(id, to_status, to_payment, "Erika"));
      to_status.reset(), to_payment.reset();
    };
    for (auto i = round * at_once; i < std::min(steps.size(), (round + 1) * at_once); ++i) {
      const auto s = wants_status(steps[i]), p = wants_payment(steps[i]);
      if ((s && to_status) || (p && to_payment)) change();
      if (s) to_status = status = *s;
      if (p) to_payment = payment = *p;
    }
    change();
    cancellations += !was_cancelled && status == 4 ? 1 : 0;
    reopenings += was_cancelled && status != 4 ? 1 : 0;
  }
  std::string text() const {
    std::string all = std::to_string(at_once) + " at once:";
    for (const auto step : steps) {
      static const char* const kNames[]{"paid", "cancelled", "reopened", "in process", "part paid"};
      all += std::string(" ") + kNames[static_cast<std::size_t>(step)];
    }
    return all + (taken_early ? ", taken over early" : "");
  }
};

}  // namespace

TEST_CASE(
    "paid, cancelled, reopened, part paid, in every sequence: no payment is lost, no cancelled order taken "
    "over") {
  Changing t;
  std::vector<Course> courses;
  for (const auto& steps : all_sequences(4))
    for (const std::size_t at_once : {1U, 2U}) {
      if (at_once > steps.size()) continue;
      Course course;
      course.id = 1000 + static_cast<std::int64_t>(courses.size());
      course.steps = steps;
      course.at_once = at_once;
      course.taken_early = courses.size() % 2 == 1;
      orderbridge::sandbox::NewOrder order;
      order.id = course.id;
      order.like = 57;
      t.shop.store().appear(order);
      courses.push_back(std::move(course));
    }
  REQUIRE(courses.size() == 780 + 775);
  const auto taking_over = [&](bool early) {
    std::vector<std::string> words;
    for (const auto& course : courses)
      if (course.taken_early == early) words.push_back("id:" + std::to_string(course.id));
    words.insert(words.end(), {"--set", "customer=new"});
    t.take_over(std::move(words));
  };
  t.import();
  REQUIRE(t.shop.store().state(1000)->status == 1);  // marked
  std::set<std::int64_t> taken_early;
  for (std::size_t round = 0; round < 4; ++round) {
    for (auto& course : courses) course.go_on(t.shop.store(), round);
    t.import();
    if (round != 1) continue;
    taking_over(true);
    for (const auto& course : courses)
      if (course.taken_early && course.status != 4) taken_early.insert(course.id);
  }
  const auto idle = t.import();
  INFO(idle.out << idle.err);
  CHECK_THAT(idle.out, !Contains("Not staged, and why"));  // everything was said, once
  taking_over(false);

  std::map<std::string, std::string> payments, staged;
  for (const auto& row :
       t.bridge.staged("SELECT a.kShopauftrag||' '||count(z.kZahlung)||' '||coalesce(sum(z.fBetrag)="
                       "e.fWertBrutto,0) FROM \"Verkauf.tAuftrag\" a JOIN "
                       "\"Verkauf.tAuftragEckdaten\" e ON e.kAuftrag=a.kAuftrag LEFT JOIN tZahlung "
                       "z ON z.kBestellung=a.kAuftrag GROUP BY a.kAuftrag"))
    payments[row.substr(0, row.find(' '))] = row.substr(row.find(' ') + 1);
  for (const auto& id : t.bridge.staged("SELECT kInetBestellung FROM tInetShopZahlung")) staged[id] = "paid";
  std::map<std::string, int> said;
  for (const auto& row : t.bridge.journal_rows("SELECT order_id||' '||what FROM event")) ++said[row];
  for (const auto& course : courses) {
    const auto id = std::to_string(course.id);
    INFO(id << ", " << course.text());
    const bool paid = course.payment == 12;
    CHECK((staged.count(id) == 1) == paid);
    const bool taken = course.taken_early ? taken_early.count(course.id) == 1 : course.status != 4;
    CHECK((payments.count(id) == 1) == taken);
    if (taken) CHECK(payments[id] == (paid ? "1 1" : "0 0"));
    CHECK(said[id + " cancelled-in-shop"] == course.cancellations);
    CHECK(said[id + " open-in-shop"] == course.reopenings);
  }
}
