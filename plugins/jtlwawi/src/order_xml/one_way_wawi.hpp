// SPDX-License-Identifier: MIT
// OneWayWawi: what the ways that hand over order files have in common: nothing comes back, and there is
// nothing to see or to do here. One thread at a time.
#pragma once
#include "../wawi.hpp"

namespace orderbridge::jtlwawi {

class OneWayWawi : public Wawi {
 public:
  /// `host` outlives it.
  explicit OneWayWawi(const Host& host) : host_(host) {}

  void fetch(const Call& call, const ob_fetch& request, const FetchSink& out) final;
  void fetch_keys(const Call& call, const ob_keys& keys, const FetchSink& out) final;
  void query(const Query& query, const TableOut& out) final;
  void run(const Call& call, const ActionCall& action, const ActionOut& out) final;

 protected:
  const Host& host_;
};

}  // namespace orderbridge::jtlwawi
