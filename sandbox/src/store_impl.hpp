// SPDX-License-Identifier: MIT
// The inside of OrderStore, shared by its source files. Orders lie in one vector sorted by id, so that keyset
// pages start with a binary search.
#pragma once

#include <algorithm>
#include <map>
#include <mutex>
#include <shared_mutex>

#include "order.hpp"
#include "orderbridge/sandbox/order_store.hpp"
#include "php_time.hpp"
#include "state_log.hpp"
#include "status_table.hpp"

namespace orderbridge::sandbox {

struct OrderStore::Impl {
  Impl(const std::string& data_dir, const ShopVersion& version, std::size_t orders, Clock clock);

  Order* find(std::int64_t id);
  const Order* find(std::int64_t id) const { return const_cast<Impl*>(this)->find(id); }
  Order make(std::int64_t id, const OrderTemplate& base);  // with a number and line ids of its own
  const OrderTemplate& next_donor();
  const OrderTemplate* template_like(std::int64_t id) const;
  void touch(Order& order) const;  // sets `changed`, where the version has it
  std::string next_number();
  std::unique_lock<std::shared_mutex> begin_change();  // exclusive, at one moment of the shop's clock
  // The change happened; still under its lock.
  void done(const char* what, std::int64_t id, std::map<std::string, std::string> values);

  mutable std::shared_mutex mutex;
  Clock clock;
  std::int64_t moment = 0;        // of the change under way
  std::unique_ptr<StateLog> log;  // null: a shop without memory
  const bool short_tracking;
  StatusTable statuses;
  Templates templates;
  std::vector<const OrderTemplate*> donors;  // the importable templates
  std::vector<Order> orders;
  std::size_t donor_turn = 0;
  std::int64_t line_shift = 0;
  std::int64_t last_number = 30000;  // recorded numbers end at 20055
};

}  // namespace orderbridge::sandbox
