// SPDX-License-Identifier: MIT
// StatusWriter: one write() of status updates. Translates them by the options' tables, refuses what cannot be
// told, and sends the rest in flights of sixteen orders. Thread of the call only; throws Error and
// Cancelled, what was reported before stays true.
#pragma once
#include "flight.hpp"

namespace orderbridge::shopware5 {

class StatusWriter {
 public:
  /// `tracking_room`: bytes of tracking numbers that this shop stores.
  StatusWriter(const Options& options, ShopClient& client, Call& call, const CancelToken& token, Results& out,
               std::size_t tracking_room)
      : options_(options),
        client_(client),
        call_(call),
        token_(token),
        out_(out),
        tracking_room_(tracking_room) {}

  void write(const ob_batch& batch);

 private:
  std::vector<DesiredState> translate(const ob_batch& batch, Reporter& reporter) const;

  const Options& options_;
  ShopClient& client_;
  Call& call_;
  const CancelToken& token_;
  Results& out_;
  const std::size_t tracking_room_;
};

}  // namespace orderbridge::shopware5
