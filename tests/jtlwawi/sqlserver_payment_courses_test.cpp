// SPDX-License-Identifier: MIT
// No payment is booked twice: 10,000 orders with random courses, over JTL-Wawi's tables. What JTL's Worker
// does is not published; here it takes a staged payment over once, whenever it comes to it, and keeps the
// order's figures (Verkauf.tAuftragEckdaten: fZahlung, dBezahlt) as its columns say.
#include <catch2/catch.hpp>

#include "../support/courses.hpp"
#include "payment_courses.hpp"
#include "sqlserver_bench.hpp"

using namespace ob_test;

namespace {

/// The sales orders of a JTL-Wawi, and what is booked on them.
class Server {
 public:
  explicit Server(OnSqlite& on) : on_(on) {}

  void take_over(const ShopOrder& order) {
    const auto key = order.key();
    on_.db.run(
        "INSERT INTO Verkauf.tAuftrag(kAuftrag,cAuftragsNr,nType,kShop,kShopauftrag,cExterneAuftragsnummer,"
        "nStorno,nKomplettAusgeliefert) VALUES(" +
        key + ",'AU" + key + "',1,1," + key + ",'" + std::to_string(20000 + order.id) + "',0,0)");
    totals_[order.id] = order.total;
    figures(order.id);
  }
  bool is_taken(int order) const { return totals_.contains(order); }
  void book(int order, std::int64_t amount) {
    own_[order] += amount;
    figures(order);
  }
  /// JTL's Worker: the payments of orders that are taken over.
  void work() {
    std::set<int> changed;
    for (const auto& row :
         on_.db.rows("SELECT kZahlungseingang,kInetBestellung,fBetrag FROM dbo.tInetShopZahlung")) {
      const auto first = row.find('|'), second = row.find('|', first + 1);
      const int order = std::stoi(row.substr(first + 1));
      if (!is_taken(order) || !seen_.insert(row.substr(0, first)).second) continue;
      from_shop_[order] += cents_of(row.substr(second + 1));
      changed.insert(order);
    }
    for (const int order : changed) figures(order);
  }
  /// What waits for the Worker counts: nobody can stop it.
  std::map<int, std::int64_t> booked() {
    std::map<int, std::int64_t> all = own_;
    for (const auto& row : on_.db.rows("SELECT kInetBestellung,fBetrag FROM dbo.tInetShopZahlung"))
      all[std::stoi(row)] += cents_of(row.substr(row.find('|') + 1));
    return all;
  }

 private:
  void figures(int order) {
    const auto sum = own_[order] + from_shop_[order];
    const auto key = std::to_string(order);
    on_.db.run("DELETE FROM Verkauf.tAuftragEckdaten WHERE kAuftrag=" + key);
    on_.db.run("INSERT INTO Verkauf.tAuftragEckdaten(kAuftrag,fZahlung,dBezahlt) VALUES(" + key + ",'" +
               money_text(sum) + "'," + (sum >= totals_.at(order) ? "'2026-11-24 09:00:00'" : "NULL") + ")");
  }

  OnSqlite& on_;
  std::map<int, std::int64_t> totals_, own_, from_shop_;
  std::set<std::string> seen_;
};

void run(const CoursesPart& part) {
  constexpr int kAtOnce = 100;
  Random random(part.stream());
  CourseCounts counts;
  for (int start = part.first(); start <= part.last(); start += kAtOnce) {
    OnSqlite on;
    Server server(on);
    std::vector<ShopOrder> orders;
    for (int i = 0; i < kAtOnce; ++i) orders.push_back(new_order(random, start + i));
    std::map<int, std::int64_t> figures;
    PaidWawi wawi;
    wawi.lags = true;
    wawi.takes_back = false;  // its tables do not tell the shop that something was taken back to nothing
    wawi.take_over = [&](int order) {
      server.take_over(orders.at(static_cast<std::size_t>(order - orders.front().id)));
    };
    wawi.is_taken = [&](int order) { return server.is_taken(order); };
    wawi.book = [&](ShopOrder& order, std::int64_t amount) { server.book(order.id, amount); };
    wawi.booked = [&](int order) {
      if (order == orders.front().id) figures = server.booked();  // one reading for all
      return figures[order];
    };
    wawi.work = [&] { server.work(); };
    run_courses(random, *on.wawi, wawi, orders, counts);
  }
  // Most payments arrive by themselves; else nothing would be proved.
  CHECK(counts.complete > 4 * counts.doubted);
}

}  // namespace

OB_COURSES("no payment is booked twice in 10,000 random courses, on SQL Server", run)
