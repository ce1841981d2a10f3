// SPDX-License-Identifier: MIT
// Shopware5: the connector class behind the C table. One instance per (connection, use); its functions never
// overlap except interrupt(). Errors are thrown as orderbridge::Error.
#pragma once
#include <atomic>

#include "description.hpp"
#include "http/client.hpp"
#include "mapper/states.hpp"
#include "options.hpp"
#include "orderbridge/connector.hpp"
#include "status/desired_state.hpp"

namespace orderbridge::shopware5 {

class Shopware5 {
 public:
  static constexpr ConnectorDescription kDescription = kShopware5Description;

  static const void* extension(std::string_view id) noexcept { return states_extension(id); }

  Shopware5(Host host, const Connection& connection);

  /// Logs in: asks for the shop's version.
  void open(Call& call);
  void close() noexcept;
  /// Says what works and what is missing; changes nothing.
  void check(Call& call);
  void fetch(Call& call, const ob_fetch& request, FetchSink& out);
  void fetch_keys(Call& call, const ob_keys& keys, FetchSink& out);
  /// Status updates: tells the shop what its orders shall be.
  void write(Call& call, const ob_batch& batch, Results& out);
  void interrupt() noexcept { interrupted_.store(true); }

 private:
  /// Begins a call: an interrupt meant for an earlier one no longer counts.
  CancelToken begin(Call& call);

  const Host host_;
  const Options options_;
  ShopClient client_;
  std::atomic<bool> interrupted_{false};
  std::size_t tracking_room_ = kOldTrackingRoom;  // by the shop's version, known from open() on
};

}  // namespace orderbridge::shopware5
