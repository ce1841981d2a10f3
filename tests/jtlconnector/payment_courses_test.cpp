// SPDX-License-Identifier: MIT
// No payment is booked twice: 10,000 orders, each with a random course of what customers, a JTL-Wawi and the
// network do. OB_SEED=N repeats one, OB_COURSES=N runs more or fewer. The client's half is JtlClient, whose
// header names the witnesses. One race is left out, for no endpoint can win it (nor does JTL's own): a
// person at JTL-Wawi who books the very money that the shop already offers tells so before JTL-Wawi pulls.
#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "../jtl/paid_shop.hpp"
#include "../support/courses.hpp"
#include "jtl_client.hpp"
#include "log_host.hpp"
#include "rpc/service.hpp"
#include "samples.hpp"
#include "sqlite_store.hpp"

using namespace ob_test;
namespace jc = orderbridge::jtlconnector;

namespace {

constexpr int kOrdersAtOnce = 100, kRounds = 14;

/// What a JTL-Wawi has of one order.
struct Sale {
  std::int64_t host = 0;
  bool acknowledged = false;
  std::map<std::string, std::int64_t> pulled;  // payments by the endpoint's id
  std::map<std::int64_t, std::int64_t> own;    // by its own id
  std::string own_transaction;                 // of own money that the shop knows, too
  std::set<std::int64_t> to_push;              // own payments not pushed yet
  std::string pushed;                          // payment status
  bool tells_first = false;                    // it books what the shop offers: told before the next pull

  std::int64_t booked() const {
    std::int64_t sum = 0;
    for (const auto& [id, amount] : pulled) sum += amount;
    for (const auto& [id, amount] : own) sum += amount;
    return sum;
  }
  std::string status(std::int64_t total) const {
    return booked() >= total ? "completed" : booked() > 0 ? "partially_paid" : "unpaid";
  }
};

/// Orders, a shop, both pipelines, an endpoint and a JTL-Wawi.
class House {
 public:
  House(Random& random, int first) : random_(random), pushes_payments_(one_in(random, 2)) {
    REQUIRE(wawi_.open() == OB_OK);
    store_.emplace(folder_.file("jc.db"), log_.host());
    service_.emplace(sample_settings(), *store_, log_.host());
    for (int i = 0; i < kOrdersAtOnce; ++i) orders_.push_back(new_order(random, first + i));
  }

  void run() {
    for (int round = 0; round < kRounds; ++round) {
      for (auto& order : orders_) happens(order);
      if (!one_in(random_, 3)) import_changed(wawi_, orders_);
      if (!one_in(random_, 3)) abgleich(true);
      if (!one_in(random_, 3)) tell_shop();
      if (one_in(random_, 40)) clear();
      check();
    }
    for (int i = 0; i < 3; ++i) {  // until all is still
      import_changed(wawi_, orders_);
      abgleich(false);
      tell_shop();
      check();
    }
    check_end();
  }

  int doubted = 0, complete = 0;

 private:
  Sale* sale(const ShopOrder& order) {
    const auto found = sales_.find(order.key());
    return found == sales_.end() ? nullptr : &found->second;
  }

  void happens(ShopOrder& order) {
    auto* there = sale(order);
    // Who sends a link for the rest has seen what JTL-Wawi has, as it was told.
    const bool knows_rest = order.kind == ShopKind::kLedger || order.paid == 0 ||
                            (there && there->to_push.empty() && there->pushed == there->status(order.total));
    if (knows_rest && one_in(random_, 6)) order.pay_online(random_);
    if (!there) return;
    if (one_in(random_, 8) && order.due() > 0) {  // a transfer to the bank
      const auto amount = one_in(random_, 2) ? order.due() : between(random_, 1, order.due());
      book(order, *there, amount);
      order.paid += amount;
    }
    if (one_in(random_, 12) && order.received > there->booked() && there->own.empty()) {
      // JTL-Wawi's own reconciliation finds the money that the shop received, too.
      auto amount = order.received - there->booked();
      if (one_in(random_, 3)) amount = between(random_, 1, amount);
      // Of a part, once JTL-Wawi says "partly paid" anyway, no endpoint can know where payments are not
      // pushed.
      const bool is_part = there->booked() + amount < order.total;
      if (is_part && !pushes_payments_ && there->booked() > 0) return;
      matched_.insert(order.id);
      book(order, *there, amount);
      if (one_in(random_, 2)) there->own_transaction = order.transaction;
      there->tells_first = true;
    }
    if (one_in(random_, 12) && !there->own.empty() &&
        !matched_.contains(order.id)) {  // a wrong booking is taken back
      const auto last = std::prev(there->own.end());
      order.paid -= last->second;
      order.withdrawn = true;
      order.taken_back += last->second;
      order.note("JTL-Wawi takes back", last->second);
      there->to_push.erase(last->first);
      there->own.erase(last);
    }
  }

  void book(ShopOrder& order, Sale& there, std::int64_t amount) {
    const auto id = next_++;
    there.own[id] = amount;
    if (pushes_payments_) there.to_push.insert(id);
    order.booked_there = true;
    order.note("JTL-Wawi books", amount);
  }

  // JTL-Wawi.

  json identity(const std::string& endpoint, std::int64_t host) {
    switch (random_() % 3) {
      case 0:
        return {endpoint, host};
      case 1:
        return {endpoint, 0};
      default:
        return {"", host};
    }
  }

  void abgleich(bool faults) {
    faults_ = faults;
    attempt([&] { client_.call("core.connector.features"); });
    attempt([&] { client_.call("connector.identify"); });
    const bool first = any_first() || one_in(random_, 3);
    if (first) push();
    for (const std::string kind : {"customer", "customer_order", "payment"}) pull(kind);
    if (!first || !faults || one_in(random_, 2)) push();
    attempt([&] { client_.call("connector.finish"); });
    client_.end_session();
  }

  void attempt(const std::function<void()>& step) {
    if (faults_ && one_in(random_, 25)) client_.tear_session();
    if (faults_ && one_in(random_, 25)) client_.lose_next_answer();
    try {
      step();
    } catch (const AnswerLost&) {
    }
  }

  void pull(const std::string& kind) {
    for (int i = 0; i < 4; ++i) {
      std::int64_t waiting = -1;
      json came;
      attempt([&] { waiting = client_.call(kind + ".statistic", {{"limit", 0}}).at("available"); });
      if (waiting == 0) return;
      attempt([&] { came = client_.call(kind + ".pull", {{"limit", 60}}); });
      if (came.is_null()) return note_unanswered(kind);
      if (faults_ && one_in(random_, 12)) return note_unanswered(kind);  // the import failed
      json pairs = json::array();
      for (const auto& model : came) take(kind, model, pairs);
      if (faults_ && one_in(random_, 10)) {  // the ack is lost
        note_unanswered(kind);
        continue;
      }
      ack(kind, pairs);
    }
  }

  /// Whether JTL-Wawi took what it was handed and has not acknowledged, the endpoint cannot know from here on.
  void note_unanswered(const std::string& kind) {
    if (kind != "payment") return;
    for (auto& order :
         rows(folder_.file("jc.db"),
              "SELECT DISTINCT parent FROM thing t WHERE model=512 AND handed<>'' AND NOT EXISTS(SELECT "
              "1 FROM link l WHERE l.type=512 AND l.endpoint=t.endpoint)"))
      unanswered_.insert(order);
  }

  void take(const std::string& kind, const json& model, json& pairs) {
    const auto endpoint = model.at("id").at(0).get<std::string>();
    auto& host = hosts_[kind + endpoint];
    if (host == 0) host = next_++;
    if (faults_ && one_in(random_, 40)) return note_unanswered(kind);  // this one cannot be imported now
    if (kind == "customer_order") sales_[endpoint].host = host;
    if (kind == "payment") {
      const auto order = model.at("customerOrderId").at(0).get<std::string>();
      REQUIRE(sales_.contains(order));
      const auto amount = cents_of(model.at("totalSum").dump());
      if (sales_[order].pulled.emplace(endpoint, amount).second)
        at(order).note("JTL-Wawi pulls " + endpoint, amount);
    }
    pairs.push_back({endpoint, host});
  }

  void ack(const std::string& kind, const json& pairs) {
    // As the model is called, and as the controller is.
    const std::map<std::string, std::string> names{
        {"customer", "Customer"}, {"customer_order", "CustomerOrder"}, {"payment", "Payment"}};
    json params{{"identities", {{one_in(random_, 2) ? names.at(kind) : kind, pairs}}}};
    if (one_in(random_, 2)) params["checksums"] = json::array();
    if (one_in(random_, 8))
      params["identities"]["Manufacturer"] = json::array({json::array({"77", next_++})});
    if (one_in(random_, 8)) params["identities"]["CustomerOrder"].push_back({"nobody", next_++});
    bool answered = false;
    attempt([&] {
      const auto answer = client_.call("core.connector.ack", params);
      answered = true;
      REQUIRE(answer == true);
      if (kind == "customer_order")
        for (const auto& pair : pairs) sales_[pair.at(0)].acknowledged = true;
    });
    if (!answered) note_unanswered(kind);
  }

  void push() {
    const bool faults = std::exchange(faults_, faults_ && !any_first());
    if (pushes_payments_ && one_in(random_, 2)) push_payments();
    push_statuses();
    if (pushes_payments_) push_payments();
    faults_ = faults;
  }

  void push_statuses() {
    json changes = json::array();
    std::vector<std::pair<Sale*, std::string>> told;
    for (auto& order : orders_) {
      auto* there = sale(order);
      if (!there) continue;
      const auto status = there->status(order.total);
      if (status == there->pushed && !one_in(random_, 30)) continue;
      // An order whose ack was lost is named by both ids: with one alone nobody could know it.
      const auto id =
          there->acknowledged ? identity(order.key(), there->host) : json{order.key(), there->host};
      changes.push_back({{"customerOrderId", id}, {"orderStatus", ""}, {"paymentStatus", status}});
      told.emplace_back(there, status);
      if (one_in(random_, 30))
        changes.push_back(
            {{"customerOrderId", {"unknown", 0}}, {"orderStatus", "new"}, {"paymentStatus", ""}});
    }
    if (changes.empty()) return;
    attempt([&] {
      const auto answer = client_.call("status_change.push", changes);
      REQUIRE(answer.size() == changes.size());
      for (auto& [there, status] : told) there->pushed = status, there->tells_first = false;
      for (const auto& change : changes)
        if (const auto id = change.at("customerOrderId"); id.at(0) != "unknown")
          for (auto& order : orders_)
            if (order.key() == id.at(0) || (sale(order) && sale(order)->host == id.at(1)))
              order.note("JTL-Wawi says " + change.at("paymentStatus").get<std::string>());
    });
  }
  bool any_first() const {
    for (const auto& [key, there] : sales_)
      if (there.tells_first) return true;
    return false;
  }

  void push_payments() {
    json payments = json::array();
    for (auto& [key, there] : sales_)
      for (const auto id : there.to_push)
        payments.push_back(
            {{"id", {"", id}},
             {"customerOrderId", there.acknowledged ? identity(key, there.host) : json{key, there.host}},
             {"billingInfo", ""},
             {"creationDate", "2026-11-21T10:00:00+01:00"},
             {"paymentModuleCode", "pm_prepayment"},
             {"totalSum", json::parse(money_text(there.own.at(id)))},
             {"transactionId", there.own_transaction}});
    if (payments.empty()) return;
    if (one_in(random_, 4))
      payments.push_back({{"id", {"", next_++}}, {"customerOrderId", {"unknown", 0}}, {"totalSum", 1}});
    attempt([&] {
      const auto answer = client_.call("payment.push", payments);
      REQUIRE(answer.size() == payments.size());
      for (auto& [key, there] : sales_) {
        if (!there.to_push.empty()) at(key).note("JTL-Wawi pushes its payments");
        there.to_push.clear();
      }
    });
  }

  void clear() {
    const json one{{"identities", {{one_in(random_, 2) ? "payment" : "customerOrder", json::array()}}}};
    client_.call("core.linker.clear", one_in(random_, 2) ? one : json::array());
    note_unanswered("payment");  // what was taken is not known any more
    for (auto& [key, there] : sales_) there.acknowledged = false;
    for (auto& order : orders_) order.note("links are cleared");
  }

  ShopOrder& at(const std::string& key) {
    return orders_.at(static_cast<std::size_t>(std::stoi(key) - orders_.front().id));
  }

  // The status pipeline.
  void tell_shop() {
    for (const auto& update : wawi_.statuses()) {
      const auto [key, payment] = payment_word(update);
      at(key).hear(payment);
    }
    for (const auto& finding : wawi_.findings)
      for (auto& order : orders_)
        if (finding.find("payment-in-doubt") != std::string::npos &&
            finding.find("order " + std::to_string(20000 + order.id) + ":") != std::string::npos) {
          order.told_person = true;
          order.note("a person hears of a payment in doubt");
        }
    wawi_.findings.clear();
  }

  void check() {
    for (const auto& order : orders_) {
      const auto* there = sale(order);
      if (!there || there->booked() <= order.paid + order.taken_back) continue;
      INFO("booked " << there->booked() << ", " << order.tell());
      FAIL("booked twice");
    }
  }

  /// Nothing is lost either: what is not booked was told to a person; and no false alarm.
  void check_end() {
    for (const auto& order : orders_) {
      INFO(order.tell());
      const auto* there = sale(order);
      REQUIRE(there);
      if (there->booked() < order.paid) {
        INFO("booked " << there->booked());
        // What JTL-Wawi took back it shows as open itself.
        CHECK((order.told_person || !order.warnings.empty() || order.withdrawn));
        CHECK((order.booked_there || unanswered_.contains(order.key())));
        ++doubted;
      } else {
        ++complete;
      }
      if (order.received > 0 || order.withdrawn) continue;
      CHECK_FALSE(order.told_person);  // only JTL-Wawi booked: what it told must not come back
      CHECK(order.warnings == std::vector<std::string>());
    }
  }

  Random& random_;
  const bool pushes_payments_;
  Folder folder_;
  LogHost log_;
  Wawi wawi_{folder_, {{"store", "jc.db"}}};
  std::optional<jc::SqliteStore> store_;
  std::optional<jc::Service> service_;
  JtlClient client_{[this](const std::string& rpc, const std::optional<std::string>& session) {
                      return service_->answer({rpc, session, "1.2.3.4"});
                    },
                    kToken};
  std::vector<ShopOrder> orders_;
  std::map<std::string, Sale> sales_;  // by the endpoint's id
  std::map<std::string, std::int64_t> hosts_;
  std::set<std::string> unanswered_;  // orders of whose payments a pull was not answered
  std::set<int> matched_;             // orders whose money JTL-Wawi found beside the shop
  std::int64_t next_ = 1000;
  bool faults_ = true;
};

void run(const CoursesPart& part) {
  Random random(part.stream());
  int complete = 0, doubted = 0;
  for (int first = part.first(); first <= part.last(); first += kOrdersAtOnce) {
    House house(random, first);
    house.run();
    complete += house.complete, doubted += house.doubted;
  }
  // Most payments arrive by themselves; else nothing would be proved.
  CHECK(complete > 4 * doubted);
}

}  // namespace

OB_COURSES("no payment is booked twice in 10,000 random courses, by the connector", run)
