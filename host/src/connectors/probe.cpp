// SPDX-License-Identifier: MIT
#include "connectors/probe.hpp"

#include "base/language.hpp"
#include "connectors/library.hpp"
#include "description/description_json.hpp"
#include "orderbridge/text.hpp"
#include "platform/child.hpp"

namespace orderbridge::connectors {

namespace {

ProbeResult bad(const std::string& reason) {
  return {.good = false, .info = {}, .reason = reason};
}

ProbeResult judge(const std::string& file, const platform::ChildAnswer& answer) {
  const std::string hint = tr("The library stays unused until the file changes.",
                              "Die Bibliothek bleibt ungenutzt, bis sich die Datei ändert.");
  if (!answer.not_started.empty())
    return bad(tr("{}: cannot start a probe process: {}", "{}: Der Prüfprozess lässt sich nicht starten: {}",
                  file, answer.not_started));
  if (!answer.in_time)
    return bad(tr("{}: the library hangs while it is being loaded. {}",
                  "{}: Die Bibliothek hängt beim Laden. {}", file, hint));
  if (answer.signal != 0)
    return bad(
        tr("{}: the library crashes while it is being loaded (signal {}, {}); the file may be cut off or "
           "built wrongly. "
           "Copy it again: first under another name, then rename. {}",
           "{}: Die Bibliothek stürzt beim Laden ab (Signal {}, {}); die Datei ist vielleicht abgeschnitten "
           "oder falsch "
           "gebaut. Neu kopieren: erst unter anderem Namen, dann umbenennen. {}",
           file, answer.signal, answer.signal_text, hint));
  if (answer.text.starts_with("!")) return bad(answer.text.substr(1));
  try {
    return {.good = true, .info = description::library_from_json(answer.text), .reason = {}};
  } catch (const std::exception&) {
    return bad(tr("{}: the library ends the process while it is being loaded (exit code {}). {}",
                  "{}: Die Bibliothek beendet beim Laden den Prozess (Exit-Code {}). {}", file, answer.code,
                  hint));
  }
}

}  // namespace

ProbeResult probe(const std::string& program, const std::string& file, std::chrono::milliseconds limit) {
  return judge(
      file,
      platform::ask_child(
          program, {"--probe", file, "--language", language() == Language::kGerman ? "de" : "en"}, limit));
}

int probe_child(const std::string& file) {
  try {
    platform::answer_parent(description::to_json(load(file).info), 0);
  } catch (const LoadError& e) {
    platform::answer_parent(std::string("!") + e.what(), 1);
  }
}

}  // namespace orderbridge::connectors
