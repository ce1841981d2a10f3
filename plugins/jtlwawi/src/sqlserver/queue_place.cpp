// SPDX-License-Identifier: MIT
#include "queue_place.hpp"

#include "probe_steps.hpp"
#include "sales_names.hpp"

namespace orderbridge::jtlwawi::sqlserver {
namespace {

class Probing : ProbeSteps {
 public:
  using ProbeSteps::ProbeSteps;

  QueuePlace run() {
    place_.shop = options_.shop;
    place_.schema = ServerSchema::read(session_);
    place_.ok = tables() && version(place_.version) && rights() && columns();
    if (place_.ok && place_.schema.has("dbo.tShop")) place_.kshop = shop_row();
    return std::move(place_);
  }

 private:
  bool tables();
  bool rights();
  bool columns();

  QueuePlace place_;
};

bool Probing::tables() {
  std::string missing;
  for (const auto* name : {kQueueTable, "dbo.tversion"})
    if (!place_.schema.has(name)) append(missing, name);
  if (!place_.schema.has_sales_orders() && !place_.schema.has("dbo.tBestellung"))
    append(missing, "dbo.tBestellung");
  if (!missing.empty())
    return wrong(
        "tables", "database",
        "this is no database of JTL-Wawi, or the user may not see its tables: " + missing +
            "; name the right one in option database, e.g. DATABASE=eazybusiness, and grant the user "
            "what docs/jtl-wawi.md lists",
        "dies ist keine Datenbank der JTL-Wawi, oder der Benutzer darf ihre Tabellen nicht sehen: " +
            missing +
            "; in Option database die richtige nennen, z. B. DATABASE=eazybusiness, und dem Benutzer "
            "erteilen, was in docs/jtl-wawi.md steht");
  if (place_.schema.has(kQueuedTable)) return true;
  return wrong(
      "tables", "target",
      std::string("the table ") + kQueuedTable +
          ", which remembers what was put into the queue, is not there: run "
          "scripts/create-order-queue.sql on the server, and grant the user SELECT and INSERT on it",
      std::string("die Tabelle ") + kQueuedTable +
          ", die sich merkt, was in die Warteschlange kam, fehlt: scripts/create-order-queue.sql auf "
          "dem Server ausführen und dem Benutzer SELECT und INSERT darauf erteilen");
}

bool Probing::rights() {
  Rights wanted{{kQueueTable, "SELECT"},
                {kQueueTable, "INSERT"},
                {kQueuedTable, "SELECT"},
                {kQueuedTable, "INSERT"},
                {"dbo.tversion", "SELECT"}};
  wanted.emplace_back(sales_names(place_.schema).table, "SELECT");
  for (const auto* name : {"dbo.tShop", "dbo.tinetbestellung"})
    if (place_.schema.has(name)) wanted.emplace_back(name, "SELECT");
  return has_rights(wanted, "the user may write to the queue and read sales orders",
                    "der Benutzer darf in die Warteschlange schreiben und Aufträge lesen");
}

bool Probing::columns() {
  const std::vector<std::string_view> ours{"cText", "nPlattform", "nRechnung"};
  std::string missing;
  for (const auto column : ours)
    if (!place_.schema.has(kQueueTable, column)) append(missing, column);
  if (!missing.empty() || !is_identity(session_, kQueueTable, "kXMLBestellImport")) {
    const std::string why = missing.empty() ? "kXMLBestellImport" : missing;
    return wrong("columns", "target",
                 std::string(kQueueTable) + " is not as known here (" + why +
                     "), so this is another JTL-Wawi: use target=\"staging\"",
                 std::string(kQueueTable) + " ist nicht so, wie sie hier bekannt ist (" + why +
                     "), dies ist also eine andere JTL-Wawi: target=\"staging\" verwenden");
  }
  if (const auto more = unfilled(place_.schema, kQueueTable, ours); !more.empty()) return wants_more(more);
  return true;
}

}  // namespace

QueuePlace probe_queue(Session& session, const WawiOptions& options, const Host& host,
                       std::vector<Finding>& findings) {
  return Probing(session, options, host, findings).run();
}

}  // namespace orderbridge::jtlwawi::sqlserver
