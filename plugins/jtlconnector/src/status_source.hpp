// SPDX-License-Identifier: MIT
// StatusSource: what JTL-Wawi said of its orders, as full desired states, by change number. An order that
// only waits has nothing to tell. One thread at a time.
#pragma once
#include "options.hpp"
#include "sqlite_store.hpp"

namespace orderbridge::jtlconnector {

class StatusSource {
 public:
  StatusSource(SqliteStore& store, const Host& host, const Options& options)
      : store_(store), host_(host), options_(options) {}
  void fetch(const Call& call, const ob_fetch& request, const FetchSink& out);
  void fetch_keys(const Call& call, const ob_keys& keys, const FetchSink& out);

 private:
  void tell(const StoredOrder& order, const FetchSink& out);
  void say_doubts(const Call& call);

  SqliteStore& store_;
  const Host& host_;
  const Options& options_;
};

}  // namespace orderbridge::jtlconnector
