// SPDX-License-Identifier: MIT
// OrderSink: one batch of orders into the store in one transaction, one result per order, reported after
// COMMIT. One thread at a time.
#pragma once
#include "models.hpp"

namespace orderbridge::jtlconnector {

class OrderSink {
 public:
  OrderSink(SqliteStore& store, const Options& options, const Host& host)
      : store_(store), options_(options), host_(host) {}

  /// Throws Error or Cancelled; then nothing of the batch is in the store, unless COMMIT itself failed.
  void write(const Call& call, const ob_batch& batch, const Results& results);

 private:
  struct Fate {
    std::int32_t outcome = OB_WRITTEN;
    std::string code, text, found;
    std::vector<Warning> warnings;
  };

  Fate judge(const ob_record& record);
  Fate put_new(const ob_order& order);
  Fate put_known(const ob_order& order, const StoredOrder& known);
  struct Payment {
    std::optional<Waiting> model;  // what is to be handed out
    std::string for_person;        // what somebody has to look at; nobody else can know
  };
  Payment judge_payment(const ob_order& order, const StoredOrder& known, Fate& fate);
  void store_payment(const ob_order& order, const StoredOrder& known, const Payment& payment);
  void mark_cancelled(Fate& fate, const StoredOrder& known, bool cancelled, bool gone);
  void say_changed(Fate& fate, bool gone);
  static void say(Fate& fate, const char* code, const std::string& text);
  static void say_difference(Fate& fate, const char* code, const std::string& text);

  SqliteStore& store_;
  const Options& options_;
  const Host& host_;
};

}  // namespace orderbridge::jtlconnector
