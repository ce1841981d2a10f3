// SPDX-License-Identifier: MIT
#include "pipeline/connect.hpp"

#include "base/language.hpp"
#include "config/config.hpp"
#include "connectors/library.hpp"

namespace orderbridge::pipeline {

namespace {

connectors::Outcome bad_config(const std::string& text) {
  connectors::Outcome outcome;
  outcome.status = OB_BAD_CONFIG;
  outcome.text = text;
  return outcome;
}

}  // namespace

connectors::Outcome connect(const Services& services, const std::string& connection_id, std::uint32_t roles,
                            Opening opening, std::shared_ptr<connectors::Instance>& instance,
                            std::shared_ptr<const connectors::StopSignal> stop) {
  const auto* connection = services.settings.connection(connection_id);
  if (!connection)
    return bad_config(tr("there is no connection '{}'", "Es gibt keine Verbindung '{}'", connection_id));

  std::vector<config::Finding> findings;
  connectors::Spec spec;
  spec.connection = config::resolve_secrets(*connection, findings);
  for (const auto& finding : findings)
    if (finding.level == config::Finding::kError) return bad_config(config::to_text(finding));
  spec.roles = roles;
  spec.base_dir = services.settings.host.base_dir;
  spec.source_identity = services.journal.source_identity(connection_id);
  try {
    spec.connector = services.registry.connector(connection->connector);
  } catch (const connectors::LoadError& e) {
    return bad_config(e.what());
  }
  std::unique_ptr<connectors::Instance> created;
  auto outcome = connectors::Instance::create(std::move(spec), stop ? stop : services.stop, created);
  if (outcome.ok() && opening == Opening::kOpen) outcome = created->open();
  if (outcome.ok()) instance = std::move(created);
  return outcome;
}

std::string describe_failure(const config::Settings& settings, const std::string& connection_id,
                             const connectors::Outcome& outcome) {
  const auto* connection = settings.connection(connection_id);
  const auto why = !outcome.text.empty() ? outcome.text
                                         : tr("the connector broke the call off by itself",
                                              "Der Konnektor brach den Aufruf von sich aus ab");
  std::string text = connection ? tr("connection '{}' ({}:{}): {}", "Verbindung '{}' ({}:{}): {}",
                                     connection_id, connection->place.file, connection->place.line, why)
                                : why;
  if (!outcome.option.empty()) text += tr(" [option {}]", " [Option {}]", outcome.option);
  return text;
}

}  // namespace orderbridge::pipeline
