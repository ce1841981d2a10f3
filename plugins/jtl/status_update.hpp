// SPDX-License-Identifier: MIT
// StatusUpdate: one ob_status_update and the memory it points into. Used by all status sources. Value type,
// one thread at a time.
#pragma once
#include <deque>
#include <orderbridge/connector.hpp>
#include <orderbridge/decimal.hpp>
#include <string>
#include <utility>
#include <vector>

#include "jtl/times.hpp"

namespace orderbridge::jtl {

/// Neither the protocol of the JTL-Connector nor JTL-Wawi's tables say in a known way that an order is
/// closed. JTL's own connectors stop at "completely delivered", which is why that is the default.
inline constexpr auto kCompletedWhenOption =
    option(OB_TYPE_CHOICE, "completed-when")
        .choices("never|delivered-and-paid")
        .defaults("never")
        .doc(
            "When the shop is told that an order is completed (komplett abgeschlossen): never, so that it "
            "ends "
            "with completely delivered, or once all of it is delivered and paid",
            "Wann der Shop erfährt, dass eine Bestellung komplett abgeschlossen ist: nie (never), dann endet "
            "sie mit komplett ausgeliefert, oder sobald alles geliefert und bezahlt ist "
            "(delivered-and-paid)");
inline bool completes(const Connection& connection) {
  return connection.text_or("completed-when", "never") == "delivered-and-paid";
}

class StatusUpdate {
 public:
  std::string id, number, revision, state, payment, erp_number, reason;
  ob_decimal paid{};
  ClockTime paid_at;

  struct Delivery {
    std::string id, carrier;
    ClockTime at;
    std::vector<std::string> tracking, urls;
    std::vector<std::pair<std::string, Decimal>> lines;
    std::vector<ob_str> tracking_views, url_views;
    std::vector<ob_delivered> line_views;
    std::string offset;
    ob_delivery data{};
  };
  std::deque<Delivery> deliveries;

  /// "completely_delivered" and "paid" become "completed".
  void complete();
  /// Times as instants of this clock. Lives as long as this object is not changed.
  const ob_status_update& build(const LocalClock& clock);
  /// What a list shows of it, for FetchSink::want(). Lives as long as this object is not changed.
  ob_listed listed(std::uint64_t hint) const;
  /// Of all that is told, the revision aside: equal means nothing has changed. Of times what the clock
  /// showed: another time zone in the configuration changes no order.
  std::uint64_t hash() const;

 private:
  std::vector<const ob_delivery*> pointers_;
  std::string paid_at_offset_;
  ob_status_update data_{};
};

}  // namespace orderbridge::jtl
