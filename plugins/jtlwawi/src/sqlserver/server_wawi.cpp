// SPDX-License-Identifier: MIT
#include "server_wawi.hpp"

#include "../stored_orders.hpp"
#include "known_orders.hpp"
#include "snapshot.hpp"
#include "statement.hpp"

namespace orderbridge::jtlwawi::sqlserver {

const Place& ServerWawi::place() const {
  if (!place_) throw not_connected(host_.say("the database is not open", "die Datenbank ist nicht geöffnet"));
  return *place_;
}

void ServerWawi::open(Call& call) {
  close();
  Place found;
  open_with(call, sessions_, host_,
            [&](Session& session, auto& findings) { found = probe(session, options_, host_, findings); });
  place_ = std::make_unique<Place>(std::move(found));
  writer_ = std::make_unique<StagingWriter>(sessions_, options_, host_, *place_);
}

void ServerWawi::close() noexcept {
  writer_.reset();
  place_.reset();
  sessions_.drop();
}

void ServerWawi::check(Call& call) {
  check_with(call, sessions_, host_, [&](Session& session, auto& findings) {
    const Place found = probe(session, options_, host_, findings);
    if (!found.ok) return;
    Statement s("SELECT " + text_of("COUNT(*)") + " FROM dbo.tinetbestellung WHERE kShop=");
    s << found.shop;
    const Rows counts = s.query(session);
    const std::string orders = cell(counts.at(0), 0);
    findings.push_back({OB_FINDING_INFO,
                        "counts",
                        host_.say(orders + " orders are staged under this shop",
                                  orders + " Bestellungen liegen unter diesem Shop vor"),
                        {}});
  });
  if (!place_) sessions_.drop();
}

void ServerWawi::write(const Call& call, const ob_batch& batch, const Results& results) {
  place();
  writer_->write(call, batch, results);
}

void ServerWawi::lookup(const Call& call, const ob_keys& keys, const LookupSink& out) {
  std::vector<Wanted> wanted;
  for (std::size_t i = 0; i < keys.count; ++i) wanted.push_back(Wanted::of(view(keys.ids[i]), ""));
  KnownOrders known(place(), {});
  sessions_.read(call, host_, [&](Session& session) {
    known = KnownOrders(place(), KeySpace::read(session, place()));
    known.load(session, wanted);
  });
  for (std::size_t i = 0; i < keys.count; ++i) {
    ob_found found{};
    found.size = sizeof found;
    found.state = OB_FOUND_ABSENT;
    found.ordered_at = OB_NO_TIME;
    const Match match = known.match(wanted[i]);
    std::string remote;
    if (match.kind == Match::kSame) {
      const KnownOrder& order = *match.order;
      remote = remote_id(place().shop, order.key);
      found.state = order.state();
      found.remote_id = to_abi(remote);
      found.number = to_abi(order.number);
      found.ordered_at = order.ordered_at;
      if (!order.content_version.empty()) found.content_version = to_abi(order.content_version);
      if (!order.payment_version.empty()) found.payment_version = to_abi(order.payment_version);
    }
    out.found(i, found);
  }
}

void ServerWawi::fetch(const Call& call, const ob_fetch&, const FetchSink& out) {
  sessions_.read(call, host_, [&](Session& session) {
    Snapshot(session, host_, place(), options_.clock, options_.completes).fetch(call, out);
  });
}

void ServerWawi::fetch_keys(const Call& call, const ob_keys& keys, const FetchSink& out) {
  sessions_.read(call, host_, [&](Session& session) {
    Snapshot(session, host_, place(), options_.clock, options_.completes).fetch_keys(call, keys, out);
  });
}

void ServerWawi::query(const Query&, const TableOut&) {
  throw Error(OB_UNSUPPORTED, host_.say("views are of the embedded JTL-Wawi; not with SQL Server: use "
                                        "JTL-Wawi itself",
                                        "Ansichten gibt es bei der eingebetteten JTL-Wawi; nicht mit SQL "
                                        "Server: JTL-Wawi selbst verwenden"));
}

void ServerWawi::run(const Call&, const ActionCall&, const ActionOut&) {
  throw Error(OB_UNSUPPORTED, host_.say("actions are of the embedded JTL-Wawi; not with SQL Server: use "
                                        "JTL-Wawi itself",
                                        "Aktionen gibt es bei der eingebetteten JTL-Wawi; nicht mit SQL "
                                        "Server: JTL-Wawi selbst verwenden"));
}

}  // namespace orderbridge::jtlwawi::sqlserver
