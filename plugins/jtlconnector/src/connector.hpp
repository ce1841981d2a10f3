// SPDX-License-Identifier: MIT
// Connector: the sink "jtlconnector" as the host sees it, and the endpoint as an action. Orders wait in the
// store until JTL-Wawi fetches and acknowledges them; that is "staged". What JTL-Wawi pushes comes back as
// status updates. One instance per use, one thread at a time (rule R6); instances share the store's file
// only.
#pragma once
#include <memory>
#include <orderbridge/connector.hpp>

#include "descriptions.hpp"
#include "options.hpp"
#include "sqlite_store.hpp"

namespace orderbridge::jtlconnector {

class Connector {
 public:
  static constexpr ConnectorDescription kDescription{
      "jtlconnector",
      "0.1.0",
      "JTL-Connector",
      "JTL-Connector",
      "An endpoint of the JTL-Connector protocol: JTL-Wawi fetches the orders and tells what became of them",
      "Ein Endpunkt des JTL-Connector-Protokolls: JTL-Wawi holt die Bestellungen ab und meldet, was aus "
      "ihnen "
      "wurde",
      OB_WRITE_ORDERS | OB_FETCH_STATUS,
      OB_CAN_LOOKUP | OB_CAN_UPDATE | OB_CAN_FETCH_KEYS,
      kOptions.data(),
      kOptions.size()};

  static constexpr auto kViews = kConnectorViews;
  static constexpr auto kActions = kConnectorActions;
  static const void* extension(std::string_view id) { return views_extension<Connector>(id); }

  Connector(Host host, const Connection& connection);
  void open(Call& call);
  void close() noexcept { store_.reset(); }
  void check(Call& call);
  void write(Call& call, const ob_batch& batch, Results& results);
  void lookup(Call& call, const ob_keys& keys, LookupSink& out);
  void fetch(Call& call, const ob_fetch& request, FetchSink& out);
  void fetch_keys(Call& call, const ob_keys& keys, FetchSink& out);
  void query(Call& call, const Query& query, TableOut& out);
  void run(Call& call, const ActionCall& action, ActionOut& out);

 private:
  SqliteStore& store();
  void must_be_status(std::uint32_t kind) const;
  void serve_wawi(const Call& call);
  void hand_out_again(const ActionCall& action, const ActionOut& out);
  std::string state_of(const StoredOrder& order) const;

  Host host_;
  Options options_;
  std::unique_ptr<SqliteStore> store_;  // while open
};

}  // namespace orderbridge::jtlconnector
