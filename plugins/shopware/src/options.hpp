// SPDX-License-Identifier: MIT
// The connector's options, checked once in the constructor. Throws BAD_CONFIG naming the option. Immutable
// afterwards, read from all threads.
#pragma once
#include <set>
#include <string>

#include "http/login.hpp"
#include "http/session.hpp"
#include "language.hpp"
#include "mapper/shop_words.hpp"
#include "orderbridge/options.hpp"
#include "status/shop_clock.hpp"
#include "status/state_map.hpp"

namespace orderbridge::shopware5 {

/// Which orders are wanted.
struct Wanted {
  bool all_since = false;                               // selection all-since; else open-set
  std::set<std::int64_t> order_states, payment_states;  // payment states: empty = all
  std::set<std::string> subshops;                       // empty = all
  std::string start_date;                               // YYYY-MM-DD in the shop's time, empty = none
  bool import_converted = false;
};

struct Options {
  Options(const Connection& connection, Language language);

  Language say;
  std::string connection_id;
  std::uint32_t roles = 0;  // what this instance is for: OB_FETCH_ORDERS | ...
  ShopUrl url;
  Login::Credentials credentials;
  AuthMode auth = AuthMode::kAuto;
  Wanted wanted;
  StateMap states;  // what the shop is told
  ShopClock clock;
  ShopWords words;
  std::int64_t look_back = 200;  // ids
  int page_size = 100, connections = 8;
  std::chrono::milliseconds connect_timeout{}, idle_timeout{}, incomplete_grace{}, delivery_address_grace{};
  bool tls_verify = true;
  std::string tls_ca_file;  // absolute
  std::size_t answer_limit = 0;
};

}  // namespace orderbridge::shopware5
