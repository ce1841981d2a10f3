// SPDX-License-Identifier: MIT
#include "connector.hpp"

#include <chrono>

#include "endpoint/serve.hpp"
#include "jtl/files.hpp"
#include "jtl/times.hpp"
#include "order_sink.hpp"
#include "status_source.hpp"

namespace orderbridge::jtlconnector {

namespace {

/// "2026-11-20 08:15:30 +01:00"; the instant is known, so of an hour that comes twice it is the right one.
std::string shown(ob_time instant, const jtl::LocalClock& clock) {
  if (instant == OB_NO_TIME) return {};
  return plain_time(clock.show(instant)) + " " + clock.offset_at(instant);
}

}  // namespace

Connector::Connector(Host host, const Connection& connection) : host_(host), options_(connection, host_) {}

void Connector::open(Call&) {
  store_ = std::make_unique<SqliteStore>(options_.store, host_);
}

SqliteStore& Connector::store() {
  if (!store_) throw not_connected(host_.say("the store is not open", "die Ablage ist nicht geöffnet"));
  return *store_;
}

void Connector::check(Call& call) {
  check_address(options_.listen, host_);
  const bool was_open = store_ != nullptr;
  if (!was_open) open(call);
  store().transaction([] {});  // needs the right to write, changes nothing
  const auto name = options_.store.string();
  call.finding(OB_FINDING_OK, "store",
               host_.say("store " + name + " can be written", "Ablage " + name + " ist beschreibbar"));
  jtl::check_private(call, host_, options_.store);
  if (options_.token.empty())
    call.finding(
        OB_FINDING_WARNING, "token",
        host_.say("option token is empty: action serve needs it, the same as in JTL-Wawi",
                  "Option token ist leer: die Aktion serve braucht es, dasselbe wie in der JTL-Wawi"));
  else
    call.finding(OB_FINDING_OK, "endpoint",
                 host_.say("action serve will answer JTL-Wawi on " + options_.listen,
                           "die Aktion serve antwortet der JTL-Wawi auf " + options_.listen));
  const auto waiting = std::to_string(store().count_waiting()), all = std::to_string(store().count_orders());
  call.finding(OB_FINDING_INFO, "counts",
               host_.say(all + " orders, " + waiting + " of them wait for JTL-Wawi",
                         all + " Bestellungen, " + waiting + " davon warten auf JTL-Wawi"));
  if (!was_open) close();
}

void Connector::write(Call& call, const ob_batch& batch, Results& results) {
  OrderSink(store(), options_, host_).write(call, batch, results);
  options_.names.tell_unknown(call, host_);
}

void Connector::lookup(Call&, const ob_keys& keys, LookupSink& out) {
  for (std::size_t i = 0; i < keys.count; ++i) {
    const auto order = store().find(copy(keys.ids[i]));
    ob_found found{};
    found.size = sizeof found;
    found.ordered_at = OB_NO_TIME;
    found.state = OB_FOUND_ABSENT;
    if (order) {
      found.state = order->order_status == "cancelled" ? OB_FOUND_CANCELLED
                    : order->host != 0                 ? OB_FOUND_TAKEN_OVER
                                                       : OB_FOUND_STAGED;
      found.remote_id = to_abi(order->id);
      found.number = to_abi(order->number);
      found.ordered_at = order->ordered_at;
      found.content_version = to_abi(order->content_version);
      found.payment_version = to_abi(order->payment_version);
    }
    out.found(i, found);
  }
}

void Connector::must_be_status(std::uint32_t kind) const {
  if (kind != OB_KIND_STATUS)
    throw Error(OB_UNSUPPORTED, host_.say("jtlconnector has status updates to give, no orders",
                                          "jtlconnector gibt Statusmeldungen her, keine Bestellungen"));
}

void Connector::fetch(Call& call, const ob_fetch& request, FetchSink& out) {
  must_be_status(request.kind);
  StatusSource(store(), host_, options_).fetch(call, request, out);
}

void Connector::fetch_keys(Call& call, const ob_keys& keys, FetchSink& out) {
  must_be_status(keys.kind);
  StatusSource(store(), host_, options_).fetch_keys(call, keys, out);
}

std::string Connector::state_of(const StoredOrder& order) const {
  if (order.host == 0)
    return order.cancelled ? host_.say("cancelled in the shop", "im Shop storniert")
                           : host_.say("waits", "wartet");
  return order.outdated
             ? host_.say("fetched, changed in the shop since", "abgeholt, seither im Shop geändert")
             : host_.say("fetched", "abgeholt");
}

void Connector::query(Call&, const Query& query, TableOut& out) {
  const auto row = [&](const StoredOrder& order) {
    out.row({order.id, order.number, shown(order.ordered_at, options_.clock), state_of(order),
             order.host ? std::to_string(order.host) : "", order.order_status, order.payment_status});
  };
  if (query.is_detail()) {
    if (const auto order = store().find(std::string(query.key()))) row(*order);
    return;
  }
  const std::string part(query.filter_count() > 0 ? query.filter(0).second : std::string_view());
  for (const auto& order : store().orders(part, query.offset(), query.limit())) row(order);
  if (part.empty()) out.total(static_cast<std::uint64_t>(store().count_orders()));
}

void Connector::run(Call& call, const ActionCall& action, ActionOut& out) {
  if (action.id() == "serve") return serve_wawi(call);
  hand_out_again(action, out);
}

void Connector::serve_wawi(const Call& call) {
  if (options_.token.empty())
    throw bad_config("token",
                     host_.say("option token is empty: set it to the secret that stands in JTL-Wawi's "
                               "connector settings",
                               "Option token ist leer: auf das Geheimnis setzen, das in den "
                               "Connector-Einstellungen der JTL-Wawi steht"));
  ServeOptions serving;
  serving.listen = options_.listen;
  serving.service.token = options_.token;
  serving.service.global_data = options_.global_data();
  auto told = std::chrono::steady_clock::now();
  const auto cancelled = [&] {
    // A sign of life: this call lasts as long as the endpoint.
    if (const auto now = std::chrono::steady_clock::now(); now - told > std::chrono::seconds(5)) {
      told = now;
      call.progress(0, 0);
    }
    return call.cancelled();
  };
  serve(serving, store(), cancelled, host_);
}

void Connector::hand_out_again(const ActionCall& action, const ActionOut& out) {
  for (const auto& id : action.keys()) {
    const auto order = store().find(id);
    if (!order) {
      out.outcome(id, OB_WRITE_REJECTED, "", host_.say("no such order here", "keine solche Bestellung hier"));
      continue;
    }
    if (order->host == 0) {
      out.outcome(id, OB_DUPLICATE, "", host_.say("it waits already", "sie wartet schon"));
      continue;
    }
    store().forget(number_of(Model::kCustomerOrder), id);
    out.outcome(
        id, OB_UPDATED, "",
        host_.say("JTL-Wawi fetches it with its next sync", "JTL-Wawi holt sie beim nächsten Abgleich ab"));
  }
}

}  // namespace orderbridge::jtlconnector
