// SPDX-License-Identifier: MIT
#include "pipeline/ask_sink.hpp"

#include <algorithm>

namespace orderbridge::pipeline {

namespace {

constexpr std::uint64_t kMostRows = 50;  // that contain the text; one of them is the order's

/// The view's column by which a shop's order is found, and what to look for in it; -1: there is none.
std::pair<int, std::string> wanted(const description::ViewInfo& view, const journal::LedgerRow& row) {
  for (std::size_t i = 0; i < view.columns.size(); ++i) {
    const auto& column = view.columns[i];
    if (!column.filterable()) continue;
    if (column.id == "id" && !row.id.empty()) return {static_cast<int>(i), row.id};
    if (column.id == "order" && !row.number.empty()) return {static_cast<int>(i), row.number};
  }
  return {-1, {}};
}

SinkAnswer::Shown shown(const description::ViewInfo& view, const connectors::Row& cells, std::size_t key) {
  SinkAnswer::Shown result{view.title, {}};
  for (std::size_t i = 0; i < view.columns.size() && i < cells.size(); ++i)
    if (i != key && !view.columns[i].detail_only() && cells[i] && !cells[i]->empty())
      result.cells.emplace_back(view.columns[i], *cells[i]);
  return result;
}

void look_into_views(connectors::Instance& sink, const description::ConnectorInfo& info,
                     const journal::LedgerRow& row, SinkAnswer& answer) {
  for (const auto& view : info.views) {
    const auto [column, text] = wanted(view, row);
    if (column < 0) continue;
    const auto key = static_cast<std::size_t>(column);
    connectors::Query query;
    query.view = view.id;
    query.filters = {{view.columns[key].id, text}};
    query.limit = kMostRows;
    connectors::QueryResult result;
    if (!sink.query(query, result).ok()) continue;  // the lookup has said what there is to say
    for (const auto& cells : result.rows)
      if (key < cells.size() && cells[key] == text) answer.rows.push_back(shown(view, cells, key));
  }
}

}  // namespace

SinkAnswer ask_sink(const Services& services, const config::Pipeline& pipeline,
                    const journal::LedgerRow& row) {
  SinkAnswer answer;
  const auto* connection = services.settings.connection(pipeline.to);
  const auto* info = connection ? services.registry.find(connection->connector) : nullptr;
  if (!info || (info->capabilities & OB_IS_RESIDENT) != 0) return answer;
  if ((info->capabilities & OB_CAN_LOOKUP) == 0 && info->views.empty()) return answer;
  std::shared_ptr<connectors::Instance> sink;
  auto outcome = connect(services, pipeline.to, info->roles, Opening::kOpen, sink);
  std::vector<connectors::Found> found(1);
  if (outcome.ok() && sink->can(OB_CAN_LOOKUP)) outcome = sink->lookup(pipeline.kind, {row.id}, found);
  answer.abandoned = outcome.abandoned;
  if (!outcome.ok()) {
    answer.failure = describe_failure(services.settings, pipeline.to, outcome);
    return answer;
  }
  if (!found.empty() && found[0].answered) answer.found = found[0];
  look_into_views(*sink, *info, row, answer);
  return answer;
}

}  // namespace orderbridge::pipeline
