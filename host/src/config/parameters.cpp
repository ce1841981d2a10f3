// SPDX-License-Identifier: MIT
#include "config/parameters.hpp"

#include <algorithm>

#include "base/language.hpp"
#include "base/spoken_values.hpp"
#include "base/suggest.hpp"
#include "config/model.hpp"
#include "config/options.hpp"
#include "config/report.hpp"
#include "orderbridge/connector_abi.h"

namespace orderbridge::config {

namespace {

using Given = std::vector<const GivenParameter*>;

class ParameterReader {
 public:
  ParameterReader(std::string base_dir, Notation notation, std::vector<ParameterProblem>& problems)
      : base_dir_(std::move(base_dir)), notation_(notation), problems_(problems) {}

  void unknown(const description::ActionInfo& action, const GivenParameter& given) {
    std::vector<std::string> names;
    for (const auto& known : action.parameters) names.push_back(known.name);
    problems_.push_back(
        {tr("action '{}' has no parameter '{}'", "Aktion '{}' hat keinen Parameter '{}'", action.id,
            shown(given.name)),
         names.empty() ? tr("it takes none", "sie nimmt keine") : did_you_mean(given.name, names),
         given.line});
  }

  OptionValue read(const description::ActionInfo& action, const description::OptionInfo& info,
                   const Given& given) {
    OptionValue value;
    value.name = info.name;
    value.info = info;
    value.secret = info.secret();
    if (given.empty()) {
      if (info.required()) missing(action, info);
      fill_in(value);
      return value;
    }
    value.line = given.front()->line;
    if (info.type == OB_TYPE_LIST) {
      for (const auto* one : given) value.rows.push_back({{"item", one->value}});
    } else {
      value.value = given.front()->value;
      if (given.size() > 1) twice(info, *given[1]);
    }
    check(value, given);
    return value;
  }

 private:
  void missing(const description::ActionInfo& action, const description::OptionInfo& info) {
    problems_.push_back({tr("action '{}' needs the parameter '{}'", "Aktion '{}' braucht den Parameter '{}'",
                            action.id, info.name),
                         in_language(info.doc), 0});
  }

  void twice(const description::OptionInfo& info, const GivenParameter& again) {
    problems_.push_back(
        {tr("parameter '{}' is given twice", "Parameter '{}' ist doppelt angegeben", info.name),
         tr("it has one value", "er hat einen Wert"), again.line});
  }

  void fill_in(OptionValue& value) {
    if (!value.info.default_value) return;
    if (value.info.type == OB_TYPE_LIST)
      value.rows = default_items(*value.info.default_value);
    else
      value.value = value.info.default_value;
    each_value(value, [&](const ValueRule& rule, std::string& text) { normalise(rule, base_dir_, text); });
  }

  /// Checks each value; where none holds a reference, they become what the connector gets.
  void check(OptionValue& value, const Given& given) {
    const auto rule_here = [&](ValueRule rule) {
      rule.references = notation_ == Notation::kXml;
      return rule;
    };
    std::size_t at = 0;
    each_value(value, [&](const ValueRule& rule, std::string& text) {
      if (notation_ == Notation::kCommandLine) text = spoken(rule, text);
      const auto written = check_written(rule_here(rule), text);
      value.pending = value.pending || written.pending;
      if (written.problem)
        problems_.push_back(
            {subject(value, text) + " " + written.problem->text, written.problem->fix, given[at]->line});
      else if (value.secret && notation_ == Notation::kXml && !written.pending && !text.empty())
        problems_.push_back(clear_text(value, given[at]->line));
      ++at;
    });
    if (value.pending) return;
    each_value(value, [&](const ValueRule& rule, std::string& text) {
      const auto written = check_written(rule_here(rule), text);
      if (written.problem) return;
      text = rule.type == ValueType::kPath ? absolute_path(base_dir_, written.normal) : written.normal;
    });
  }

  static std::string spoken(const ValueRule& rule, const std::string& text) {
    return rule.type == ValueType::kDecimal ? decimal_of(text)
           : rule.type == ValueType::kDate  ? date_of(text)
                                            : text;
  }

  static ParameterProblem clear_text(const OptionValue& value, int line) {
    return {.text = tr("parameter '{}' holds a secret in clear text",
                       "Parameter '{}' enthält ein Geheimnis im Klartext", value.name),
            .fix = tr("write ${{env:NAME}} or ${{file:PATH}} instead",
                      "stattdessen ${{env:NAME}} oder ${{file:PFAD}} schreiben"),
            .line = line,
            .warning = true};
  }

  std::string subject(const OptionValue& value, const std::string& text) const {
    const auto text_shown = value.secret ? "..." : shown(text);
    return notation_ == Notation::kXml
               ? "<parameter name=\"" + value.name + "\" value=\"" + text_shown + "\">"
               : "--set " + value.name + "=" + text_shown;
  }

  const std::string base_dir_;
  const Notation notation_;
  std::vector<ParameterProblem>& problems_;
};

}  // namespace

std::vector<OptionValue> read_parameters(const description::ActionInfo& action,
                                         const std::vector<GivenParameter>& given,
                                         const std::string& base_dir, Notation notation,
                                         std::vector<ParameterProblem>& problems) {
  ParameterReader reader(base_dir, notation, problems);
  for (const auto& one : given)
    if (std::none_of(action.parameters.begin(), action.parameters.end(),
                     [&](const auto& info) { return info.name == one.name; }))
      reader.unknown(action, one);
  std::vector<OptionValue> values;
  for (const auto& info : action.parameters) {
    Given of_this;
    for (const auto& one : given)
      if (one.name == info.name) of_this.push_back(&one);
    values.push_back(reader.read(action, info, of_this));
  }
  return values;
}

}  // namespace orderbridge::config
