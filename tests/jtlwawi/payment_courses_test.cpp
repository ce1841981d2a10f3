// SPDX-License-Identifier: MIT
// No payment is booked twice: 10,000 orders with random courses, in the embedded JTL-Wawi.
#include <catch2/catch.hpp>

#include "../support/courses.hpp"
#include "payment_courses.hpp"

using namespace ob_test;

namespace {

void run(const CoursesPart& part) {
  constexpr int kAtOnce = 250;
  Random random(part.stream());
  CourseCounts counts;
  for (int start = part.first(); start <= part.last(); start += kAtOnce) {
    Folder folder;
    Wawi wawi(folder);
    REQUIRE(wawi.open() == OB_OK);
    std::vector<ShopOrder> orders;
    std::map<int, std::string> taken;  // its sales order
    for (int i = 0; i < kAtOnce; ++i) orders.push_back(new_order(random, start + i));
    std::map<int, std::int64_t> figures;
    const auto read = [&] {
      figures.clear();
      for (const auto& row : rows(folder.file("wawi.db"),
                                  "SELECT a.kShopauftrag,e.fZahlung FROM \"Verkauf.tAuftrag\" a JOIN "
                                  "\"Verkauf.tAuftragEckdaten\" e ON e.kAuftrag=a.kAuftrag")) {
        const auto bar = row.find('|');
        figures[std::stoi(row)] = cents_of(row.substr(bar + 1));
      }
    };
    PaidWawi own;
    own.take_over = [&](int order) {
      REQUIRE(wawi.act("take-over", {std::to_string(20000 + order)}, {"customer=new"}) == OB_OK);
      REQUIRE(wawi.outcomes.size() == 1);
      REQUIRE(wawi.outcomes[0].outcome == OB_WRITTEN);
      taken[order] = wawi.outcomes[0].remote_id;
    };
    own.is_taken = [&](int order) { return taken.contains(order); };
    own.book = [&](ShopOrder& order, std::int64_t amount) {
      REQUIRE(wawi.act("pay", {taken.at(order.id)}, {"amount=" + money_text(amount)}) == OB_OK);
      REQUIRE(wawi.outcomes.at(0).outcome == OB_UPDATED);
    };
    own.booked = [&](int order) {
      if (order == orders.front().id) read();  // one reading for all
      return figures[order];
    };
    own.work = [] {};
    run_courses(random, wawi, own, orders, counts);
  }
  // Most payments arrive by themselves; else nothing would be proved.
  CHECK(counts.complete > 4 * counts.doubted);
}

}  // namespace

OB_COURSES("no payment is booked twice in 10,000 random courses, embedded", run)
