// SPDX-License-Identifier: MIT
#include "payment_courses.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>

namespace ob_test {
namespace {

constexpr int kRounds = 12;

class Course {
 public:
  Course(Random& random, Wawi& sink, const PaidWawi& wawi, std::vector<ShopOrder>& orders)
      : random_(random), sink_(sink), wawi_(wawi), orders_(orders) {}

  void run() {
    for (int round = 0; round < kRounds; ++round) {
      bool withdrawn = false;
      for (auto& order : orders_) withdrawn |= happens(order);
      if (withdrawn || !one_in(random_, 3)) tell_shop();
      if (!one_in(random_, 3)) import_changed(sink_, orders_);
      if (!one_in(random_, 3)) wawi_.work();
      check();
    }
    for (int i = 0; i < 3; ++i) {  // until all is still
      tell_shop();
      import_changed(sink_, orders_);
      for (auto& order : orders_)
        if (!wawi_.is_taken(order.id)) wawi_.take_over(order.id);
      wawi_.work();
      check();
    }
  }

  void count(CourseCounts& counts) const {
    for (const auto& order : orders_) {
      const auto booked = wawi_.booked(order.id);
      INFO("booked " << booked << ", " << order.tell());
      if (booked < order.paid) {
        CHECK((order.booked_there || wawi_.lags));
        CHECK((order.told_person || !order.warnings.empty()));
        ++counts.doubted;
      } else {
        ++counts.complete;
      }
      if (order.received > 0 || order.withdrawn) continue;
      CHECK_FALSE(order.told_person);  // only JTL-Wawi booked: what it told must not come back
      CHECK(order.warnings == std::vector<std::string>());
    }
  }

 private:
  /// True: a booking was taken back.
  bool happens(ShopOrder& order) {
    if (one_in(random_, 6)) order.pay_online(random_);
    if (order.imported == 0) return false;
    if (!wawi_.is_taken(order.id)) {
      if (one_in(random_, 4)) wawi_.take_over(order.id);
      return false;
    }
    if (one_in(random_, 8) && order.due() > 0) {  // a transfer to the bank
      const auto amount = one_in(random_, 2) ? order.due() : between(random_, 1, order.due());
      wawi_.book(order, amount);
      order.booked_there = true;
      order.note("JTL-Wawi books", amount);
      order.paid += amount;
      own_[order.id].push_back(amount);
    }
    auto& own = own_[order.id];
    if (!wawi_.takes_back || own.empty() || !one_in(random_, 15)) return false;
    wawi_.book(order, -own.back());  // it was a mistake
    order.paid -= own.back();
    order.withdrawn = true;
    order.taken_back += own.back();
    order.note("JTL-Wawi takes back", own.back());
    own.pop_back();
    return true;
  }

  void tell_shop() {
    for (const auto& update : sink_.statuses()) {
      const auto [key, payment] = payment_word(update);
      orders_.at(static_cast<std::size_t>(std::stoi(key) - orders_.front().id)).hear(payment);
    }
  }

  void check() const {
    for (const auto& order : orders_) {
      const auto booked = wawi_.booked(order.id);
      if (booked >= 0 && booked <= order.paid + order.taken_back) continue;
      INFO("booked " << booked << ", " << order.tell());
      FAIL("booked twice");
    }
  }

  Random& random_;
  Wawi& sink_;
  const PaidWawi& wawi_;
  std::vector<ShopOrder>& orders_;
  std::map<int, std::vector<std::int64_t>> own_;
};

}  // namespace

void run_courses(Random& random, Wawi& sink, const PaidWawi& wawi, std::vector<ShopOrder>& orders,
                 CourseCounts& counts) {
  Course course(random, sink, wawi, orders);
  course.run();
  course.count(counts);
}

}  // namespace ob_test
