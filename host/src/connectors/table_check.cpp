// SPDX-License-Identifier: MIT
#include "connectors/table_check.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "base/language.hpp"
#include "connectors/table_reader.hpp"
#include "connectors/view_tables.hpp"

namespace orderbridge::connectors {

namespace {

/// Functions that go with roles and capabilities.
void check_functions(const ob_connector& c, const std::string& id, TableReader& reader) {
  const auto need = [&](bool wanted, bool there, const char* name) {
    if (wanted && !there)
      reader.problem(tr(
          "connector '{}': the function {}() is missing although a role or capability needs it",
          "Konnektor '{}': Die Funktion {}() fehlt, obwohl eine Rolle oder Fähigkeit sie braucht", id, name));
  };
  need(true, c.create != nullptr, "create");
  need(true, c.destroy != nullptr, "destroy");
  need(true, c.open != nullptr, "open");
  need(true, c.close != nullptr, "close");
  need((c.roles & (OB_FETCH_ORDERS | OB_FETCH_STATUS)) != 0, c.fetch != nullptr, "fetch");
  need((c.roles & (OB_WRITE_ORDERS | OB_WRITE_STATUS)) != 0, c.write != nullptr, "write");
  need((c.capabilities & OB_CAN_FETCH_KEYS) != 0, c.fetch_keys != nullptr, "fetch_keys");
  need((c.capabilities & OB_CAN_LOOKUP) != 0, c.lookup != nullptr, "lookup");
  need((c.capabilities & OB_CAN_NOTIFY) != 0, OB_HAS(&c, extension) && c.extension != nullptr, "extension");
}

description::ConnectorInfo read_connector(const ob_connector* c, TableReader& reader) {
  description::ConnectorInfo info;
  if (!c || c->size < offsetof(ob_connector, extension)) {
    reader.problem(
        tr("a connector table is missing or too small", "Eine Konnektortabelle fehlt oder ist zu klein"));
    return info;
  }
  info.id = reader.text(c->id, "connector");
  if (!is_valid_id(info.id))
    reader.problem(tr("connector id '{}' is not of the form [a-z][a-z0-9-]*",
                      "Konnektor-Id '{}' hat nicht die Form [a-z][a-z0-9-]*", info.id));
  if (is_reserved_id(info.id))
    reader.problem(tr("connector id '{}' is reserved", "Konnektor-Id '{}' ist reserviert", info.id));
  const std::string where = "connector '" + info.id + "'";
  info.version = reader.text(c->version, where);
  info.title = reader.text(c->title, where);
  info.doc = reader.text(c->doc, where);
  info.roles = c->roles;
  info.capabilities = c->capabilities;
  check_functions(*c, info.id, reader);
  info.options = reader.options(c->options, c->option_count, where);
  read_views(*c, info, reader);
  return info;
}

}  // namespace

bool is_valid_id(const std::string& id) {
  if (id.empty() || id.size() > 60 || id[0] < 'a' || id[0] > 'z') return false;
  return std::all_of(id.begin(), id.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

bool is_reserved_id(const std::string& id) {
  static constexpr std::array kReserved{"orderbridge", "connectors", "connections", "connection", "pipelines",
                                        "pipeline",    "actions",    "action",      "tables",     "table",
                                        "journal",     "log",        "include",     "host",       "console",
                                        "secret",      "id"};
  return std::find(kReserved.begin(), kReserved.end(), id) != kReserved.end();
}

description::LibraryInfo read_tables(const ob_library* library, std::vector<std::string>& problems) {
  TableReader reader(problems);
  description::LibraryInfo info;
  if (!library || library->size < sizeof(ob_library)) {
    reader.problem(tr("the entry point returned no valid library table",
                      "Der Einsprungpunkt lieferte keine gültige Bibliothekstabelle"));
    return info;
  }
  info.vendor = reader.text(library->vendor, "vendor");
  info.version = reader.text(library->version, "version");
  info.toolchain = reader.text(library->toolchain, "toolchain");
  info.abi_minor = library->abi_minor;
  if (library->connector_count == 0 || library->connector_count > 100 || !library->connectors) {
    reader.problem(tr("the library contains no connectors", "Die Bibliothek enthält keine Konnektoren"));
    return info;
  }
  std::set<std::string> ids;
  for (std::size_t i = 0; i < library->connector_count; ++i) {
    info.connectors.push_back(read_connector(library->connectors[i], reader));
    if (!ids.insert(info.connectors.back().id).second)
      reader.problem(
          tr("connector id '{}' is there twice", "Konnektor-Id '{}' ist doppelt", info.connectors.back().id));
  }
  return info;
}

}  // namespace orderbridge::connectors
