// SPDX-License-Identifier: MIT
// The routes of the REST API: from a request to an answer, without network and without faults. Thread-safe.
#pragma once

#include <cstdint>
#include <string>

#include "answer.hpp"
#include "auth.hpp"
#include "orderbridge/sandbox/counters.hpp"
#include "orderbridge/sandbox/order_store.hpp"
#include "php_query.hpp"
#include "shop_version.hpp"

namespace orderbridge::sandbox {

struct ApiRequest {
  std::string method, target, host, authorization, user_agent, body;
};

struct Route {
  bool in_api = false;  // below /api; else Apache's 404
  std::string resource, id, sub;
  std::string method;  // after `_method`
  QueryNode query;
  RequestKind kind = RequestKind::kOther;
  std::int64_t order_id = 0;  // for faults and counters; 0: unknown
};

class Api {
 public:
  Api(const ShopVersion& version, OrderStore& store, Counters& counters)
      : version_(version), store_(store), counters_(counters) {}

  Route route(const ApiRequest& request) const;
  Answer answer(const ApiRequest& request, const Route& route, const User& user);
  Answer error(int status, const std::string& message) const;  // with or without `code`, by version

 private:
  Answer orders(const ApiRequest& request, const Route& route, const User& user);
  Answer list(const Route& route) const;
  Answer detail(const Route& route) const;
  Answer put(const ApiRequest& request, const Route& route, const User& user);

  const ShopVersion& version_;
  OrderStore& store_;
  Counters& counters_;
};

}  // namespace orderbridge::sandbox
