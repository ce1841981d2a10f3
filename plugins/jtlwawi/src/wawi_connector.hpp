// SPDX-License-Identifier: MIT
// WawiConnector: the sink "jtlwawi" as the host sees it. It writes orders as Webshopbestellungen; it makes no
// Auftrag and moves no stock. One instance per use, called by one thread at a time (rule R6); instances share
// nothing but the file.
#pragma once
#include <memory>
#include <orderbridge/connector.hpp>

#include "database.hpp"
#include "order_writer.hpp"
#include "wawi_options.hpp"

namespace orderbridge::jtlwawi {

class WawiConnector {
 public:
  static constexpr ConnectorDescription kDescription{
      "jtlwawi",
      "0.1.0",
      "JTL-Wawi",
      "JTL-Wawi",
      "Stages orders as Webshopbestellungen in a JTL-Wawi database",
      "Legt Bestellungen als Webshopbestellungen in einer JTL-Wawi-Datenbank ab",
      OB_WRITE_ORDERS,
      OB_CAN_LOOKUP | OB_CAN_UPDATE,
      kWawiOptions.data(),
      kWawiOptions.size()};

  WawiConnector(Host host, const Connection& connection);
  void open(Call& call);
  void close() noexcept;
  void check(Call& call);
  void write(Call& call, const ob_batch& batch, Results& results);
  void lookup(Call& call, const ob_keys& keys, LookupSink& out);

 private:
  void find_or_make_shop(const Call& call);
  void check_rights(const Call& call);
  void check_contents(const Call& call);
  std::int64_t count(const TableDef& def);

  Host host_;
  WawiOptions options_;
  Database database_;
  std::int64_t shop_ = 0;
  std::unique_ptr<OrderWriter> writer_;  // while open; before database_ goes, its statements must
};

}  // namespace orderbridge::jtlwawi
