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

namespace orderbridge::jtl {

class StatusUpdate {
 public:
  std::string id, number, revision, state, payment, erp_number, reason;
  ob_decimal paid{};
  ob_time paid_at = OB_NO_TIME;

  struct Delivery {
    std::string id, carrier;
    ob_time at = OB_NO_TIME;
    std::vector<std::string> tracking, urls;
    std::vector<std::pair<std::string, Decimal>> lines;
    std::vector<ob_str> tracking_views, url_views;
    std::vector<ob_delivered> line_views;
    ob_delivery data{};
  };
  std::deque<Delivery> deliveries;

  /// Lives as long as this object is not changed.
  const ob_status_update& build();
  /// What a list shows of it, for FetchSink::want(). Lives as long as this object is not changed.
  ob_listed listed(std::uint64_t hint) const;
  /// Of all that is told, the revision aside: equal means nothing has changed.
  std::uint64_t hash() const;

 private:
  std::vector<const ob_delivery*> pointers_;
  ob_status_update data_{};
};

}  // namespace orderbridge::jtl
