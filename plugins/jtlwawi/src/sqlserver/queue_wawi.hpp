// SPDX-License-Identifier: MIT
// QueueWawi: orders as XML into the queue that JTL's Worker reads on SQL Server (dbo.tXMLBestellImport).
// JTL-Wawi makes an Auftrag of each: there is no waiting room under "Onlineshop", and nothing is read back.
// One thread at a time.
#pragma once
#include <memory>

#include "../order_xml/one_way_wawi.hpp"
#include "queue_writer.hpp"

namespace orderbridge::jtlwawi::sqlserver {

class QueueWawi final : public OneWayWawi {
 public:
  /// `options` and `host` outlive it.
  QueueWawi(const WawiOptions& options, const Host& host, SessionFactory sessions)
      : OneWayWawi(host), options_(options), sessions_(std::move(sessions)) {}

  void open(Call& call) override;
  void close() noexcept override;
  void check(Call& call) override;
  void write(const Call& call, const ob_batch& batch, const Results& results) override;
  void lookup(const Call& call, const ob_keys& keys, const LookupSink& out) override;

 private:
  const QueuePlace& place() const;

  const WawiOptions& options_;
  Sessions sessions_;
  std::unique_ptr<QueuePlace> place_;  // while open
  std::unique_ptr<QueueWriter> writer_;
};

}  // namespace orderbridge::jtlwawi::sqlserver
