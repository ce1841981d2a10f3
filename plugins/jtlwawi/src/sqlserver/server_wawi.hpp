// SPDX-License-Identifier: MIT
// ServerWawi: JTL-Wawi's own database on SQL Server. Only its staging tables are written; takeover, customers
// and deliveries are JTL-Wawi's, and its sales orders are read. One thread at a time.
#pragma once
#include <memory>

#include "../wawi.hpp"
#include "../wawi_options.hpp"
#include "probe.hpp"
#include "sessions.hpp"
#include "staging_writer.hpp"

namespace orderbridge::jtlwawi::sqlserver {

class ServerWawi final : public Wawi {
 public:
  /// `options` and `host` outlive it.
  ServerWawi(const WawiOptions& options, const Host& host, SessionFactory sessions)
      : options_(options), host_(host), sessions_(std::move(sessions)) {}

  void open(Call& call) override;
  void close() noexcept override;
  void check(Call& call) override;
  void write(const Call& call, const ob_batch& batch, const Results& results) override;
  void lookup(const Call& call, const ob_keys& keys, const LookupSink& out) override;
  void fetch(const Call& call, const ob_fetch& request, const FetchSink& out) override;
  void fetch_keys(const Call& call, const ob_keys& keys, const FetchSink& out) override;
  void query(const Query& query, const TableOut& out) override;
  void run(const Call& call, const ActionCall& action, const ActionOut& out) override;

 private:
  const Place& place() const;

  const WawiOptions& options_;
  const Host& host_;
  Sessions sessions_;
  std::unique_ptr<Place> place_;  // while open
  std::unique_ptr<StagingWriter> writer_;
};

}  // namespace orderbridge::jtlwawi::sqlserver
