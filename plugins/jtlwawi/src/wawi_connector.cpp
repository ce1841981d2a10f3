// SPDX-License-Identifier: MIT
#include "wawi_connector.hpp"

#include "embedded_wawi.hpp"
#include "order_xml/file_wawi.hpp"
#include "sqlserver/queue_wawi.hpp"
#include "sqlserver/server_wawi.hpp"

namespace orderbridge::jtlwawi {

WawiConnector::WawiConnector(Host host, const Connection& connection) : WawiConnector(host, connection, {}) {}

WawiConnector::WawiConnector(Host host, const Connection& connection, sqlserver::SessionFactory sessions)
    : host_(host), options_(connection, host_) {
  if (!options_.folder.empty()) {
    wawi_ = std::make_unique<FileWawi>(options_, host_);
    return;
  }
  if (options_.odbc.empty()) {
    wawi_ = std::make_unique<EmbeddedWawi>(options_, host_, connection.base_dir());
    return;
  }
  if (!sessions) sessions = sqlserver::odbc_sessions(options_, host_);
  if (options_.xml_queue)
    wawi_ = std::make_unique<sqlserver::QueueWawi>(options_, host_, std::move(sessions));
  else
    wawi_ = std::make_unique<sqlserver::ServerWawi>(options_, host_, std::move(sessions));
}

WawiConnector::~WawiConnector() = default;

void WawiConnector::open(Call& call) {
  wawi_->open(call);
}

void WawiConnector::close() noexcept {
  wawi_->close();
}

void WawiConnector::check(Call& call) {
  wawi_->check(call);
}

void WawiConnector::write(Call& call, const ob_batch& batch, Results& results) {
  if (batch.kind != OB_KIND_ORDER)
    throw Error(OB_UNSUPPORTED, host_.say("jtlwawi stages orders, not status updates",
                                          "jtlwawi legt Bestellungen ab, keine Statusmeldungen"));
  wawi_->write(call, batch, results);
  options_.names.tell_unknown(call, host_);
}

void WawiConnector::lookup(Call& call, const ob_keys& keys, LookupSink& out) {
  wawi_->lookup(call, keys, out);
}

void WawiConnector::must_be_status(std::uint32_t kind) const {
  if (kind != OB_KIND_STATUS)
    throw Error(OB_UNSUPPORTED, host_.say("jtlwawi has status updates to give, no orders",
                                          "jtlwawi gibt Statusmeldungen her, keine Bestellungen"));
}

void WawiConnector::fetch(Call& call, const ob_fetch& request, FetchSink& out) {
  must_be_status(request.kind);
  wawi_->fetch(call, request, out);
}

void WawiConnector::fetch_keys(Call& call, const ob_keys& keys, FetchSink& out) {
  must_be_status(keys.kind);
  wawi_->fetch_keys(call, keys, out);
}

void WawiConnector::query(Call&, const Query& query, TableOut& out) {
  wawi_->query(query, out);
}

void WawiConnector::run(Call& call, const ActionCall& action, ActionOut& out) {
  wawi_->run(call, action, out);
}

}  // namespace orderbridge::jtlwawi
