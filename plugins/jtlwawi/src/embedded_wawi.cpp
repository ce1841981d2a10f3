// SPDX-License-Identifier: MIT
#include "embedded_wawi.hpp"

#include <Poco/Data/Statement.h>

#include "actions/run_action.hpp"
#include "database_errors.hpp"
#include "jtl/files.hpp"
#include "sales/status_source.hpp"
#include "schema.hpp"
#include "views/show_view.hpp"
#include "wawi_version.hpp"

namespace orderbridge::jtlwawi {

using namespace Poco::Data::Keywords;

EmbeddedWawi::EmbeddedWawi(const WawiOptions& options, const Host& host, std::filesystem::path folder)
    : host_(host),
      folder_(std::move(folder)),
      options_(options),
      database_(options_.file, options_.busy_timeout, host_, options_.clock) {}

void EmbeddedWawi::open(Call& call) {
  close();
  database_.open(call);
  try {
    database_.translated([&] { find_or_make_shop(call); });
  } catch (...) {
    close();
    throw;
  }
  writer_ = std::make_unique<OrderWriter>(database_, options_, host_, shop_);
}

void EmbeddedWawi::close() noexcept {
  writer_.reset();
  database_.close();
}

void EmbeddedWawi::find_or_make_shop(const Call& call) {
  Transaction transaction(database_, call);
  std::string name = options_.shop;
  Poco::Int64 found = 0;
  auto& session = database_.session();
  session << "SELECT coalesce(min(kShop),0) FROM " + table(Shop::kDef) + " WHERE cName=?", into(found),
      use(name), now;
  if (found == 0) {
    session << "SELECT coalesce(max(kShop),0)+1 FROM " + table(Shop::kDef), into(found), now;
    session << insert_sql(Shop::kDef), use(found), use(name), now;
  }
  transaction.commit();
  shop_ = found;
}

void EmbeddedWawi::write(const Call& call, const ob_batch& batch, const Results& results) {
  database_.session();
  writer_->write(call, batch, results);
}

void EmbeddedWawi::lookup(const Call& call, const ob_keys& keys, const LookupSink& out) {
  std::vector<std::int64_t> ids;
  for (std::size_t i = 0; i < keys.count; ++i)
    if (const auto id = wawi_id(view(keys.ids[i]))) ids.push_back(*id);
  StoredOrders stored;
  database_.translated([&] {
    database_.with_patience(call, [&] { stored = stored_orders(database_.session(), shop_, ids); });
  });
  for (std::size_t i = 0; i < keys.count; ++i) {
    ob_found found{};
    found.size = sizeof found;
    found.state = OB_FOUND_ABSENT;
    found.ordered_at = OB_NO_TIME;
    const auto id = wawi_id(view(keys.ids[i]));
    const auto entry = id ? stored.find(*id) : stored.end();
    const std::string remote = id ? remote_id(shop_, *id) : std::string();
    if (entry != stored.end()) {
      const StoredOrder& order = entry->second;
      found.state = static_cast<std::int32_t>(order.state);
      found.remote_id = to_abi(remote);
      found.number = to_abi(order.number);
      found.ordered_at = order.ordered_at;
      found.content_version = to_abi(order.content_version);
      found.payment_version = to_abi(order.payment_version);
    }
    out.found(i, found);
  }
}

void EmbeddedWawi::fetch(const Call& call, const ob_fetch& request, const FetchSink& out) {
  database_.translated(
      [&] { StatusSource(database_.session(), host_, options_.clock, shop_).fetch(call, request, out); });
}

void EmbeddedWawi::fetch_keys(const Call& call, const ob_keys& keys, const FetchSink& out) {
  database_.translated(
      [&] { StatusSource(database_.session(), host_, options_.clock, shop_).fetch_keys(call, keys, out); });
}

void EmbeddedWawi::query(const Query& query, const TableOut& out) {
  database_.translated(
      [&] { ShowView(database_.session(), host_, shop_, options_.match_by, query, out).run(); });
}

void EmbeddedWawi::run(const Call& call, const ActionCall& action, const ActionOut& out) {
  RunAction(database_, host_, shop_, options_.match_by, folder_, call, action, out).run();
}

void EmbeddedWawi::check(Call& call) {
  const std::string name = options_.file.string();
  std::error_code ignored;
  if (!database_.is_open() && !std::filesystem::exists(options_.file, ignored)) {
    if (!std::filesystem::is_directory(options_.file.parent_path(), ignored))
      return call.finding(
          OB_FINDING_ERROR, "database",
          host_.say("the folder of " + name + " does not exist: make it or correct option database",
                    "den Ordner von " + name +
                        " gibt es nicht: ihn anlegen oder Option database "
                        "berichtigen"));
    return call.finding(OB_FINDING_INFO, "database",
                        host_.say("database " + name + " does not exist yet; the first run makes it",
                                  "Datenbank " + name + " gibt es noch nicht; der erste Lauf legt sie an"));
  }
  const bool was_open = database_.is_open();
  if (!was_open) open(call);
  database_.translated([&] {
    check_rights(call);
    check_contents(call);
  });
  if (!was_open) close();
}

void EmbeddedWawi::check_rights(const Call& call) {
  { Transaction transaction(database_, call); }  // rolled back: needs the right to write, changes nothing
  const std::string name = options_.file.string();
  call.finding(OB_FINDING_OK, "database",
               host_.say("database " + name + " can be written", "Datenbank " + name + " ist beschreibbar"));
  jtl::check_private(call, host_, options_.file);
}

std::int64_t EmbeddedWawi::count(const TableDef& def) {
  Poco::Int64 rows = 0, shop = shop_;
  database_.session() << "SELECT count(*) FROM " + table(def) + " WHERE kShop=?", into(rows), use(shop), now;
  return rows;
}

void EmbeddedWawi::check_contents(const Call& call) {
  std::string wawi;
  database_.session() << "SELECT coalesce(max(cVersion),'') FROM " + table(Version::kDef), into(wawi), now;
  const std::string file_version = std::to_string(migrations().size()), shop = std::to_string(shop_),
                    orders = std::to_string(count(OrderKey::kDef)),
                    customers = std::to_string(count(InetKunde::kDef));
  call.finding(OB_FINDING_OK, "version",
               host_.say("tables of JTL-Wawi " + wawi + ", embedded version " + file_version,
                         "Tabellen der JTL-Wawi " + wawi + ", eingebettete Version " + file_version));
  if (takes_over_badly(wawi))
    call.finding(OB_FINDING_WARNING, "version-takeover", takes_over_badly_text(wawi, host_));
  call.finding(OB_FINDING_OK, "shop",
               host_.say("shop \"" + options_.shop + "\" is kShop " + shop,
                         "Shop \"" + options_.shop + "\" ist kShop " + shop));
  call.finding(OB_FINDING_INFO, "counts",
               host_.say(orders + " orders and " + customers + " customers are staged",
                         orders + " Bestellungen und " + customers + " Kunden liegen vor"));
}

}  // namespace orderbridge::jtlwawi
