// SPDX-License-Identifier: MIT
// WawiConnector: the sink "jtlwawi" as the host sees it. It writes orders as Webshopbestellungen; it makes no
// Auftrag and moves no stock. One instance per use, called by one thread at a time (rule R6); instances share
// nothing but the database.
#pragma once
#include <memory>
#include <orderbridge/connector.hpp>

#include "actions/descriptions.hpp"
#include "sqlserver/sessions.hpp"
#include "views/descriptions.hpp"
#include "wawi.hpp"
#include "wawi_options.hpp"

namespace orderbridge::jtlwawi {

class WawiConnector {
 public:
  static constexpr ConnectorDescription kDescription{
      "jtlwawi",
      "0.1.0",
      "JTL-Wawi",
      "JTL-Wawi",
      "Stages orders as Webshopbestellungen in a JTL-Wawi database and tells what became of them",
      "Legt Bestellungen als Webshopbestellungen in einer JTL-Wawi-Datenbank ab und meldet, was aus ihnen "
      "wurde",
      OB_WRITE_ORDERS | OB_FETCH_STATUS,
      OB_CAN_LOOKUP | OB_CAN_UPDATE | OB_CAN_FETCH_KEYS,
      kWawiOptions.data(),
      kWawiOptions.size()};

  static constexpr auto kViews = kWawiViews;
  static constexpr auto kActions = kWawiActions;
  static const void* extension(std::string_view id) { return views_extension<WawiConnector>(id); }

  WawiConnector(Host host, const Connection& connection);
  ~WawiConnector();
  void open(Call& call);
  void close() noexcept;
  void check(Call& call);
  void write(Call& call, const ob_batch& batch, Results& results);
  void lookup(Call& call, const ob_keys& keys, LookupSink& out);
  void fetch(Call& call, const ob_fetch& request, FetchSink& out);
  void fetch_keys(Call& call, const ob_keys& keys, FetchSink& out);
  void query(Call& call, const Query& query, TableOut& out);
  void run(Call& call, const ActionCall& action, ActionOut& out);

 protected:
  /// For tests: where sessions with SQL Server come from.
  WawiConnector(Host host, const Connection& connection, sqlserver::SessionFactory sessions);

 private:
  void must_be_status(std::uint32_t kind) const;

  Host host_;
  WawiOptions options_;
  std::unique_ptr<Wawi> wawi_;
};

}  // namespace orderbridge::jtlwawi
