// SPDX-License-Identifier: MIT
#include "steps/steps.hpp"

#include <map>
#include <stdexcept>
#include <variant>
#include <vector>

#include "base/error.hpp"
#include "base/language.hpp"
#include "records/xml_view.hpp"
#include "steps/field_access.hpp"
#include "steps/xpath.hpp"

namespace orderbridge::steps {

namespace {

struct CompiledStep;
using Nodes = std::vector<CompiledStep>;

struct Branch {
  XPath test;
  Nodes nodes;
};
struct Filter {
  XPath test;
};
struct Choice {
  std::vector<Branch> branches;
  Nodes otherwise;
};
struct Set {
  std::string field, value, from;
  bool literal;
};
struct Lookup {
  std::string field, table, fallback;
  std::map<std::string, std::string> rows;
  config::Step::Missing missing;
};
struct CompiledStep {
  std::variant<Filter, Choice, Set, Lookup> step;
  config::Place place;
};

XPath compile(const std::string& expression, const config::Place& place) {
  try {
    return XPath(expression);
  } catch (const std::invalid_argument& e) {
    throw UserError(
        tr("{}:{}: the expression '{}' is not XPath: {}", "{}:{}: Der Ausdruck '{}' ist kein XPath: {}",
           place.file, place.line, expression, e.what()),
        Exit::kUsage);
  }
}

Nodes compile(const config::Steps& steps, const config::Settings& settings);

Choice compile_choice(const config::Step& step, const config::Settings& settings) {
  Choice choice;
  for (const auto& when : step.whens)
    choice.branches.push_back({compile(when.test, when.place), compile(when.steps, settings)});
  choice.otherwise = compile(step.otherwise, settings);
  return choice;
}

Lookup compile_lookup(const config::Step& step, const config::Settings& settings) {
  Lookup lookup{step.field, step.table, step.fallback, {}, step.missing};
  const auto* table = settings.table(step.table);
  if (!table)
    throw UserError(tr("{}:{}: there is no table '{}'", "{}:{}: Es gibt keine Tabelle '{}'", step.place.file,
                       step.place.line, step.table),
                    Exit::kUsage);
  lookup.rows.insert(table->rows.begin(), table->rows.end());
  return lookup;
}

Nodes compile(const config::Steps& steps, const config::Settings& settings) {
  Nodes nodes;
  for (const auto& step : steps) {
    switch (step.kind) {
      case config::Step::Kind::kFilter:
        nodes.push_back({Filter{compile(step.test, step.place)}, step.place});
        break;
      case config::Step::Kind::kChoice:
        nodes.push_back({compile_choice(step, settings), step.place});
        break;
      case config::Step::Kind::kSet:
        nodes.push_back({Set{step.field, step.value, step.from, step.has_value}, step.place});
        break;
      case config::Step::Kind::kLookup:
        nodes.push_back({compile_lookup(step, settings), step.place});
        break;
    }
  }
  return nodes;
}

/// One record on its way through the steps; the XML view is built on demand and again after a change.
class Passage {
 public:
  Passage(ob_record& record, records::Arena& arena) : record_(record), arena_(arena) {}

  Verdict walk(const Nodes& nodes) {
    for (const auto& node : nodes) {
      auto verdict = std::visit([&](const auto& step) { return apply(step, node.place); }, node.step);
      if (verdict.kind != Verdict::Kind::kPass) return verdict;
    }
    return {};
  }

 private:
  bool test(const XPath& expression) {
    if (!view_) view_ = records::xml_view(record_);
    return expression.test(view_.get());
  }

  Verdict apply(const Filter& filter, const config::Place& place) {
    if (test(filter.test)) return {};
    return {Verdict::Kind::kFiltered, "filter",
            tr("refused by the filter in {} line {}", "vom Filter in {} Zeile {} abgewiesen", place.file,
               place.line),
            place};
  }

  Verdict apply(const Choice& choice, const config::Place&) {
    for (const auto& branch : choice.branches)
      if (test(branch.test)) return walk(branch.nodes);
    return walk(choice.otherwise);
  }

  Verdict apply(const Set& set, const config::Place& place) {
    auto target = order_field(set.field);
    if (!target)
      return reject("set", tr("the order has no field {}", "Die Bestellung hat kein Feld {}", set.field),
                    place);
    std::string value = set.value;
    if (!set.literal) {
      const auto source = order_field(set.from);
      value = source ? read_field(*source).value_or("") : "";
    }
    try {
      write_field(*target, value, arena_);
    } catch (const std::invalid_argument& e) {
      return reject("set", e.what(), place);
    }
    view_.reset();
    return {};
  }

  Verdict apply(const Lookup& lookup, const config::Place& place) {
    auto target = order_field(lookup.field);
    if (!target)
      return reject("lookup",
                    tr("the order has no field {}", "Die Bestellung hat kein Feld {}", lookup.field), place);
    const auto value = read_field(*target).value_or("");
    const auto row = lookup.rows.find(value);
    if (row == lookup.rows.end() && lookup.missing == config::Step::Missing::kKeep) return {};
    if (row == lookup.rows.end() && lookup.missing == config::Step::Missing::kReject) {
      const std::string shown = target->field->personal ? "***" : value;
      return reject("lookup",
                    tr("table '{}' has no row for {} = '{}'; add it, or say missing=\"keep\"",
                       "Tabelle '{}' hat keine Zeile für {} = '{}'; ergänzen oder missing=\"keep\" setzen",
                       lookup.table, lookup.field, shown),
                    place);
    }
    try {
      write_field(*target, row == lookup.rows.end() ? lookup.fallback : row->second, arena_);
    } catch (const std::invalid_argument& e) {
      return reject("lookup", e.what(), place);
    }
    view_.reset();
    return {};
  }

  std::optional<FieldRef> order_field(const std::string& path) {
    if (record_.kind != OB_KIND_ORDER) return std::nullopt;
    return find_field(reinterpret_cast<ob_order&>(record_), path);
  }

  static Verdict reject(const char* code, const std::string& text, const config::Place& place) {
    return {Verdict::Kind::kRejected, code, text, place};
  }

  ob_record& record_;
  records::Arena& arena_;
  records::XmlDocument view_;
};

}  // namespace

struct StepChain::Compiled {
  Nodes nodes;
};

StepChain::StepChain(const config::Steps& steps, const config::Settings& settings)
    : compiled_(std::make_unique<Compiled>()) {
  compiled_->nodes = compile(steps, settings);
}
StepChain::~StepChain() = default;

bool StepChain::empty() const noexcept {
  return compiled_->nodes.empty();
}

Verdict StepChain::apply(ob_record& record, records::Arena& arena) {
  if (empty()) return {};
  try {
    return Passage(record, arena).walk(compiled_->nodes);
  } catch (const std::runtime_error& e) {
    return {
        Verdict::Kind::kRejected,
        "xpath",
        tr("an expression cannot be evaluated: {}", "Ein Ausdruck lässt sich nicht auswerten: {}", e.what()),
        {}};
  }
}

}  // namespace orderbridge::steps
