// SPDX-License-Identifier: MIT
// Wawi: what the connector needs of a JTL-Wawi, whether it is the embedded one or one on SQL Server. One
// thread at a time. Methods throw Error and Cancelled.
#pragma once
#include <orderbridge/views.hpp>

namespace orderbridge::jtlwawi {

class Wawi {
 public:
  virtual ~Wawi() = default;
  Wawi() = default;
  Wawi(const Wawi&) = delete;
  Wawi& operator=(const Wawi&) = delete;

  virtual void open(Call& call) = 0;
  virtual void close() noexcept = 0;
  virtual void check(Call& call) = 0;
  virtual void write(const Call& call, const ob_batch& batch, const Results& results) = 0;
  virtual void lookup(const Call& call, const ob_keys& keys, const LookupSink& out) = 0;
  virtual void fetch(const Call& call, const ob_fetch& request, const FetchSink& out) = 0;
  virtual void fetch_keys(const Call& call, const ob_keys& keys, const FetchSink& out) = 0;
  virtual void query(const Query& query, const TableOut& out) = 0;
  virtual void run(const Call& call, const ActionCall& action, const ActionOut& out) = 0;
};

}  // namespace orderbridge::jtlwawi
