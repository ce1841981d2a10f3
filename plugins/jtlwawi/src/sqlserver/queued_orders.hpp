// SPDX-License-Identifier: MIT
// QueuedOrders: which orders were put into JTL's queue for order files. The Worker deletes what it has
// fetched, so the queue itself cannot say it; orderbridge.tXMLBestellung (scripts/create-order-queue.sql)
// remembers it, written in the queue's own transaction. Its key (shop, id) forbids a second. One thread;
// throws SqlError.
#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "../order_xml/filed_order.hpp"
#include "queue_place.hpp"

namespace orderbridge::jtlwawi::sqlserver {

class QueuedOrders {
 public:
  QueuedOrders(Session& session, const QueuePlace& place) : session_(session), place_(place) {}

  /// Adds to what is known: by ids of the shop, and by numbers.
  void load(const std::vector<std::string>& ids, const std::vector<std::string>& numbers);

  const FiledOrder* find(const std::string& id) const;
  /// Another order of this shop has the number.
  bool has_number(const std::string& number) const { return numbers_.count(number) > 0; }
  /// The shop under which this very order was queued, where that is another; else null.
  const std::string* other_shop_of(const std::string& id, const ob_order& order) const;
  /// JTL-Wawi has the number from somewhere else: as a staged order of this shop, as a sales order of this
  /// shop, or as a sales order of no shop, where no queued order explains it.
  bool is_elsewhere(const std::string& number) const { return elsewhere_.count(number) > 0; }

  /// Order and document, both or none: the caller's transaction holds them together.
  void put(const std::string& id, const FiledOrder& order, const std::string& document);

 private:
  void read(const Statement& query);
  void look_elsewhere(const std::vector<std::string>& numbers);

  Session& session_;
  const QueuePlace& place_;
  struct OfOtherShop {
    std::string shop, id;
    FiledOrder order;
  };
  std::map<std::string, FiledOrder> orders_;  // of this shop, by id
  std::vector<OfOtherShop> others_;
  std::set<std::string> numbers_;    // of this shop
  std::set<std::string> explained_;  // of any shop
  std::set<std::string> elsewhere_;
};

/// Of these numbers, those of which JTL-Wawi has a sales order that belongs to no shop: what the Worker
/// makes.
std::set<std::string> imported(Session& session, const QueuePlace& place,
                               const std::vector<std::string>& numbers);
/// Numbers of orders of this shop that were queued within this time and are no sales order yet.
std::vector<std::string> overdue(Session& session, const QueuePlace& place, ob_time from, ob_time to);

}  // namespace orderbridge::jtlwawi::sqlserver
