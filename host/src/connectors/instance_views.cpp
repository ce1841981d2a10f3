// SPDX-License-Identifier: MIT
// Instance: queries and actions.
#include "base/language.hpp"
#include "connectors/instance_shared.hpp"
#include "connectors/setting_tables.hpp"
#include "connectors/table_callbacks.hpp"
#include "connectors/view_tables.hpp"
#include "orderbridge/text.hpp"

namespace orderbridge::connectors {

namespace {

/// What the connector says of itself, read again: sections are held against it. Problems were said at
/// loading.
description::ConnectorInfo described(const ob_connector& connector) {
  std::vector<std::string> problems;
  TableReader reader(problems);
  description::ConnectorInfo info;
  read_views(connector, info, reader);
  return info;
}

Outcome unsupported(const std::string& text) {
  Outcome outcome;
  outcome.status = OB_UNSUPPORTED;
  outcome.text = text;
  return outcome;
}

void add_misuses(Outcome& outcome, const std::vector<std::string>& misuses) {
  for (const auto& misuse : misuses) outcome.findings.push_back({OB_FINDING_ERROR, "connector-bug", misuse});
}

}  // namespace

Outcome Instance::query(const Query& query, QueryResult& result) {
  const auto shared = shared_;
  const auto* table = views_of(*shared->spec.connector);
  const auto info = described(*shared->spec.connector);
  const auto* view = info.view(query.view);
  if (!table || !view)
    return unsupported(
        tr("this connector has no view '{}'", "dieser Konnektor hat keine Sicht '{}'", query.view));
  const auto stop = std::make_shared<StopSignal>(shared->stop);
  auto words = std::make_shared<QueryTables>(query);
  auto sink =
      std::make_shared<TableCallbacks>(query, view->columns, shared->pulse, [stop] { stop->request(); });
  shared->last_sink = sink;
  auto outcome = invoke(
      "query", Kind::kWork,
      [=](void* self, const ob_call& call) {
        return table->query(self, &call, words->query(), sink->table());
      },
      stop);
  result = sink->take();
  if (sink->is_full() && !outcome.abandoned && !shared->stop->requested()) {
    outcome.status = OB_OK;  // we broke it off; in which words the connector obeys is its own affair
    outcome.text.clear();
  }
  add_misuses(outcome, sink->misuses());
  return outcome;
}

Outcome Instance::run_action(const std::string& action, std::vector<std::string> keys,
                             std::vector<config::OptionValue> parameters, std::vector<ActionResult>& results,
                             bool dry_run) {
  const auto shared = shared_;
  const auto* table = views_of(*shared->spec.connector);
  if (!table || !described(*shared->spec.connector).action(action))
    return unsupported(
        tr("this connector has no action '{}'", "dieser Konnektor hat keine Aktion '{}'", action));
  auto words = std::make_shared<ActionTables>(action, std::move(keys), std::move(parameters), dry_run);
  auto sink = std::make_shared<ActionCallbacks>(shared->pulse);
  shared->last_sink = sink;
  auto outcome = invoke("run", Kind::kWork, [=](void* self, const ob_call& call) {
    return table->run(self, &call, words->call(), sink->table());
  });
  results = sink->take();
  add_misuses(outcome, sink->misuses());
  return outcome;
}

}  // namespace orderbridge::connectors
