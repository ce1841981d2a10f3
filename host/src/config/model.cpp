// SPDX-License-Identifier: MIT
// The host's own vocabulary. Element names follow Apache Camel where they mean the same.
#include "config/model.hpp"

#include "base/language.hpp"

namespace orderbridge::config {

namespace {

using Content = ElementType::Content;

ValueRule rule(ValueType type) {
  ValueRule r;
  r.type = type;
  r.not_empty = type != ValueType::kText;
  return r;
}
ValueRule text() {
  ValueRule r;
  r.not_empty = true;
  return r;
}
ValueRule free_text() {
  return {};
}
ValueRule choice(std::vector<std::string> choices) {
  auto r = rule(ValueType::kChoice);
  r.choices = std::move(choices);
  return r;
}
ValueRule ranged(ValueType type, std::int64_t min, std::int64_t max) {
  auto r = rule(type);
  r.min = min, r.max = max;
  return r;
}

AttributeRule need(const char* name, ValueRule value, const char* en, const char* de) {
  return {.name = name, .value = std::move(value), .required = true, .default_value = {}, .doc = {en, de}};
}
AttributeRule may(const char* name, ValueRule value, const char* en, const char* de,
                  std::optional<std::string> fallback = std::nullopt) {
  return {.name = name,
          .value = std::move(value),
          .required = false,
          .default_value = std::move(fallback),
          .doc = {en, de}};
}

constexpr std::int64_t kDay = 86400000;
const ValueRule kId = rule(ValueType::kId);

Particle one(const char* name, bool required) {
  return {{{name, name}}, required ? 1 : 0, 1};
}
Particle any(std::vector<const char*> names, int min = 0) {
  Particle p{{}, min, 0};
  for (const auto* name : names) p.children.push_back({name, name});
  return p;
}

AttributeRule id_of(const char* en, const char* de) {
  return need("id", kId, en, de);
}
AttributeRule title() {
  return may("title", free_text(), "Name shown to people", "Name für Menschen");
}
AttributeRule schedule() {
  return may(
      "schedule", rule(ValueType::kSchedule),
      "When it runs: 'every 5 minutes', 'every day at 06:30', or five cron fields; absent: by hand only",
      "Wann es läuft: 'every 5 minutes', 'every day at 06:30' oder fünf Cron-Felder; ohne: nur von Hand");
}

void add_root(Model& m) {
  auto& root = m.types[Model::kRoot];
  root.doc = {"Configuration of Orderbridge", "Konfiguration von Orderbridge"};
  root.attributes = {may("language", choice({"en", "de"}), "Language of texts for people",
                         "Sprache der Texte für Menschen")};
  root.content = Content::kSequence;
  root.particles = {any({"connectors"}),      one("journal", false),   one("log", false),
                    one("connections", true), one("pipelines", false), one("tables", false),
                    one("actions", false)};
  root.keys = {
      {"connection-id", {"connections/*"}, "id", "", {"connection", "Verbindung"}},
      {"job-id",
       {"pipelines/pipeline", "actions/action"},
       "id",
       "",
       {"pipeline or action", "Pipeline oder Aktion"}},
      {"table-id", {"tables/table"}, "id", "", {"table", "Tabelle"}},
      {"connection-used",
       {"pipelines/pipeline/from", "pipelines/pipeline/to", "actions/action"},
       "connection",
       "connection-id",
       {"connection", "Verbindung"}},
      {"table-used", {".//lookup"}, "table", "table-id", {"table", "Tabelle"}},
  };
}

void add_host_part(Model& m) {
  m.types["connectors"] = {{"Folder with connector libraries; may be repeated",
                            "Ordner mit Connector-Bibliotheken; darf mehrfach stehen"},
                           {need("folder", rule(ValueType::kPath), "Path, relative to this file",
                                 "Pfad, relativ zu dieser Datei")},
                           Content::kEmpty,
                           {},
                           {},
                           {}};
  m.types["journal"] = {
      {"The host's memory: what became of every order", "Gedächtnis: was aus jeder Bestellung wurde"},
      {need("file", rule(ValueType::kPath), "SQLite file, relative to this file",
            "SQLite-Datei, relativ zu dieser Datei")},
      Content::kEmpty,
      {},
      {},
      {}};
  m.types["log"] = {
      {"What is logged", "Was protokolliert wird"},
      {may("level", choice({"debug", "info", "warn", "error"}), "Least important level that is logged",
           "Unwichtigste Stufe, die protokolliert wird", "info")},
      Content::kEmpty,
      {},
      {},
      {}};
}

void add_pipelines(Model& m) {
  m.types["pipelines"] = {{"Pipelines", "Pipelines"}, {}, Content::kSequence, {any({"pipeline"})}, {}, {}};
  m.types["pipeline"] = {{"Takes records from one connection, through steps, to another",
                          "Bringt Datensätze aus einer Verbindung über Schritte in eine andere"},
                         {id_of("Names the pipeline", "Benennt die Pipeline"), title(), schedule()},
                         Content::kSequence,
                         {one("from", true), any({"filter", "choice", "set", "lookup"}), one("to", true),
                          one("onWritten", false), one("errorHandler", false)},
                         {},
                         {}};
  for (const auto* end : {"from", "to"})
    m.types[end] = {{"End of a pipeline", "Ende einer Pipeline"},
                    {need("connection", kId, "Id of a connection", "Kennung einer Verbindung")},
                    Content::kEmpty,
                    {},
                    {},
                    {}};
  m.types["to"].attributes.push_back(may(
      "replaces", text(),
      "Pipelines of status updates: order states of the shop (its own ids, or words such as cancelled) that "
      "they may overwrite although a person set them or they are final, separated by blanks",
      "Pipelines mit Statusmeldungen: Bestellstatus des Shops (eigene Ids oder Wörter wie cancelled), die "
      "sie überschreiben dürfen, obwohl ein Mensch sie setzte oder sie endgültig sind, durch Leerzeichen "
      "getrennt"));
  m.types["to"].attributes.push_back(may("replacesPayment", text(), "The same for payment states, e.g. paid",
                                         "Dasselbe für Zahlstatus, z. B. paid"));
  m.types["onWritten"] = {
      {"What the source is told once an order is written",
       "Was die Quelle erfährt, sobald eine Bestellung geschrieben ist"},
      {need("status",
            choice({"in_process", "accepted", "partially_delivered", "completely_delivered", "completed",
                    "cancelled"}),
            "State of the order in the source", "Status der Bestellung in der Quelle"),
       may("replaces", text(),
           "The source's own states it may overwrite, separated by blanks; without it: the "
           "state the order was read in",
           "Eigene Status der Quelle, die er überschreiben darf, durch Leerzeichen getrennt; "
           "ohne: der, in dem die Bestellung gelesen wurde"),
       may("reopened", choice({"report", "restage"}),
           "A person sets the order back in the source: report it only, or write it again if "
           "the sink no longer has it",
           "Jemand setzt die Bestellung in der Quelle zurück: nur melden, oder neu übergeben, "
           "wenn die Senke sie nicht mehr hat",
           "report")},
      Content::kEmpty,
      {},
      {},
      {}};
}

void add_error_handler(Model& m) {
  m.types["errorHandler"] = {
      {"What happens when a record fails", "Was bei Fehlern eines Datensatzes geschieht"},
      {},
      Content::kSequence,
      {one("redeliveryPolicy", false)},
      {},
      {}};
  m.types["redeliveryPolicy"] = {
      {"How often and when a failed record is tried again",
       "Wie oft und wann ein Datensatz erneut versucht wird"},
      {may("maximumRedeliveries", ranged(ValueType::kInt, 0, 1000), "Attempts after the first",
           "Versuche nach dem ersten", "8"),
       may("redeliveryDelay", ranged(ValueType::kDuration, 0, kDay), "Before the second attempt",
           "Vor dem zweiten Versuch", "2s"),
       may("backOffMultiplier", ranged(ValueType::kDecimal, 1, 100), "Factor from delay to delay",
           "Faktor von Wartezeit zu Wartezeit", "2"),
       may("maximumRedeliveryDelay", ranged(ValueType::kDuration, 0, 7 * kDay), "Longest delay",
           "Längste Wartezeit", "5m"),
       may("maximumRedeliveryTime", ranged(ValueType::kDuration, 0, kDay),
           "How long one run waits in all; what is left is tried by the next run",
           "Wie lange ein Lauf insgesamt wartet; den Rest versucht der nächste", "30s")},
      Content::kEmpty,
      {},
      {},
      {}};
}

void add_steps(Model& m) {
  const auto test = need("test", text(), "XPath 1.0 over the record, e.g. order/billing/country = 'DE'",
                         "XPath 1.0 über den Datensatz, z. B. order/billing/country = 'DE'");
  const auto field = need("field", text(), "Field of the record, e.g. payment/method",
                          "Feld des Datensatzes, z. B. payment/method");
  const auto steps = any({"filter", "choice", "set", "lookup"});
  m.types["filter"] = {
      {"Keeps records for which the test is true", "Behält Datensätze, für die der Test wahr ist"},
      {test},
      Content::kEmpty,
      {},
      {},
      {}};
  m.types["choice"] = {{"The first 'when' whose test is true, else 'otherwise'",
                        "Das erste 'when' mit wahrem Test, sonst 'otherwise'"},
                       {},
                       Content::kSequence,
                       {any({"when"}, 1), one("otherwise", false)},
                       {},
                       {}};
  m.types["when"] = {{"Steps for records with a true test", "Schritte bei wahrem Test"},
                     {test},
                     Content::kSequence,
                     {steps},
                     {},
                     {}};
  m.types["otherwise"] = {
      {"Steps for all others", "Schritte für alle anderen"}, {}, Content::kSequence, {steps}, {}, {}};
  m.types["set"] = {{"Sets a field to a literal or to another field's value",
                     "Setzt ein Feld auf einen festen Wert oder den eines anderen"},
                    {field, may("value", free_text(), "Literal", "Fester Wert"),
                     may("from", text(), "Field to copy from", "Feld, aus dem kopiert wird")},
                    Content::kEmpty,
                    {},
                    {},
                    {}};
  m.types["lookup"] = {
      {"Replaces a field's value by its row in a table",
       "Ersetzt den Wert eines Feldes durch seine Zeile in einer Tabelle"},
      {field, need("table", kId, "Id of a table", "Kennung einer Tabelle"),
       may("missing", choice({"reject", "keep", "default"}), "What happens without such a row",
           "Was ohne passende Zeile geschieht", "reject"),
       may("default", free_text(), "Value for missing=\"default\"", "Wert für missing=\"default\"")},
      Content::kEmpty,
      {},
      {},
      {}};
}

void add_tables_and_actions(Model& m) {
  m.types["tables"] = {
      {"Tables for lookup", "Tabellen für lookup"}, {}, Content::kSequence, {any({"table"})}, {}, {}};
  m.types["table"] = {{"Values and what they become", "Werte und was aus ihnen wird"},
                      {id_of("Names the table", "Benennt die Tabelle")},
                      Content::kSequence,
                      {{{{"row", "table.row"}}, 1, 0}},
                      {},
                      {{"row-from", {"row"}, "from", "", {"row", "Zeile"}}}};
  m.types["table.row"] = {{"One value", "Ein Wert"},
                          {need("from", free_text(), "Value in the record", "Wert im Datensatz"),
                           need("to", free_text(), "What it becomes", "Was daraus wird")},
                          Content::kEmpty,
                          {},
                          {},
                          {}};
  m.types["actions"] = {
      {"Actions of connectors that run on a schedule", "Aktionen von Connectoren nach Zeitplan"},
      {},
      Content::kSequence,
      {any({"action"})},
      {},
      {}};
  m.types["action"] = {
      {"Runs an action of a connector", "Führt eine Aktion eines Connectors aus"},
      {id_of("Names the action", "Benennt die Aktion"), title(),
       need("connection", kId, "Id of a connection", "Kennung einer Verbindung"),
       need("run", text(), "Name of the connector's action", "Name der Aktion des Connectors"), schedule()},
      Content::kSequence,
      {any({"parameter"})},
      {},
      {}};
  m.types["parameter"] = {
      {"Parameter of the action; lists: several of one name, or items",
       "Parameter der Aktion; Listen: mehrere eines Namens oder <item>"},
      {need("name", text(), "Its name", "Name"), may("value", free_text(), "Its value", "Wert")},
      Content::kSequence,
      {{{{"item", "parameter.item"}}, 0, 0}},
      {},
      {}};
  auto& item = m.types["parameter.item"];
  item.doc = {"One value of a list", "Ein Wert einer Liste"};
  item.content = Content::kText;
}

}  // namespace

const AttributeRule* ElementType::attribute(std::string_view name) const {
  for (const auto& a : attributes)
    if (a.name == name) return &a;
  return nullptr;
}

const ChildRule* ElementType::child(std::string_view name) const {
  for (const auto& p : particles)
    for (const auto& c : p.children)
      if (c.name == name) return &c;
  return nullptr;
}

const std::string& in_language(const description::Text& text) {
  return language() == Language::kGerman && !text.de.empty() ? text.de : text.en;
}

Model make_model(const std::vector<description::ConnectorInfo>& connectors) {
  Model m;
  add_root(m);
  add_host_part(m);
  add_pipelines(m);
  add_error_handler(m);
  add_steps(m);
  add_tables_and_actions(m);
  m.types["connections"] = {{"Connections: each an element named after its connector",
                             "Verbindungen: jede ein Element mit dem Namen ihres Connectors"},
                            {},
                            Content::kSequence,
                            {Particle{}},
                            {},
                            {}};
  for (const auto& connector : connectors) add_connector(m, connector);
  return m;
}

}  // namespace orderbridge::config
