// SPDX-License-Identifier: MIT
// Actions on a schedule: which connector's action each runs, and with what.
#include "base/language.hpp"
#include "base/suggest.hpp"
#include "config/parameters.hpp"
#include "config/reader.hpp"

namespace orderbridge::config {

namespace {

/// The values of one <parameter>: its attribute, or its items.
void read_parameter(const Node& node, std::vector<GivenParameter>& given, Report& report) {
  const auto name = token_of(node, "name");
  const auto items = children_of(node, "item");
  const bool has_value = node.attribute("value") != nullptr;
  if (has_value == !items.empty())
    report.error(node.line(),
                 has_value ? tr("<parameter name=\"{}\"> has a value and items",
                                "<parameter name=\"{}\"> hat einen Wert und <item>", shown(name))
                           : tr("<parameter name=\"{}\"> has no value",
                                "<parameter name=\"{}\"> hat keinen Wert", shown(name)),
                 tr("write value=\"...\", or <item> for each value of a list",
                    "value=\"...\" schreiben oder <item> für jeden Wert einer Liste"));
  else if (has_value)
    given.push_back({name, text_of(node, "value"), line_of(node, "value")});
  else
    for (const auto& item : items) given.push_back({name, item.text(), item.line()});
}

/// Null where the connection's connector has no such action, which is a finding; or is not known, which is
/// one already.
const description::ActionInfo* described(const Node& node, const Action& action, Reading& reading) {
  const auto* connector = reading.connector_of(action.connection);
  if (!connector || action.run.empty()) return nullptr;
  if (const auto* info = connector->action(action.run)) return info;
  std::vector<std::string> ids;
  for (const auto& known : connector->actions) ids.push_back(known.id);
  reading.report.error(
      line_of(node, "run"),
      tr("'{}' ({}) has no action '{}'", "'{}' ({}) hat keine Aktion '{}'", action.connection, connector->id,
         shown(action.run)),
      ids.empty() ? tr("it has none at all", "sie hat überhaupt keine") : did_you_mean(action.run, ids));
  return nullptr;
}

}  // namespace

void read_actions(const Node& actions, Reading& reading) {
  for (const auto& node : children_of(actions, "action")) {
    Action action;
    action.id = token_of(node, "id");
    action.title = text_of(node, "title");
    action.connection = token_of(node, "connection");
    action.run = token_of(node, "run");
    action.schedule = token_of(node, "schedule");
    action.base_dir = reading.host.base_dir;
    action.place = reading.place(node);
    std::vector<GivenParameter> given;
    for (const auto& parameter : children_of(node, "parameter"))
      read_parameter(parameter, given, reading.report);
    if (const auto* info = described(node, action, reading)) {
      std::vector<ParameterProblem> problems;
      action.parameters = read_parameters(*info, given, action.base_dir, Notation::kXml, problems);
      for (auto& problem : problems) {
        const int line = problem.line ? problem.line : node.line();
        if (problem.warning)
          reading.report.warning(line, std::move(problem.text), std::move(problem.fix));
        else
          reading.report.error(line, std::move(problem.text), std::move(problem.fix));
      }
    }
    reading.settings.actions.push_back(std::move(action));
  }
}

}  // namespace orderbridge::config
