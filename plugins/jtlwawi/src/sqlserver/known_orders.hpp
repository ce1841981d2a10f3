// SPDX-License-Identifier: MIT
// KnownOrders: what the database holds of some orders, asked for by many keys at once: by the staging table's
// key, staged and taken over; only for what that leaves open by our attribute and by order number, for which
// JTL-Wawi need not have an index. Used by write() inside its transaction and by lookup(). One thread at a
// time; throws SqlError.
#pragma once
#include <orderbridge/connector_abi.h>
#include <map>
#include <optional>
#include <orderbridge/decimal.hpp>
#include <set>
#include <string>
#include <vector>

#include "key_space.hpp"

namespace orderbridge::jtlwawi::sqlserver {

struct Wanted {
  std::string id;                   // of the shop
  std::optional<std::int64_t> key;  // the same as JTL's key, where it can be one
  std::string number;               // empty where it does not tell orders apart

  static Wanted of(std::string_view id, std::string_view number);
};

struct KnownOrder {
  std::int64_t key = 0;   // kInetBestellung; 0: a sales order that names none
  bool staged = false;    // its row is there
  std::string source_id;  // empty: somebody else's, or JTL-Wawi has dropped the attributes
  std::string number, content_version, payment_version, payment_state, transaction_id;
  ob_time ordered_at = OB_NO_TIME;
  std::int64_t sales_order = 0;  // kAuftrag or kBestellung; 0: not taken over
  bool cancelled = false;
  bool paid_there = false;  // JTL-Wawi has every sales order of it as paid
  Decimal payments_there;   // that JTL-Wawi counts, ours that it has taken over among them

  std::int32_t state() const {
    return cancelled ? OB_FOUND_CANCELLED : sales_order ? OB_FOUND_TAKEN_OVER : OB_FOUND_STAGED;
  }
};

struct Match {
  enum Kind : std::uint8_t {
    kNew,
    kSame,
    kReused,       ///< its id is taken by another order
    kNumberTaken,  ///< another order of ours has its number
    kElsewhere     ///< somebody else has put it there, under its number
  };
  Kind kind = kNew;
  const KnownOrder* order = nullptr;
};

class KnownOrders {
 public:
  KnownOrders(const Place& place, KeySpace space) : place_(&place), space_(space) {}

  /// Adds to what is known.
  void load(Session& session, const std::vector<Wanted>& wanted);
  Match match(const Wanted& wanted) const;
  /// An order under one of these keys is not of ours.
  bool has_foreign() const;

 private:
  using Keys = std::set<std::int64_t>;
  void keys_by_attribute(Session& session, const std::vector<Wanted>& wanted, Keys& keys);
  void keys_by_number(Session& session, const std::vector<Wanted>& wanted, Keys& keys);
  void read_staged(Session& session, const Keys& keys);
  void put_staged(const Rows& rows, Keys* keys = nullptr);
  void read_attributes(Session& session, const std::vector<std::int64_t>& keys);
  void read_sales_orders(Session& session, const std::vector<std::int64_t>& keys);

  const Place* place_;
  KeySpace space_;
  std::map<std::int64_t, KnownOrder> orders_;
  std::map<std::string, std::int64_t> keys_of_sources_;
  std::map<std::string, KnownOrder> without_key_;  // by number
};

}  // namespace orderbridge::jtlwawi::sqlserver
