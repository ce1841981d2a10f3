// SPDX-License-Identifier: MIT
// The only file that includes CLI11.
#include <CLI/CLI.hpp>
#include <cstdlib>
#include <cstring>

#include "base/error.hpp"
#include "base/language.hpp"
#include "cli/options.hpp"

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
    app.set_version_flag("--version", std::string("orderbridge ") + ORDERBRIDGE_VERSION,
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
        tr("Exit codes: 0 fine, 1 done but orders need attention, 2 wrong usage or configuration,\n3 failed, "
           "4 internal error, 130 cancelled.",
           "Exit-Codes: 0 gut, 1 fertig, aber Bestellungen brauchen Aufmerksamkeit,\n2 falscher Aufruf oder "
           "Konfiguration, 3 fehlgeschlagen, 4 interner Fehler, 130 abgebrochen."));
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
        if (known->check_name(word)) return;
      throw UserError(tr("there is no command '{}'; orderbridge --help lists them",
                         "Es gibt keinen Befehl '{}'; orderbridge --help nennt alle", word),
                      Exit::kUsage);
    }
  }

  CLI::App* command(const char* name, const std::string& text) {
    auto* sub = app.add_subcommand(name, text);
    sub->group(tr("Subcommands", "Befehle"));
    label(*sub);
    sub->callback([this, name] { options.command = name; });
    return sub;
  }

  void add_commands() {
    auto* run = command("run", tr("Run pipelines once, all or those named",
                                  "Pipelines einmal ausführen, alle oder die genannten"));
    run->add_option("PIPELINE", options.names, tr("Ids of pipelines", "Ids von Pipelines"));
    run->add_flag("-q,--quiet", options.quiet, tr("No progress bar", "Kein Fortschrittsbalken"));
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

}  // namespace

bool parse_arguments(int argc, const char* const* argv, Options& options, int& exit_code) {
  choose_language(argc, argv);
  Parser parser(options);
  parser.refuse_unknown_command(argc, argv);
  try {
    parser.app.parse(argc, argv);
    options.language_given = !parser.language_text.empty();
    return true;
  } catch (const CLI::ParseError& e) {
    const int code = parser.app.exit(e);
    exit_code = code == 0 ? 0 : static_cast<int>(Exit::kUsage);
    return false;
  }
}

}  // namespace orderbridge::cli
