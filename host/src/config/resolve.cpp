// SPDX-License-Identifier: MIT
// resolve_secrets(): references become text. From here on values may be secret, so no finding shows one.
#include <cstdlib>

#include "base/language.hpp"
#include "config/config.hpp"
#include "config/options.hpp"
#include "config/references.hpp"
#include "config/report.hpp"
#include "config/text_file.hpp"

namespace orderbridge::config {

namespace {

constexpr std::size_t kMaxSecretFile = 64 << 10;

class Resolver {
 public:
  /// `owner`: "connection 'shop'"; `line`: where it stands.
  Resolver(std::string owner, std::string base_dir, int line, Report& report)
      : owner_(std::move(owner)), base_dir_(std::move(base_dir)), line_(line), report_(report) {}

  void resolve(OptionValue& option) {
    each_value(option, [&](const ValueRule& rule, std::string& value) { resolve(option, rule, value); });
    option.pending = false;
  }

 private:
  void resolve(const OptionValue& option, ValueRule rule, std::string& value) {
    const auto references = parse_references(value);
    std::string text, names;
    for (const auto& part : references.parts) {
      if (part.kind == ReferencePart::Kind::kLiteral) {
        text += part.text;
        continue;
      }
      const auto name = notation(part);
      const auto found =
          part.kind == ReferencePart::Kind::kFile ? file(option, part) : variable(option, part);
      if (!found) return;
      names += (names.empty() ? "" : ", ") + name;
      text += *found;
    }
    rule.not_empty = rule.not_empty || option.secret;
    value = std::move(text);
    if (const auto problem = normalise(rule, base_dir_, value))
      error(
          option,
          (names.empty() ? tr("the value", "der Wert") : tr("the value with {}", "der Wert mit {}", names)) +
              " " + problem->text,
          problem->fix);
  }

  static std::string notation(const ReferencePart& part) {
    return (part.kind == ReferencePart::Kind::kFile ? "${file:" : "${env:") + shown(part.text) + "}";
  }

  std::optional<std::string> variable(const OptionValue& option, const ReferencePart& part) {
    if (const char* value = std::getenv(part.text.c_str())) return value;
    error(option,
          tr("the environment variable {} is not set", "die Umgebungsvariable {} ist nicht gesetzt",
             shown(part.text)),
          tr("set it for the account that runs this, or use ${{file:PATH}}",
             "für das ausführende Konto setzen oder ${{file:PFAD}} verwenden"));
    return std::nullopt;
  }

  std::optional<std::string> file(const OptionValue& option, const ReferencePart& part) {
    const auto path = absolute_path(base_dir_, part.text);
    std::string reason;
    auto text = read_text_file(path, kMaxSecretFile, reason);
    if (!text) {
      error(option,
            tr("{} cannot be resolved: {}", "{} lässt sich nicht auflösen: {}", notation(part), reason),
            tr("the file is {}", "die Datei ist {}", path));
      return std::nullopt;
    }
    if (text->ends_with('\n')) text->pop_back();
    if (text->ends_with('\r')) text->pop_back();
    return text;
  }

  void error(const OptionValue& option, const std::string& text, std::string fix) {
    report_.error(option.line ? option.line : line_, owner_ + ", " + option.name + ": " + text,
                  std::move(fix));
  }

  const std::string owner_, base_dir_;
  const int line_;
  Report& report_;
};

}  // namespace

Connection resolve_secrets(const Connection& connection, std::vector<Finding>& findings) {
  Report report(connection.place.file, findings);
  Connection out = connection;
  Resolver resolver(tr("connection '{}'", "Verbindung '{}'", connection.id), connection.base_dir,
                    connection.place.line, report);
  for (auto& option : out.options)
    if (option.pending) resolver.resolve(option);
  return out;
}

Action resolve_secrets(const Action& action, std::vector<Finding>& findings) {
  Report report(action.place.file, findings);
  Action out = action;
  Resolver resolver(tr("action '{}'", "Aktion '{}'", action.id), action.base_dir, action.place.line, report);
  for (auto& parameter : out.parameters)
    if (parameter.pending) resolver.resolve(parameter);
  return out;
}

}  // namespace orderbridge::config
