// SPDX-License-Identifier: MIT
// The only file that includes CLI11.
#include <CLI/CLI.hpp>
#include <charconv>
#include <cstdlib>
#include <cstring>

#include "base/error.hpp"
#include "base/language.hpp"
#include "base/version.hpp"
#include "cli/options.hpp"
#include "config/values.hpp"

namespace orderbridge::cli {

namespace {

/// The language must be known before the first help text is composed.
void choose_language(int argc, const char* const* argv) {
  std::string chosen;
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
    if (const char* value = std::getenv(name); value && *value && chosen.empty()) chosen = value;
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--language") == 0 && i + 1 < argc) chosen = argv[i + 1];
    if (std::strncmp(argv[i], "--language=", 11) == 0) chosen = argv[i] + 11;
  }
  set_language(parse_language(chosen));
}

void label(CLI::App& app) {
  auto formatter = std::make_shared<CLI::Formatter>();
  formatter->column_width(30);
  if (language() == Language::kGerman) {
    formatter->label("Usage", "Aufruf");
    formatter->label("OPTIONS", "OPTIONEN");
    formatter->label("SUBCOMMAND", "BEFEHL");
    formatter->label("SUBCOMMANDS", "BEFEHLE");
    formatter->label("Options", "Optionen");
    formatter->label("Subcommands", "Befehle");
    formatter->label("Positionals", "Argumente");
    formatter->label("REQUIRED", "PFLICHT");
  }
  app.formatter(formatter);
  app.option_defaults()->group(tr("Options", "Optionen"));
  app.set_help_flag("-h,--help", tr("Show this help", "Diese Hilfe zeigen"));
}

struct Parser {
  Options& options;
  std::string language_text;
  CLI::App app;

  explicit Parser(Options& o)
      : options(o),
        app(tr("Orderbridge brings orders from shops into an ERP, completely and exactly once.",
               "Orderbridge bringt Bestellungen aus Shops in eine Warenwirtschaft, vollständig und genau "
               "einmal."),
            "orderbridge") {
    label(app);
    app.set_version_flag("--version", std::string("orderbridge ") + version(),
                         tr("Show the version", "Version zeigen"));
    app.require_subcommand(1);
    app.fallthrough();
    app.add_option("-c,--config", options.config,
                   tr("The XML file [./orderbridge.xml, /etc/orderbridge/orderbridge.xml]",
                      "Die XML-Datei [./orderbridge.xml, /etc/orderbridge/orderbridge.xml]"))
        ->type_name(tr("FILE", "DATEI"));
    app.add_option("--language", language_text,
                   tr("Texts in English or German", "Texte auf Deutsch oder Englisch"))
        ->type_name("en|de");
    app.add_option("--log-level", options.log_level,
                   tr("What is logged to stderr", "Was nach stderr protokolliert wird"))
        ->type_name("debug|info|warn|error|off");
    app.add_option("--connectors", options.connectors,
                   tr("Connectors' folder, instead of the XML's", "Konnektoren-Ordner statt dem der XML"))
        ->type_name(tr("FOLDER", "ORDNER"));
    app.footer(
        tr("Exit codes: 0 fine, 1 orders need attention, 2 wrong usage, 3 failed, 4 internal, 130 cancelled.",
           "Exit-Codes: 0 gut, 1 Aufmerksamkeit nötig, 2 falscher Aufruf, 3 gescheitert, 4 intern, 130 "
           "abgebrochen."));
    add_commands();
  }

  /// CLI11 answers a misspelt command with "a subcommand is required"; this names it.
  void refuse_unknown_command(int argc, const char* const* argv) const {
    for (int i = 1; i < argc; ++i) {
      const std::string word = argv[i];
      if (word.starts_with('-')) {
        if (word.find('=') == std::string::npos && word != "-h" && word != "--help" && word != "--version")
          ++i;
        continue;
      }
      for (const auto* known : app.get_subcommands([](const CLI::App*) { return true; }))
        if (known->check_name(word))
          return refuse_unknown_subcommand(*known, i + 1 < argc ? argv[i + 1] : "");
      throw UserError(tr("there is no command '{}'; orderbridge --help lists them",
                         "Es gibt keinen Befehl '{}'; orderbridge --help nennt alle", word),
                      Exit::kUsage);
    }
  }

  static void refuse_unknown_subcommand(const CLI::App& command, const std::string& word) {
    const auto all = command.get_subcommands([](const CLI::App*) { return true; });
    if (all.empty() || word.empty() || word.starts_with('-')) return;
    std::string known;
    for (const auto* sub : all) {
      if (sub->check_name(word)) return;
      known += (known.empty() ? "" : ", ") + sub->get_name();
    }
    throw UserError(tr("there is no '{} {}'; there is: {}", "Es gibt kein '{} {}'; es gibt: {}",
                       command.get_name(), word, known),
                    Exit::kUsage);
  }

  CLI::App* command(const char* name, const std::string& text, CLI::App* parent = nullptr) {
    auto* sub = (parent ? *parent : app).add_subcommand(name, text);
    sub->group(tr("Subcommands", "Befehle"));
    label(*sub);
    const std::string full = parent ? parent->get_name() + " " + name : name;
    sub->callback([this, full] {
      if (options.command.empty()) options.command = full;  // the innermost is called first
    });
    return sub;
  }
  CLI::Option* pipeline_of(CLI::App* sub) {
    return sub->add_option("--pipeline", options.pipeline, tr("Id of the pipeline", "Id der Pipeline"))
        ->type_name("ID");
  }
  void drain_of(CLI::App* sub) {
    sub->add_option_function<std::string>(
           "--drain",
           [this](const std::string& text) {
             const auto time = config::parse_duration(text);
             if (!time)
               throw CLI::ValidationError(
                   "--drain", tr("'{}' is no duration like 20s", "'{}' ist keine Dauer wie 20s", text));
             options.drain_ms = *time;
           },
           tr("How long what is under way may take after a signal [20s]",
              "Wie lange Laufendes nach einem Signal noch dauern darf [20s]"))
        ->type_name(tr("TIME", "DAUER"));
  }

  void add_commands() {
    add_runs();
    add_stories();
    add_letters();
    add_views();
    add_looks();
  }

  /// What runs something.
  void add_runs() {
    auto* run =
        command("run", tr("Run pipelines once, all or those named; run show N: a run of the past",
                          "Pipelines einmal ausführen, alle oder genannte; run show N: früherer Lauf"));
    run->add_option("PIPELINE", options.names, tr("Ids of pipelines", "Ids von Pipelines"));
    run->add_flag("-q,--quiet", options.quiet, tr("No progress bar", "Kein Fortschrittsbalken"));
    drain_of(run);
    auto* serve =
        command("serve", tr("Run pipelines and actions by their schedules until a signal comes",
                            "Pipelines und Aktionen nach Zeitplan ausführen, bis ein Signal kommt"));
    drain_of(serve);
    for (const auto& [name, text] :
         {std::pair{"pause",
                    tr("Keep serve from starting a job", "serve eine Aufgabe nicht mehr starten lassen")},
          std::pair{"resume", tr("Let a paused or halted job go on",
                                 "Eine ruhende oder angehaltene Aufgabe fortsetzen")}})
      command(name, text)
          ->add_option("JOB", options.names,
                       tr("Ids of pipelines or actions", "Ids von Pipelines oder Aktionen"))
          ->required();
    auto* import =
        command("import", tr("Import one order again, whatever the options select",
                             "Eine Bestellung nach Id oder Nummer importieren, was die Optionen auch "
                             "auswählen"));
    import->add_option("ORDER", options.names, tr("Id or number", "Id oder Nummer"))->expected(1)->required();
    pipeline_of(import);
    dry_run_of(import);
    auto* rewind =
        command("rewind", tr("Look at all orders again from a day or id on; says first what that means",
                             "Alle Bestellungen ab Tag oder Id neu ansehen; sagt vorher, was das heißt"));
    rewind->add_option("PIPELINE", options.names, tr("Id of the pipeline", "Id der Pipeline"))
        ->expected(1)
        ->required();
    rewind
        ->add_option("--from", options.from,
                     tr("2026-11-01, or an order id", "2026-11-01 oder eine Bestell-Id"))
        ->required()
        ->type_name(tr("DAY|ID", "TAG|ID"));
    rewind->add_flag("--any-state", options.any_state,
                     tr("Whatever state the shop shows, but not cancelled: after losing journal or sink",
                        "In jedem Status, nur nicht storniert: nach Verlust von Journal oder Senke"));
    dry_run_of(rewind);
    limit_of(rewind);
    yes_of(rewind);
    auto* tell = command("tell", tr("Tell a shop once more what it refused, or of the orders named",
                                    "Einem Shop noch einmal melden, was er ablehnte, oder die genannten "
                                    "Bestellungen"));
    connection_of(tell);
    tell->add_option("ORDER", options.names, tr("Ids or numbers", "Ids oder Nummern"));
  }
  void yes_of(CLI::App* sub) { sub->add_flag("--yes", options.yes, tr("Do not ask", "Nicht fragen")); }
  void dry_run_of(CLI::App* sub) {
    sub->add_flag("--dry-run", options.dry_run,
                  tr("Say what would happen, write nothing", "Sagen, was geschähe, nichts schreiben"));
  }
  void limit_of(CLI::App* sub) {
    sub->add_option("-n,--limit", options.limit,
                    tr("Show at most so many [10]", "Höchstens so viele zeigen [10]"))
        ->type_name("N");
  }

  /// What tells what is and was.
  void add_stories() {
    auto* status = command("status", tr("What every pipeline does, when it runs next, what needs attention",
                                        "Was jede Pipeline tut, wann sie läuft, was Aufmerksamkeit braucht"));
    json_of(status);
    auto* runs = command("runs", tr("The last runs", "Die letzten Läufe"));
    runs->add_option("JOB", options.names, tr("Id of a pipeline or action", "Id einer Pipeline oder Aktion"))
        ->expected(0, 1);
    json_of(runs);
    limit_of(runs);
    auto* explain = command("explain", tr("An order's whole story, and what can be done",
                                          "Die ganze Geschichte einer Bestellung, und was möglich ist"));
    explain->add_option("ORDER", options.names, tr("Number or id", "Nummer oder Id"))
        ->expected(1)
        ->required();
    pipeline_of(explain);
    auto* plan = command("plan", tr("What a run would do now; reads the real shop, writes nothing",
                                    "Was ein Lauf jetzt täte; liest den echten Shop, schreibt nichts"));
    plan->add_option("PIPELINE", options.names, tr("Id of the pipeline", "Id der Pipeline"))
        ->expected(1)
        ->required();
    limit_of(plan);
    auto* verify = command("verify", tr("Does the sink still have what was written?",
                                        "Hat die Senke noch, was übergeben wurde?"));
    verify
        ->add_option("PIPELINE", options.names,
                     tr("Id of the pipeline; then orders, else all that are missing",
                        "Id der Pipeline; dann Bestellungen, sonst alle fehlenden"))
        ->required();
    verify->add_flag("--restage", options.restage,
                     tr("Write what is missing again", "Fehlende erneut übergeben"));
    verify->add_flag("--accept", options.accept, tr("Take its absence for good", "Ihr Fehlen hinnehmen"))
        ->excludes("--restage");
  }

  void add_letters() {
    auto* letters =
        command("dead-letters", tr("Orders that do not get on by themselves",
                                   "Fehlerablage: Bestellungen, die von selbst nicht weiterkommen"));
    letters->require_subcommand(1);
    auto* list = command("list", tr("Those that are open", "Die offenen"), letters);
    pipeline_of(list);
    list->add_flag("--all", options.all,
                   tr("The resolved and dropped, too", "Auch erledigte und aufgegebene"));
    auto* show = command("show", tr("One, with its record", "Einen, mit seinem Datensatz"), letters);
    letter_of(show);
    show->add_flag("--show-personal", options.show_personal,
                   tr("Personal data unmasked", "Personenbezogene Daten unmaskiert"));
    show->add_flag("--original", options.original,
                   tr("As it was emitted, not as it was edited", "Wie geliefert, nicht wie bearbeitet"));
    auto* edit = command("edit",
                         tr("Take the record out, or bring it back mended",
                            "Den Datensatz herausnehmen oder berichtigt zurückgeben"),
                         letters);
    letter_of(edit);
    edit->add_option("--export", options.export_file,
                     tr("Write the record to this file", "Den Datensatz in diese Datei schreiben"))
        ->type_name(tr("FILE", "DATEI"));
    edit->add_option("--file", options.file, tr("Take it from this file", "Ihn aus dieser Datei nehmen"))
        ->type_name(tr("FILE", "DATEI"));
    auto* retry = command("retry", tr("Try them again now", "Sie jetzt noch einmal versuchen"), letters);
    letters_of(retry);
    auto* drop = command("drop", tr("Give them up", "Sie aufgeben"), letters);
    letters_of(drop);
    drop->add_option("--reason", options.reason,
                     tr("For the order's history", "Für die Geschichte der Bestellung"))
        ->type_name("TEXT");
  }
  void letter_of(CLI::App* sub) {
    sub->add_option("LETTER", options.number, tr("Number of the dead letter", "Nummer des Eintrags"))
        ->required();
  }
  void letters_of(CLI::App* sub) {
    sub->add_option("LETTER", options.ids, tr("Numbers of dead letters", "Nummern der Einträge"));
    sub->add_flag("--all", options.all, tr("All that are open", "Alle offenen"));
    pipeline_of(sub);
  }

  /// Tables and actions that connectors bring along.
  void add_views() {
    auto* view =
        command("view", tr("A table of a connection, or one row's detail; without VIEW: what there is",
                           "Tabelle einer Verbindung oder Detail einer Zeile; ohne VIEW: was es gibt"));
    connection_of(view);
    view->add_option("VIEW", options.target, tr("Id of the view", "Id der Sicht"));
    view->add_option("KEY", options.names,
                     tr("The row of which the detail is shown", "Die Zeile, deren Detail gezeigt wird"))
        ->expected(0, 1);
    view->add_option("-f,--filter", options.filters,
                     tr("Rows whose column contains the text; may be repeated",
                        "Zeilen, deren Spalte den Text enthält; darf mehrfach stehen"))
        ->allow_extra_args(false)
        ->type_name("COLUMN=TEXT");
    view->add_option("-s,--sort", options.sort,
                     tr("By this column, up or down", "Nach dieser Spalte, auf oder ab"))
        ->type_name("COLUMN[:desc]");
    view->add_option("-n,--limit", options.rows,
                     tr("At most so many rows [20]; 0: all", "Höchstens so viele Zeilen [20]; 0: alle"))
        ->type_name("N");
    view->add_option("--offset", options.offset, tr("Leave out so many first", "So viele vorn auslassen"))
        ->type_name("N");
    json_of(view);
    auto* action =
        command("action", tr("Run an action of a connection, on rows that are named by their keys",
                             "Aktion einer Verbindung ausführen, an Zeilen, die ihr Schlüssel nennt"));
    connection_of(action);
    action->add_option("ACTION", options.target, tr("Id of the action", "Id der Aktion"))->required();
    action->add_option("KEY", options.names, tr("Keys of the rows", "Schlüssel der Zeilen"));
    action
        ->add_option("--set", options.sets,
                     tr("A parameter of the action; a list: several times",
                        "Ein Parameter der Aktion; eine Liste: mehrfach"))
        ->allow_extra_args(false)
        ->type_name("NAME=VALUE");
    action->add_flag("-y,--yes", options.yes, tr("Do not ask first", "Nicht vorher fragen"));
    json_of(action);
  }
  void connection_of(CLI::App* sub) {
    sub->add_option("CONNECTION", options.connection, tr("Id of the connection", "Id der Verbindung"))
        ->required();
  }
  void json_of(CLI::App* sub) { sub->add_flag("--json", options.json, tr("For programs", "Für Programme")); }

  /// What looks at configuration, connections and connectors.
  void add_looks() {
    command("validate", tr("Check the XML file and say everything that is wrong with it",
                           "XML-Datei prüfen und alles nennen, was nicht stimmt"));
    command("check", tr("Open every connection: what works, what is missing",
                        "Jede Verbindung öffnen: was geht, was fehlt"));
    auto* tap = command("tap", tr("Show orders as XML as they pass; writes nothing",
                                  "Bestellungen als XML zeigen, wie sie fließen; schreibt nichts"));
    tap->add_option("PIPELINE", options.names, tr("Id of the pipeline", "Id der Pipeline"))
        ->expected(1)
        ->required();
    tap->add_option("-n,--limit", options.limit, tr("At most so many [10]", "Höchstens so viele [10]"))
        ->type_name(tr("N", "N"));
    tap->add_flag("--show-personal", options.show_personal,
                  tr("Personal data unmasked", "Personenbezogene Daten unmaskiert"));
    command("connectors", tr("List connectors, and libraries that were refused with the reason",
                             "Konnektoren auflisten und abgelehnte Bibliotheken mit Grund"));
    auto* describe = command("describe", tr("Options of a connector, with an XML example",
                                            "Optionen eines Konnektors mit XML-Beispiel"));
    describe->add_option("CONNECTOR", options.names, tr("Id of the connector", "Id des Konnektors"))
        ->expected(1)
        ->required();
    auto* schema = command("schema", tr("XML schema for editors", "XML-Schema für Editoren"));
    schema->add_option("-o,--output", options.output, tr("Write to this file", "In diese Datei schreiben"))
        ->type_name(tr("FILE", "DATEI"));
  }
};

/// "run show 12" is a look at run 12; a pipeline named show can still be run beside others.
void read_run_show(Options& options) {
  auto& names = options.names;
  if (options.command != "run" || names.size() != 2 || names.front() != "show") return;
  const auto& text = names.back();
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), options.number);
  if (error == std::errc() && end == text.data() + text.size()) options.command = "run show";
}

}  // namespace

bool parse_arguments(int argc, const char* const* argv, Options& options, int& exit_code) {
  choose_language(argc, argv);
  Parser parser(options);
  parser.refuse_unknown_command(argc, argv);
  try {
    parser.app.parse(argc, argv);
    options.language_given = !parser.language_text.empty();
    read_run_show(options);
    return true;
  } catch (const CLI::ParseError& e) {
    const int code = parser.app.exit(e);
    exit_code = code == 0 ? 0 : static_cast<int>(Exit::kUsage);
    return false;
  }
}

}  // namespace orderbridge::cli
