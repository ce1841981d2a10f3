// SPDX-License-Identifier: MIT
// Courses: many orders between persons, an ERP and a shop, in one process and without sockets: the host's own
// reader, writer, journal and law, the connector's own comparison, and a shop and an ERP that are two structs
// an order. What the shop shows is written by persons and by PUTs only, and each PUT is judged by a
// bookkeeping of its own (Ledger), which knows nothing of the host's. One thread.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "journal/sqlite_journal.hpp"
#include "pipeline/reader.hpp"
#include "pipeline/writer.hpp"
#include "status/desired_state.hpp"
#include "support/folder.hpp"

namespace courses {

/// One of an order's two states in the shop, and what may be done to it.
struct Shown {
  std::int64_t is = 0;
  // The bookkeeping: what it showed when it was last told and that was heard of, or when it was read; what
  // was sent since without an answer.
  bool known = false;
  std::int64_t ours = 0;
  std::set<std::int64_t> sent;
  std::string conflict;  // the conflict that is open: "4<7"; empty: none

  void answered(std::int64_t shows) {
    known = true;
    ours = shows;
    sent.clear();
  }
};

struct Order {
  std::string id;
  Shown state, payment;
  bool is_young = true;  // not read yet
  // The ERP:
  bool staged = false, taken = false;
  bool heard_cancelled = false;  // by the import
  std::int64_t heard_payment = 0;
  std::string erp_state, erp_payment;  // words; empty: nothing to tell
  std::int64_t change = 0, told = 0;   // change numbers
  std::string confirmed;               // the words that the shop showed when it was told them last
  std::string words() const { return erp_state + " " + erp_payment; }
};

class World {
 public:
  World(unsigned seed, int orders);
  ~World();

  /// Persons, an import, marks, the worker, the ERP and a status run, in this order, persons between all of
  /// them. `faults`: some PUTs fail, some answers are lost, some calls die.
  void round(bool faults);
  /// Persons go home; the ERP changes every order once more.
  void last_round();

  std::vector<std::string> wrong;  // what must not be, with order and reason; empty at the end
  struct Count {
    std::int64_t puts = 0, persons = 0, conflicts = 0, lost_answers = 0, taken = 0, cancelled = 0;
  } count;

 private:
  class Shop;
  class Erp;
  friend class Shop;

  int number(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }
  bool one_in(int n) { return number(n) == 0; }
  void persons_act(int one_in);
  void erp_acts(int one_in);
  void change(Order& order, std::string state);
  void import();
  void import_some(std::size_t from, std::size_t to, std::int64_t run);
  void read_order(orderbridge::pipeline::Reader& reader, Order& order, bool held);
  void mark();
  void take_over();
  void tell();
  void tell_some(std::size_t from, std::size_t to, std::int64_t run);
  void judge_telling(const std::vector<Order*>& told, const orderbridge::pipeline::Tally& tally);
  void complain(const Order& order, const std::string& why);
  Order& order(std::string_view id) { return orders_.at(by_id_.at(std::string(id))); }

  std::mt19937 random_;
  host_test::Folder folder_;
  std::unique_ptr<orderbridge::journal::Journal> journal_;
  orderbridge::journal::StreamId import_ = 0, status_ = 0;
  std::vector<Order> orders_;
  std::map<std::string, std::size_t> by_id_;
  bool faults_ = false, persons_ = true;
};

}  // namespace courses
