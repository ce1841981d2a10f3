// SPDX-License-Identifier: MIT
// A store in memory that keeps the promises of store.hpp, and notes what was asked of it. For the tests of
// the server half.
#pragma once
#include <atomic>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "store.hpp"

namespace ob_test {

using orderbridge::jtlconnector::DeliveryNote;
using orderbridge::jtlconnector::Model;
using orderbridge::jtlconnector::PushedPayment;
using orderbridge::jtlconnector::Waiting;

class MemoryStore : public orderbridge::jtlconnector::Store {
 public:
  void add(Model model, const std::string& endpoint, const std::string& json, const std::string& parent = {});
  /// Customer `c` with order `id` of the sample exchanges and its payment, under other ids.
  void add_order(const std::string& id, const std::string& customer);

  std::vector<Waiting> pull(Model model, std::size_t limit) override;
  std::int64_t waiting(Model model) override;
  bool acknowledge(Model model, const std::string& endpoint, std::int64_t host) override;
  void forget(int type, const std::string& endpoint) override;
  void forget_type(int type) override;
  void forget_all() override;
  bool change_status(const std::string& order, const std::string& order_status,
                     const std::string& payment_status) override;
  void park_status(std::int64_t host, const std::string& order_status,
                   const std::string& payment_status) override;
  std::optional<std::string> take_payment(const PushedPayment& payment) override;
  bool remove_payment(std::int64_t host) override;
  std::optional<std::string> take_delivery_note(const DeliveryNote& note) override;
  bool remove_delivery_note(const std::string& endpoint) override;
  void link(int type, const std::string& endpoint, std::int64_t host) override;
  std::string endpoint_of(int type, std::int64_t host) override;
  std::int64_t host_of(int type, const std::string& endpoint) override;

  std::map<std::pair<int, std::string>, std::int64_t> links;
  std::vector<std::string> acknowledged;  // "4 15", in the order in which it was said
  std::vector<std::string> changes;       // "15 shipped completed"
  std::vector<std::string> parked;        // "4711 shipped completed"
  std::map<std::int64_t, DeliveryNote> notes;
  std::map<std::int64_t, PushedPayment> payments;
  std::string broken;                       // what every call fails with
  std::atomic<int> inside{0}, overlaps{0};  // calls at the same time, which the store need not bear
  std::atomic<int> calls{0};
  std::function<void()> on_call;

 private:
  struct Thing {
    Model model;
    std::string endpoint, json, parent;
  };
  bool knows(Model model, const std::string& endpoint) const;
  std::vector<Thing> things_;
};

}  // namespace ob_test
