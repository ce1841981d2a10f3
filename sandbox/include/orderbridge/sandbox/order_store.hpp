// SPDX-License-Identifier: MIT
// The orders of the sandbox shop: what the API reads and writes, and what happens in the shop meanwhile.
// Every public function locks by itself and may be called from any thread; answers are copies.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "orderbridge/sandbox/order_state.hpp"

namespace orderbridge::sandbox {

struct ListQuery;
struct PutAnswer;
struct ShopVersion;
class StatusTable;

// An order that comes into being. 0 and empty mean: choose something sensible.
struct NewOrder {
  std::int64_t id = 0;    // default: above the highest; a free lower one plays a late commit
  std::int64_t like = 0;  // id of the order whose content it takes; default: the complete ones in turn
  std::string number;     // default: the next free number
  std::string time;       // local time, 2026-11-20 10:00:00; default: now
  long status = 0;        // -1: an aborted checkout, number "0", no addresses
  long payment = 17;
  bool half = false;  // the header only, which the shop commits first: see write_next_part()
};

class OrderStore {
 public:
  using Clock = std::function<std::int64_t()>;

  // Throws std::runtime_error if the data folder is unusable.
  OrderStore(const std::string& data_dir, const ShopVersion& version, std::size_t orders, Clock clock);
  ~OrderStore();

  // What is written in `file` happens again, at the times it had; whatever happens from now on is appended,
  // in the file when the function that did it returns. True: the file held a past. Before the shop is used;
  // throws std::runtime_error if the file cannot be used or belongs to a shop of another size or version.
  bool remember(const std::string& file, const std::string& version);

  std::size_t size() const;
  std::vector<std::int64_t> ids() const;
  std::optional<OrderState> state(std::int64_t id) const;
  // JSON of one order; nullopt where the shop answers 404.
  std::optional<std::string> detail(std::int64_t id) const;
  std::optional<std::int64_t> id_of_number(std::string_view number) const;  // the first row wins
  std::string list(const ListQuery& query) const;                           // the whole envelope
  PutAnswer put(std::int64_t id, std::string_view body, const std::string& user);
  bool has_property(std::string_view group,
                    std::string_view name) const;  // group: orders, customer, attribute

  // What happens in a shop. False: there is no such order. `touch` decides about `changed`: the backend sets
  // it, payment plugins (plain SQL) do not.
  std::int64_t appear(const NewOrder& order);  // throws std::invalid_argument if the id is taken
  bool set(std::int64_t id, const std::string& field, const std::string& raw_json, bool touch = false);
  bool set_status(std::int64_t id, long status, bool touch = true);
  bool set_payment(std::int64_t id, long payment, bool touch = false);
  bool change_lines(std::int64_t id, bool touch = true);  // one more of the first line
  // Another variant in one line (from 1), as a person swaps it in the backend at the same price: the order's
  // own row stays as it is. Empty: a number and a name made from the old ones.
  bool swap_variant(std::int64_t id, std::size_t line = 1, std::string sku = {}, std::string name = {});
  // Both states at once and by `user`, as a PUT or the backend does it; nullopt leaves one as it is.
  bool set_states(std::int64_t id, std::optional<long> status, std::optional<long> payment,
                  const std::string& user);
  // A half saved order gets the part that the checkout commits next. False: nothing is missing.
  bool write_next_part(std::int64_t id);
  bool complete(std::int64_t id);  // a half saved order gets all its parts
  bool convert(std::int64_t id,
               std::string number = {});  // aborted basket: old id and time, state 1, payment 0
  bool remove(std::int64_t id);
  bool reuse(std::int64_t id, std::string number = {}, std::string time = {});  // same id, another order

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace orderbridge::sandbox
