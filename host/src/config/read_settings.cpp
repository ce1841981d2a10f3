// SPDX-License-Identifier: MIT
// host_settings() and settings(): the two phases, each a walk over its part of the tree and then a reading of
// it.
#include <algorithm>

#include "base/language.hpp"
#include "base/suggest.hpp"
#include "config/reader.hpp"
#include "config/values.hpp"
#include "config/walk.hpp"

namespace orderbridge::config {

namespace {

bool host_part(const std::string& name) {
  return name == "connectors" || name == "journal" || name == "log";
}

bool right_root(const Document::Content& document) {
  return document.root_name == Model::kRoot && document.root_namespace == kNamespace;
}

void report_root(const Document::Content& document, Report& report) {
  if (document.root_name != Model::kRoot)
    report.error(document.root().line(),
                 tr("the root element is <{}>, not <{}>", "das Wurzelelement ist <{}>, nicht <{}>",
                    shown(document.root_name), Model::kRoot),
                 tr("is it the right file?", "ist es die richtige Datei?"));
  else
    report.error(document.root().line(),
                 tr("<orderbridge> is in the namespace '{}'", "<orderbridge> ist im Namensraum '{}'",
                    shown(document.root_namespace)),
                 tr("write xmlns=\"{}\"", "xmlns=\"{}\" schreiben", kNamespace));
}

std::string connectors_hint(const HostSettings& host,
                            const std::vector<description::ConnectorInfo>& connectors) {
  std::vector<std::string> ids;
  for (const auto& c : connectors) ids.push_back(c.id);
  const auto found = ids.empty() ? tr("no connector was found", "es wurde kein Connector gefunden")
                                 : tr("found: {}", "gefunden: {}", joined(ids));
  return tr("{} (searched: {})", "{} (durchsucht: {})", found, joined(host.connector_folders));
}

void read_tables(const Node& tables, Reading& reading) {
  for (const auto& node : children_of(tables, "table")) {
    Table table{token_of(node, "id"), {}, reading.place(node)};
    for (const auto& row : children_of(node, "row"))
      table.rows.emplace_back(text_of(row, "from"), text_of(row, "to"));
    reading.settings.tables.push_back(std::move(table));
  }
}

}  // namespace

const description::ConnectorInfo* Reading::connector(std::string_view id) const {
  const auto found =
      std::find_if(connectors.begin(), connectors.end(), [&](const auto& c) { return c.id == id; });
  return found == connectors.end() ? nullptr : &*found;
}

const description::ConnectorInfo* Reading::connector_of(const std::string& connection_id) const {
  const auto* connection = settings.connection(connection_id);
  return connection ? connector(connection->connector) : nullptr;
}

std::string text_of(const Node& node, std::string_view attribute) {
  const auto* value = node.attribute(attribute);
  return value ? *value : std::string();
}
std::string token_of(const Node& node, std::string_view attribute) {
  return collapsed(text_of(node, attribute));
}

int line_of(const Node& node, std::string_view attribute) {
  for (const auto& a : node.attributes())
    if (a.name == attribute) return a.line;
  return node.line();
}

std::vector<Node> children_of(const Node& node, std::string_view name) {
  auto out = node.children();
  if (!name.empty()) std::erase_if(out, [&](const Node& n) { return n.name() != name; });
  return out;
}

HostSettings host_settings(const Document& document, std::vector<Finding>& findings) {
  const auto& content = document.content();
  Report report(content.file, findings);
  HostSettings out;
  out.file = content.file;
  out.base_dir = content.base_dir;
  out.hash = content.hash;
  out.journal_file = absolute_path(content.base_dir, "var/journal.db");
  if (!right_root(content)) {
    report_root(content, report);
    return out;
  }
  const auto model = make_model({});
  const Walk walk(model, report);
  const auto root = content.root();
  walk.check_element(root, model.type(Model::kRoot));
  for (const auto& child : root.children())
    if (host_part(child.name())) walk.check(child, child.name());
  report.sort();

  out.language = token_of(root, "language");
  for (const auto& c : children_of(root, "connectors"))
    if (const auto folder = text_of(c, "folder"); !folder.empty())
      out.connector_folders.push_back(absolute_path(out.base_dir, folder));
  for (const auto& j : children_of(root, "journal"))
    if (const auto file = text_of(j, "file"); !file.empty())
      out.journal_file = absolute_path(out.base_dir, file);
  for (const auto& l : children_of(root, "log"))
    if (l.attribute("level")) out.log_level = token_of(l, "level");
  return out;
}

Settings settings(const Document& document, const HostSettings& host,
                  const std::vector<description::ConnectorInfo>& connectors, std::vector<Finding>& findings) {
  const auto& content = document.content();
  Report report(content.file, findings);
  Settings out;
  out.host = host;
  if (!right_root(content)) return out;  // phase one has said so
  const auto model = make_model(connectors);
  const Walk walk(model, report, connectors_hint(host, connectors));
  const auto root = content.root();
  const auto& type = model.type(Model::kRoot);
  for (const auto& child : root.children())
    if (const auto* rule = type.child(child.name()); rule && !host_part(child.name()))
      walk.check(child, rule->type);
  walk.check_keys(root, type);

  Reading reading{content, host, connectors, report, out};
  for (const auto& n : children_of(root, "connections")) read_connections(n, reading);
  for (const auto& n : children_of(root, "pipelines")) read_pipelines(n, reading);
  for (const auto& n : children_of(root, "tables")) read_tables(n, reading);
  for (const auto& n : children_of(root, "actions")) read_actions(n, reading);
  out.generation = generation_of(out);
  report.sort();
  return out;
}

}  // namespace orderbridge::config
