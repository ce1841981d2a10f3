// SPDX-License-Identifier: MIT
// OrderWriter: one batch of orders into the staging tables in one transaction, one result per order. New
// orders go in together; if one of them is refused by the database, all of them again one by one, so that
// only the bad one stays out. Results are reported after COMMIT. One thread at a time.
#pragma once
#include <functional>

#include "database.hpp"
#include "order_mapper.hpp"

namespace orderbridge::jtlwawi {

class OrderWriter {
 public:
  OrderWriter(Database& database, const WawiOptions& options, const Host& host, std::int64_t shop);

  /// Throws Error or Cancelled; then nothing of the batch is in the database, unless COMMIT itself failed.
  void write(const Call& call, const ob_batch& batch, const Results& results);

 private:
  struct Fate {                       // of one record of the batch
    const ob_order* order = nullptr;  // null: already judged
    std::int64_t id = 0;
    std::int32_t outcome = OB_WRITTEN;
    std::string code, text, found;
    std::vector<Warning> warnings;
  };

  void judge_keys(const ob_batch& batch);
  void stage();
  void insert_together(const std::vector<Fate*>& fresh);
  void insert_alone(Fate& fate);
  bool map(Fate& fate, const LineIds* known_lines);
  /// Runs write_rows inside a savepoint; where only this row is at fault, undoes it, judges the fate and
  /// returns false.
  bool alone(Fate& fate, const std::function<void()>& write_rows);

  // order_update.cpp: orders that are already there
  void known_order(Fate& fate, const StoredOrder& stored);
  static void say(Fate& fate, const char* code, const std::string& text);
  static void say_difference(Fate& fate, const char* code, const std::string& text);
  void say_changed(Fate& fate, bool cancelled);
  bool mark_cancelled(Fate& fate, const StoredOrder& stored);
  void replace(Fate& fate);
  void payment_changed(Fate& fate);
  void pay(Fate& fate);  // what rows_ holds
  void store_payment(const Fate& fate);
  void erase(const TableDef& def, std::string_view key_column, std::int64_t order);

  void read_customer_times();
  void load_counter();
  void save_counter();
  void reject(Fate& fate, std::string code, std::string text) const;
  void report(const Results& results) const;
  void report_retry(const Results& results, const Error& error) const;

  Database& database_;
  const Host& host_;
  std::int64_t shop_;
  OrderMapper mapper_;
  StagingRows rows_;
  // Of the batch in hand:
  std::vector<Fate> fates_;
  CustomerTimes customers_;
  std::int64_t next_position_ = 1, stored_next_position_ = 1;
};

}  // namespace orderbridge::jtlwawi
