// SPDX-License-Identifier: MIT
// A stand-in Shopware 5 shop for tests, benches and trying things out: it answers the REST API as a
// real 5.7.19 was measured, from 62 recorded orders and clones of them, on the loopback address.
//
//   sandbox::Settings settings;
//   settings.orders = 1000;
//   sandbox::SandboxShop shop(settings);        // loads the data; throws on bad settings
//   shop.start();                               // throws Poco::Exception if the port is taken
//   connect_to(shop.url(), sandbox::kDemoUser, sandbox::kDemoKey);
//   shop.faults().add("429:count=3,on=detail");  // fault_plan.hpp
//   shop.changes().add("pay:id=63,page=2");      // shop_changes.hpp
//   CHECK(shop.store().state(63)->status == 1);
//   CHECK(shop.counters().values().of(sandbox::RequestKind::kPut) == 1);
//
// Every member may be used from any thread while the shop runs. The references live as long as the shop. The
// destructor stops it; a stopped shop is not started again.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "orderbridge/sandbox/counters.hpp"
#include "orderbridge/sandbox/fault_plan.hpp"
#include "orderbridge/sandbox/order_store.hpp"
#include "orderbridge/sandbox/settings.hpp"
#include "orderbridge/sandbox/shop_changes.hpp"

namespace orderbridge::sandbox {

class SandboxShop {
 public:
  explicit SandboxShop(Settings settings = {});
  ~SandboxShop();
  SandboxShop(const SandboxShop&) = delete;
  SandboxShop& operator=(const SandboxShop&) = delete;

  void start();
  void stop();  // ends hanging answers and idle connections, waits for the rest
  std::uint16_t port() const;
  std::string url() const;  // http://127.0.0.1:PORT

  FaultPlan& faults();
  ShopChanges& changes();
  OrderStore& store();
  Counters& counters();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace orderbridge::sandbox
