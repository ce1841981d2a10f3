// SPDX-License-Identifier: MIT
// Everything behind the socket: login, faults, latency, the API, the control endpoint. One per shop, shared
// by all connection threads.
#pragma once

#include "api.hpp"
#include "auth.hpp"
#include "control.hpp"
#include "orderbridge/sandbox/sandbox_shop.hpp"
#include "outcome.hpp"
#include "shop_version.hpp"
#include "stopper.hpp"

namespace orderbridge::sandbox {

struct Served {
  Outcome outcome;
  Route route;
  bool logged_in = false;
};

class Service {
 public:
  explicit Service(Settings given);

  Served serve(const ApiRequest& request, bool gzip);
  bool is_control(const std::string& target) const { return target.starts_with("/_sandbox/"); }
  Answer control(const ApiRequest& request);
  std::int64_t now() const { return settings.now(); }

  const Settings settings;
  const ShopVersion version;
  OrderStore store;
  FaultPlan faults;
  ShopChanges changes;
  Counters counters;
  Stopper stopper;

 private:
  Answer refused(Login login, const ApiRequest& request) const;
  Outcome answered(const ApiRequest& request, const Route& route, const User& user);
  void wait(std::int64_t ms);

  Auth auth_;
  Api api_;
  Control control_;
};

}  // namespace orderbridge::sandbox
