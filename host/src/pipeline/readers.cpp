// SPDX-License-Identifier: MIT
#include "pipeline/readers.hpp"

#include "base/language.hpp"

namespace orderbridge::pipeline {

namespace {

constexpr Micros kForgotten =
    7 * 24 * 3600 * 1000000LL;  // a pipeline that did not run for so long reads no more

}  // namespace

journal::StreamId stream_of(const Services& services, const config::Pipeline& pipeline) {
  return services.journal.stream(pipeline.id, services.journal.source_identity(pipeline.from));
}

std::vector<journal::StreamId> readers_of(const Services& services, const std::string& connection, Micros now,
                                          std::vector<std::string>& warnings) {
  std::vector<journal::StreamId> all;
  for (const auto& other : services.settings.pipelines)
    if (other.from == connection && other.kind == OB_KIND_ORDER) all.push_back(stream_of(services, other));
  for (const auto& stream : services.journal.streams()) {
    if (stream.connection != connection || services.settings.pipeline(stream.pipeline)) continue;
    const auto runs = services.journal.runs(stream.pipeline, 1);
    if (runs.empty() || runs.front().started < now - kForgotten) continue;
    all.push_back(stream.id);
    warnings.push_back(tr(
        "pipeline '{}' is not in this configuration, but read '{}' on {}: until {} the shop is told only of "
        "orders that it has judged, too",
        "Pipeline '{}' steht nicht in dieser Konfiguration, las aber '{}' am {}: Bis {} erfährt der Shop nur "
        "von Bestellungen, über die auch sie entschieden hat",
        stream.pipeline, connection, format_local(runs.front().started),
        format_local(runs.front().started + kForgotten)));
  }
  return all;
}

}  // namespace orderbridge::pipeline
