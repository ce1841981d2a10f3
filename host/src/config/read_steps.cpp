// SPDX-License-Identifier: MIT
// Steps: tests against the record's elements, fields that set and lookup may change.
#include <charconv>

#include "base/language.hpp"
#include "base/suggest.hpp"
#include "config/reader.hpp"
#include "config/record_tree.hpp"
#include "config/xpath_check.hpp"
#include "orderbridge/connector_abi.h"
#include "orderbridge/decimal.hpp"

namespace orderbridge::config {

namespace {

class StepReader {
 public:
  StepReader(std::uint32_t kind, Reading& reading) : kind_(kind), reading_(reading) {}

  Steps steps(const Node& parent) {
    Steps out;
    for (const auto& node : parent.children()) {
      Step step;
      step.place = reading_.place(node);
      if (node.name() == "filter")
        step.kind = Step::Kind::kFilter, step.test = test(node);
      else if (node.name() == "choice")
        choice(node, step);
      else if (node.name() == "set")
        set(node, step);
      else if (node.name() == "lookup")
        lookup(node, step);
      else
        continue;
      out.push_back(std::move(step));
    }
    return out;
  }

 private:
  std::string test(const Node& node) {
    const auto expression = text_of(node, "test");
    if (expression.empty()) return expression;
    for (const auto& problem : check_xpath(expression, kind_))
      reading_.report.error(line_of(node, "test"),
                            tr("<{}> test: {}", "<{}> test: {}", node.name(), problem.text), problem.fix);
    return expression;
  }

  void choice(const Node& node, Step& step) {
    step.kind = Step::Kind::kChoice;
    for (const auto& when : children_of(node, "when"))
      step.whens.push_back({test(when), steps(when), reading_.place(when)});
    for (const auto& otherwise : children_of(node, "otherwise")) step.otherwise = steps(otherwise);
  }

  // The field an attribute names, null where there is none; then it is reported.
  const RecordElement* field(const Node& node, const char* attribute) {
    const auto name = token_of(node, attribute);
    if (name.empty()) return nullptr;
    const auto* found = order_field(name);
    if (!found)
      reading_.report.error(
          line_of(node, attribute),
          tr("<{}> {}: orders have no field '{}'", "<{}> {}: Bestellungen haben kein Feld '{}'", node.name(),
             attribute, shown(name)),
          field_hint(name));
    return found;
  }

  static std::string field_hint(std::string name) {
    if (name.starts_with("order/")) name.erase(0, 6);
    const auto best = nearest(name, order_field_paths());
    if (!best.empty()) return tr("did you mean '{}'?", "meinten Sie '{}'?", best);
    return tr("a path such as payment/method or billing/country; no expressions",
              "ein Pfad wie payment/method oder billing/country; keine Ausdrücke");
  }

  const RecordElement* settable_field(const Node& node) {
    if (kind_ != OB_KIND_ORDER) {
      reading_.report.error(node.line(),
                            tr("<{}> works on orders only", "<{}> gibt es nur für Bestellungen", node.name()),
                            tr("leave it out of a pipeline of status updates",
                               "in einer Pipeline mit Statusmeldungen weglassen"));
      return nullptr;
    }
    const auto* found = field(node, "field");
    if (!found || found->settable) return found;
    reading_.report.error(
        line_of(node, "field"),
        tr("<{}> cannot change {}", "<{}> kann {} nicht ändern", node.name(), found->path()),
        tr("ids, times, lines and extras stay as the source gave them",
           "Kennungen, Zeiten, Positionen und Extras bleiben, wie die Quelle sie liefert"));
    return nullptr;
  }

  static std::string plain(const Node& node, const char* attribute) {
    auto name = token_of(node, attribute);
    if (name.starts_with("order/")) name.erase(0, 6);
    return name;
  }

  void set(const Node& node, Step& step) {
    step.kind = Step::Kind::kSet;
    step.field = plain(node, "field");
    step.from = plain(node, "from");
    step.has_value = node.attribute("value") != nullptr;
    step.value = text_of(node, "value");
    const bool copy = node.attribute("from") != nullptr;
    const auto* target = settable_field(node);
    const auto* source = copy && kind_ == OB_KIND_ORDER ? field(node, "from") : nullptr;
    if (copy == step.has_value)
      reading_.report.error(
          node.line(),
          tr("<set> takes either 'value' or 'from'", "<set> braucht entweder 'value' oder 'from'"),
          tr("value for a literal, from for another field",
             "value für einen festen Wert, from für ein anderes Feld"));
    else if (target && source && target->type != FieldType::kText && target->type != source->type)
      reading_.report.error(line_of(node, "from"),
                            tr("{} cannot be copied to {}: other kind of value",
                               "{} passt nicht in {}: andere Art von Wert", source->path(), target->path()),
                            tr("copy from a field of the same kind", "aus einem Feld gleicher Art kopieren"));
    else if (target && step.has_value)
      check_literal(node, *target, step.value);
  }

  void check_literal(const Node& node, const RecordElement& target, const std::string& value) {
    bool good = true;
    if (target.type == FieldType::kDecimal) {
      try {
        good = Decimal::parse(value).has_value();
      } catch (const DecimalError&) {
        good = false;
      }
    } else if (target.type == FieldType::kInt) {
      std::int32_t number = 0;
      const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
      good = error == std::errc() && end == value.data() + value.size();
    }
    if (!good)
      reading_.report.error(
          line_of(node, "value"),
          tr("'{}' is no value for {}", "'{}' ist kein Wert für {}", shown(value), target.path()),
          target.type == FieldType::kDecimal ? tr("a number such as 4.90; amounts are never computed",
                                                  "eine Zahl wie 4.90; Beträge werden nie berechnet")
                                             : tr("a whole number", "eine ganze Zahl"));
  }

  void lookup(const Node& node, Step& step) {
    step.kind = Step::Kind::kLookup;
    step.field = plain(node, "field");
    step.table = token_of(node, "table");
    step.fallback = text_of(node, "default");
    const auto missing = token_of(node, "missing");
    if (missing == "keep") step.missing = Step::Missing::kKeep;
    if (missing == "default") step.missing = Step::Missing::kUseDefault;
    const auto* target = settable_field(node);
    if (target && target->type != FieldType::kText)
      reading_.report.error(line_of(node, "field"),
                            tr("<lookup> cannot change {}: it is no text",
                               "<lookup> kann {} nicht ändern: es ist kein Text", target->path()),
                            tr("look up a text field", "ein Textfeld nachschlagen"));
    const bool has_default = node.attribute("default") != nullptr;
    if (has_default == (missing == "default")) return;
    reading_.report.error(node.line(),
                          has_default
                              ? tr("<lookup default> has no effect", "<lookup default> ist wirkungslos")
                              : tr("<lookup missing=\"default\"> lacks the default",
                                   "<lookup missing=\"default\"> fehlt der Vorgabewert"),
                          has_default ? tr("add missing=\"default\"", "missing=\"default\" ergänzen")
                                      : tr("add default=\"...\"", "default=\"...\" ergänzen"));
  }

  std::uint32_t kind_;
  Reading& reading_;
};

}  // namespace

Steps read_steps(const Node& parent, std::uint32_t kind, Reading& reading) {
  return StepReader(kind, reading).steps(parent);
}

}  // namespace orderbridge::config
