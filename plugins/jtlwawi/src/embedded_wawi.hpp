// SPDX-License-Identifier: MIT
// EmbeddedWawi: a JTL-Wawi in one SQLite file: staging, and what JTL-Wawi itself would do then, by actions of
// people. Several may share the file. One thread at a time.
#pragma once
#include <filesystem>
#include <memory>

#include "database.hpp"
#include "order_writer.hpp"
#include "wawi.hpp"
#include "wawi_options.hpp"

namespace orderbridge::jtlwawi {

class EmbeddedWawi final : public Wawi {
 public:
  /// `options` and `host` outlive it. Relative files of actions are looked for from `folder`.
  EmbeddedWawi(const WawiOptions& options, const Host& host, std::filesystem::path folder);

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
  void find_or_make_shop(const Call& call);
  void check_rights(const Call& call);
  void check_contents(const Call& call);
  std::int64_t count(const TableDef& def);

  const Host& host_;
  const std::filesystem::path folder_;
  const WawiOptions& options_;
  Database database_;
  std::int64_t shop_ = 0;
  std::unique_ptr<OrderWriter> writer_;  // while open; before database_ goes, its statements must
};

}  // namespace orderbridge::jtlwawi
