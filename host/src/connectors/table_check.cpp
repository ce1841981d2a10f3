// SPDX-License-Identifier: MIT
#include "connectors/table_check.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "base/language.hpp"
#include "base/utf8.hpp"
#include "orderbridge/text.hpp"

namespace orderbridge::connectors {

namespace {

constexpr std::size_t kLongestText = 20000;

/// One reading: where we are, and what was wrong.
class Reader {
 public:
  explicit Reader(std::vector<std::string>& problems) : problems_(problems) {}

  void problem(const std::string& text) { problems_.push_back(text); }

  std::string text(const ob_str& s, const std::string& where) {
    if (!s.data) return {};
    if (s.size > kLongestText || !is_utf8(view(s))) {
      problem(tr("{}: text is not UTF-8 or is longer than {} bytes",
                 "{}: Text ist kein UTF-8 oder länger als {} Bytes", where, kLongestText));
      return {};
    }
    return copy(s);
  }

  OptionInfo option(const ob_option* o, const std::string& where, int depth) {
    OptionInfo info;
    if (!o || o->size < offsetof(ob_option, columns)) {
      problem(tr("{}: an option table is missing or too small",
                 "{}: Eine Optionstabelle fehlt oder ist zu klein", where));
      return info;
    }
    info.name = text(o->name, where);
    const std::string here = where + " option '" + info.name + "'";
    if (!is_valid_id(info.name) || (depth == 0 && info.name == "id"))
      problem(tr("{}: bad option name", "{}: ungültiger Optionsname", here));
    info.type = o->type;
    info.flags = o->flags;
    if (o->type < OB_TYPE_TEXT || o->type > OB_TYPE_TABLE)
      problem(tr("{}: unknown type {}", "{}: unbekannter Typ {}", here, o->type));
    if (present(o->default_value)) info.default_value = text(o->default_value, here);
    if (info.required() && info.default_value)
      problem(tr("{}: is required and has a default", "{}: ist Pflicht und hat einen Vorgabewert", here));
    info.doc = {text(o->doc.en, here), text(o->doc.de, here)};
    info.example = text(o->example, here);
    split_choices(text(o->choices, here), info.choices);
    if (o->type == OB_TYPE_CHOICE && info.choices.empty())
      problem(tr("{}: a choice without choices", "{}: Auswahl ohne Auswahlwerte", here));
    if (o->type == OB_TYPE_CHOICE && info.default_value &&
        std::find(info.choices.begin(), info.choices.end(), *info.default_value) == info.choices.end())
      problem(tr("{}: the default is not one of the choices", "{}: Der Vorgabewert steht nicht zur Auswahl",
                 here));
    if (o->type == OB_TYPE_BOOL && info.default_value && *info.default_value != "true" &&
        *info.default_value != "false")
      problem(tr("{}: the default is neither true nor false", "{}: Der Vorgabewert ist weder true noch false",
                 here));
    if (o->type == OB_TYPE_INT && info.default_value && !is_integer(*info.default_value))
      problem(tr("{}: the default is not a whole number", "{}: Der Vorgabewert ist keine ganze Zahl", here));
    if (o->min.present && o->min.scale == 0) info.min = o->min.unscaled;
    if (o->max.present && o->max.scale == 0) info.max = o->max.unscaled;
    if (o->type == OB_TYPE_LIST || o->type == OB_TYPE_TABLE) columns(o, info, here, depth);
    return info;
  }

 private:
  static bool is_integer(const std::string& text) {
    const std::size_t from = text.starts_with('-') ? 1 : 0;
    return text.size() > from && std::all_of(text.begin() + static_cast<std::ptrdiff_t>(from), text.end(),
                                             [](char c) { return c >= '0' && c <= '9'; });
  }
  static void split_choices(const std::string& text, std::vector<std::string>& out) {
    for (std::size_t at = 0; at < text.size();) {
      const auto bar = std::min(text.find('|', at), text.size());
      out.push_back(text.substr(at, bar - at));
      at = bar + 1;
    }
  }
  void columns(const ob_option* o, OptionInfo& info, const std::string& here, int depth) {
    const std::size_t count = OB_HAS(o, column_count) ? o->column_count : 0;
    if (o->type == OB_TYPE_LIST && count == 0) {  // items are plain text
      info.columns.push_back(OptionInfo{});
      info.columns.back().name = "item";
      info.columns.back().type = OB_TYPE_TEXT;
      return;
    }
    const bool sane =
        count > 0 && count <= 50 && o->columns && depth == 0 && (o->type == OB_TYPE_TABLE || count == 1);
    if (!sane) {
      problem(tr("{}: a list has one column at most, a table at least one",
                 "{}: Eine Liste hat höchstens eine Spalte, eine Tabelle mindestens eine", here));
      return;
    }
    for (std::size_t i = 0; i < o->column_count; ++i)
      info.columns.push_back(option(o->columns[i], here, depth + 1));
  }

  std::vector<std::string>& problems_;
};

/// Functions that go with roles and capabilities.
void check_functions(const ob_connector& c, const std::string& id, Reader& reader) {
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
  need((c.capabilities & OB_CAN_NOTIFY) != 0, c.extension != nullptr, "extension");
}

ConnectorInfo read_connector(const ob_connector* c, Reader& reader) {
  ConnectorInfo info;
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
  info.title = {reader.text(c->title.en, where), reader.text(c->title.de, where)};
  info.doc = {reader.text(c->doc.en, where), reader.text(c->doc.de, where)};
  info.roles = c->roles;
  info.capabilities = c->capabilities;
  check_functions(*c, info.id, reader);
  if (c->option_count > 500 || (c->option_count > 0 && !c->options)) {
    reader.problem(tr("{}: the option list is broken", "{}: Die Optionsliste ist defekt", where));
    return info;
  }
  std::set<std::string> names;
  for (std::size_t i = 0; i < c->option_count; ++i) {
    info.options.push_back(reader.option(c->options[i], where, 0));
    if (!names.insert(info.options.back().name).second)
      reader.problem(tr("{}: option '{}' is there twice", "{}: Option '{}' ist doppelt", where,
                        info.options.back().name));
  }
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

LibraryInfo read_tables(const ob_library* library, std::vector<std::string>& problems) {
  Reader reader(problems);
  LibraryInfo info;
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
