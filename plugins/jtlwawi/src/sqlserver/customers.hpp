// SPDX-License-Identifier: MIT
// Customers: what the staging tables know of the customers of some orders, asked for by many keys at once:
// under which number a customer of ours stands, whether his rows are there, and how new the newest order is
// that filled them. Grows while orders are staged, so that two orders of one batch see each other. Inside one
// transaction, one thread; throws SqlError.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "probe.hpp"

namespace orderbridge::jtlwawi::sqlserver {

inline constexpr const char* kCustomerAttributes = "dbo.tInetKundenAttribute";
inline constexpr std::string_view kCustomerAttribute = "orderbridge.customer";

class Customers {
 public:
  explicit Customers(const Place& place) : place_(place) {}

  /// Under which kInetKunde these customers of the shop stand, where that is not their own number.
  void load_numbers(Session& session, const std::vector<std::string>& shop_ids);
  std::optional<std::int64_t> number_of(std::string_view shop_id) const;
  void set_number(std::string_view shop_id, std::int64_t number) {
    numbers_.emplace(shop_id, Number{number, false});
  }
  /// Set by set_number(), and not written by an order yet. Says so once.
  bool take_unwritten(std::string_view shop_id);

  /// Which rows of these kInetKunde are there.
  void load_rows(Session& session, const std::vector<std::int64_t>& ids);
  bool is_there(std::int64_t id) const { return rows_.at(id).customer; }
  bool is_of_shop(std::int64_t id) const { return rows_.at(id).of_shop; }
  /// What an older order says of a customer does not overwrite what a newer one said. `time`: as in
  /// dTimestamp, "2026-11-20 08:15:30"; empty: not known.
  bool is_newest(std::int64_t id, const std::string& time) const;
  /// An order of his has filled his rows.
  void filled(std::int64_t id, const std::string& time);

 private:
  struct Number {
    std::int64_t id = 0;
    bool written = true;
  };
  struct Rows {
    bool customer = false, of_shop = false;
    std::string newest;  // dTimestamp of his newest order; empty: none
  };

  const Place& place_;
  std::map<std::string, Number, std::less<>> numbers_;
  std::map<std::int64_t, Rows> rows_;
};

}  // namespace orderbridge::jtlwawi::sqlserver
