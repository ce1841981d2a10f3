// SPDX-License-Identifier: MIT
// orderbridge describe CONNECTOR: its options with type, default and meaning, an XML element to copy, and its
// views and actions.
#include <array>
#include <cstdio>

#include "base/error.hpp"
#include "base/language.hpp"
#include "cli/load.hpp"
#include "cli/view_text.hpp"

namespace orderbridge::cli {

namespace {

using description::OptionInfo;

std::string say(const description::Text& text) {
  return language() == Language::kGerman && !text.de.empty() ? text.de : text.en;
}

std::string type_text(const OptionInfo& o) {
  static constexpr std::array<const char*, 12> kNames{
      "?", "text", "int", "true|false", "decimal", "duration", "url", "path", "", "date", "list", "table"};
  std::string text = o.type < kNames.size() ? kNames[o.type] : "?";
  for (std::size_t i = 0; i < o.choices.size(); ++i) text += (i ? "|" : "") + o.choices[i];
  for (std::size_t i = 0; i < o.columns.size(); ++i) text += (i ? ", " : ": ") + o.columns[i].name;
  return text;
}

std::string state_text(const OptionInfo& o) {
  std::string text =
      o.required()      ? tr("required", "Pflicht")
      : o.default_value ? tr("default {}", "Vorgabe {}", o.default_value->empty() ? "\"\"" : *o.default_value)
                        : "";
  if (o.secret()) text += (text.empty() ? "" : ", ") + tr("secret", "geheim");
  return text;
}

/// The shortest element that works: required options, secrets by reference.
std::string example(const description::ConnectorInfo& c) {
  std::string text = "<" + c.id + " id=\"...\"";
  for (const auto& o : c.options)
    if (o.required() && o.columns.empty())
      text += " " + o.name + "=\"" + (o.secret() ? "${env:...}" : o.example) + "\"";
  return text + "/>";
}

}  // namespace

int describe(const Options& options) {
  const auto registry = load_connectors(options);
  const auto* c = registry->find(options.names.front());
  if (!c) {
    std::string known;
    for (const auto& other : registry->connectors()) known += (known.empty() ? "" : ", ") + other.id;
    throw UserError(tr("there is no connector '{}'; there is: {}",
                       "Es gibt keinen Konnektor '{}'; es gibt: {}", options.names.front(), known),
                    Exit::kUsage);
  }
  std::printf("%s %s - %s\n%s\n\n", c->id.c_str(), c->version.c_str(), say(c->title).c_str(),
              say(c->doc).c_str());
  for (const auto& o : c->options) {
    const auto state = state_text(o);
    std::printf("  %s  (%s)%s%s\n      %s\n", o.name.c_str(), type_text(o).c_str(), state.empty() ? "" : "  ",
                state.c_str(), say(o.doc).c_str());
  }
  std::printf("\n%s\n  %s\n", tr("Shortest form:", "Kürzeste Form:").c_str(), example(*c).c_str());
  if (const auto offered = offered_text(*c); !offered.empty()) std::printf("\n%s", offered.c_str());
  return static_cast<int>(Exit::kOk);
}

}  // namespace orderbridge::cli
