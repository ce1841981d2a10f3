// SPDX-License-Identifier: MIT
#include "connectors/instance.hpp"

#include "base/language.hpp"
#include "base/log.hpp"
#include "connectors/instance_shared.hpp"
#include "connectors/setting_tables.hpp"
#include "orderbridge/text.hpp"
#include "platform/exit_guard.hpp"

namespace orderbridge::connectors {

Instance::Instance(std::shared_ptr<Shared> shared) : shared_(std::move(shared)) {}

Outcome Instance::create(Spec spec, std::shared_ptr<const StopSignal> stop,
                         std::unique_ptr<Instance>& instance) {
  auto shared = std::make_shared<Shared>();
  shared->spec = std::move(spec);
  shared->stop = std::move(stop);
  std::unique_ptr<Instance> created(new Instance(shared));
  auto tables = std::make_shared<SettingTables>(shared->spec);
  auto outcome = created->invoke("create", Kind::kCreate, [shared, tables](void*, const ob_call& call) {
    return shared->spec.connector->create(shared->host.table(), &call, tables->connection(), &shared->self);
  });
  if (outcome.ok() && !shared->self) {
    outcome.status = OB_INTERNAL;
    outcome.text = tr("the connector created nothing", "Der Konnektor hat nichts erzeugt");
  }
  if (outcome.ok()) instance = std::move(created);
  return outcome;
}

Instance::~Instance() {
  if (abandoned_ || !shared_->self) return;
  close();
  if (abandoned_) return;
  const auto shared = shared_;
  invoke("destroy", Kind::kEnd, [shared](void* self, const ob_call&) {
    shared->spec.connector->destroy(self);
    return OB_OK;
  });
}

bool Instance::can(std::uint32_t capability) const noexcept {
  const auto& connector = *shared_->spec.connector;
  if (capability == OB_CAN_FETCH_KEYS && !connector.fetch_keys) return false;
  if (capability == OB_CAN_LOOKUP && !connector.lookup) return false;
  return (connector.capabilities & capability) != 0;
}

const std::string& Instance::connection_id() const noexcept {
  return shared_->spec.connection.id;
}

void Instance::on_progress(ProgressHandler handler) {
  std::lock_guard lock(shared_->progress_mutex);
  shared_->progress = std::move(handler);
}

Outcome Instance::invoke(const char* what, Kind kind, std::function<ob_status(void*, const ob_call&)> job,
                         std::shared_ptr<const StopSignal> own_stop) {
  using Clock = std::chrono::steady_clock;
  Outcome outcome;
  if (abandoned_) {
    outcome.status = OB_NOT_CONNECTED;
    outcome.text = tr("connection '{}' hangs since an earlier call; restart the host",
                      "Verbindung '{}' hängt seit einem früheren Aufruf; Host neu starten", connection_id());
    outcome.abandoned = true;
    return outcome;
  }
  const auto shared = shared_;
  const auto stop = kind == Kind::kEnd ? std::make_shared<const StopSignal>()
                    : own_stop         ? std::move(own_stop)
                                       : shared->stop;
  auto context =
      std::make_shared<CallContext>(stop, shared->pulse, shared->spec.patience,
                                    [shared](std::uint64_t done, std::uint64_t total, std::string_view text) {
                                      std::lock_guard lock(shared->progress_mutex);
                                      if (shared->progress) shared->progress(done, total, text);
                                    });
  auto status = std::make_shared<std::atomic<ob_status>>(OB_INTERNAL);
  bool interrupted = false;
  Clock::time_point stop_seen{};
  const auto watch = [&] {
    if (!context->cancelled()) return false;
    if (!interrupted) {
      interrupted = true;
      stop_seen = Clock::now();
      if (kind == Kind::kWork && shared->spec.connector->interrupt)
        shared->spec.connector->interrupt(shared->self);
    }
    return Clock::now() - stop_seen > shared->spec.grace;
  };
  const bool came_back = worker_.run(
      [shared, context, status, job = std::move(job),
       name = tr("{}() of connection '{}'", "{}() der Verbindung '{}'", what, connection_id())] {
        const platform::ForeignCall mark(name.c_str());
        *status = job(shared->self, *context->table());
      },
      watch);
  context->finish(outcome);
  if (came_back) {
    outcome.status = status->load();
    if (outcome.status == OB_CANCELLED && context->out_of_patience() && !stop->requested())
      outcome.status = OB_RETRY;
  } else {
    abandon(what, outcome);
  }
  say_why(what, came_back, context->out_of_patience(), outcome);
  return outcome;
}

/// It still runs, somewhere: nothing is called any more on this instance.
void Instance::abandon(const char* what, Outcome& outcome) {
  abandoned_ = true;
  outcome.abandoned = true;
  outcome.status = OB_RETRY;
  log::error(connection_id(), tr("{}() does not come back and is abandoned",
                                 "{}() kehrt nicht zurück und wird aufgegeben", what));
}

/// What the connector could not say itself.
void Instance::say_why(const char* what, bool came_back, bool out_of_patience, Outcome& outcome) const {
  if (out_of_patience)
    outcome.text =
        tr("connection '{}' gave no sign of life for {} s in {}(); {}",
           "Verbindung '{}' gab {} s lang kein Lebenszeichen in {}(); {}", connection_id(),
           shared_->spec.patience.count() / 1000, what,
           came_back ? tr("the call was cancelled", "der Aufruf wurde abgebrochen")
                     : tr("it is STALLED, restart the host", "sie steht still (STALLED), Host neu starten"));
  else if (!came_back)
    outcome.text = tr("connection '{}' did not come back from {}() after it was cancelled; restart the host",
                      "Verbindung '{}' kehrte nach dem Abbruch nicht aus {}() zurück; Host neu starten",
                      connection_id(), what);
  else if (!outcome.ok() && outcome.status != OB_CANCELLED && outcome.text.empty())
    outcome.text = tr("the connector failed in {}() with status {} and said nothing",
                      "Der Konnektor scheiterte in {}() mit Status {} ohne Angabe", what, outcome.status);
}

Outcome Instance::open() {
  const auto shared = shared_;
  auto outcome = invoke("open", Kind::kWork, [shared](void* self, const ob_call& call) {
    return shared->spec.connector->open(self, &call);
  });
  opened_ = outcome.ok();
  return outcome;
}

void Instance::close() {
  if (!opened_ || abandoned_) return;
  opened_ = false;
  const auto shared = shared_;
  invoke("close", Kind::kEnd, [shared](void* self, const ob_call&) {
    shared->spec.connector->close(self);
    return OB_OK;
  });
}

Outcome Instance::check() {
  const auto shared = shared_;
  if (!OB_HAS(shared->spec.connector, check) || !shared->spec.connector->check) return {};
  return invoke("check", Kind::kWork, [shared](void* self, const ob_call& call) {
    return shared->spec.connector->check(self, &call);
  });
}

namespace {

/// What a connector left out of its table is never called. Every caller asks can() first and does it another
/// way; this is for the one that did not.
Outcome left_out(const std::string& connection, const char* function) {
  Outcome outcome;
  outcome.status = OB_UNSUPPORTED;
  outcome.text = tr("the connector of '{}' has no function {}()",
                    "der Konnektor von '{}' hat keine Funktion {}()", connection, function);
  return outcome;
}

void add_misuses(Outcome& outcome, const std::vector<std::string>& misuses) {
  for (const auto& misuse : misuses) outcome.findings.push_back({OB_FINDING_ERROR, "connector-bug", misuse});
}

}  // namespace

Outcome Instance::fetch(std::uint32_t kind, const std::string& cursor, const std::string& bookmark,
                        std::shared_ptr<FetchHandler> handler) {
  const auto shared = shared_;
  if (!shared->spec.connector->fetch) return left_out(connection_id(), "fetch");
  auto sink = std::make_shared<FetchCallbacks>(std::move(handler), shared->pulse);
  auto outcome = invoke("fetch", Kind::kWork, [=](void* self, const ob_call& call) {
    ob_fetch request{};
    request.size = sizeof request;
    request.kind = kind;
    request.cursor = to_abi(cursor);
    request.bookmark = to_abi(bookmark);
    return shared->spec.connector->fetch(self, &call, &request, sink->table());
  });
  sink->disconnect();
  add_misuses(outcome, sink->misuses());
  if (outcome.ok() && !sink->is_through())
    outcome.findings.push_back(
        {OB_FINDING_WARNING, "no-end",
         tr("the connector ended its sweep without saying that it is complete (a last checkpoint with an "
            "empty cursor): orders may be missing from this run",
            "der Konnektor beendete seinen Durchlauf, ohne ihn für vollständig zu erklären (ein letzter "
            "Merkpunkt mit leerem Cursor): diesem Lauf können Bestellungen fehlen")});
  return outcome;
}

Outcome Instance::fetch_keys(std::uint32_t kind, std::vector<std::string> ids,
                             std::shared_ptr<FetchHandler> handler, std::uint32_t flags) {
  const auto shared = shared_;
  if (!shared->spec.connector->fetch_keys) return left_out(connection_id(), "fetch_keys");
  auto sink = std::make_shared<FetchCallbacks>(std::move(handler), shared->pulse);
  auto keys = std::make_shared<KeyTable>(kind, std::move(ids), flags);
  auto outcome = invoke("fetch_keys", Kind::kWork, [=](void* self, const ob_call& call) {
    return shared->spec.connector->fetch_keys(self, &call, keys->table(), sink->table());
  });
  sink->disconnect();
  add_misuses(outcome, sink->misuses());
  return outcome;
}

Outcome Instance::write(std::uint32_t kind, std::vector<const ob_record*> records,
                        std::shared_ptr<const void> owner, std::shared_ptr<WriteHandler> handler,
                        bool dry_run) {
  const auto shared = shared_;
  if (!shared->spec.connector->write) return left_out(connection_id(), "write");
  auto results = std::make_shared<WriteCallbacks>(std::move(handler), shared->pulse, records.size());
  auto held = std::make_shared<std::vector<const ob_record*>>(std::move(records));
  auto outcome = invoke("write", Kind::kWork, [=, owner = std::move(owner)](void* self, const ob_call& call) {
    ob_batch batch{};
    batch.size = sizeof batch;
    batch.kind = kind;
    batch.records = held->data();
    batch.count = held->size();
    batch.flags = dry_run ? static_cast<std::uint32_t>(OB_WRITE_DRY_RUN) : 0u;
    return shared->spec.connector->write(self, &call, &batch, results->table());
  });
  results->disconnect();
  add_misuses(outcome, results->misuses());
  return outcome;
}

Outcome Instance::lookup(std::uint32_t kind, std::vector<std::string> ids, std::vector<Found>& found) {
  const auto shared = shared_;
  if (!shared->spec.connector->lookup) {
    found.assign(ids.size(), {});
    return left_out(connection_id(), "lookup");
  }
  auto sink = std::make_shared<LookupCallbacks>(ids.size());
  auto keys = std::make_shared<KeyTable>(kind, std::move(ids));
  auto outcome = invoke("lookup", Kind::kWork, [=](void* self, const ob_call& call) {
    return shared->spec.connector->lookup(self, &call, keys->table(), sink->table());
  });
  found = sink->take();
  add_misuses(outcome, sink->misuses());
  return outcome;
}

}  // namespace orderbridge::connectors
