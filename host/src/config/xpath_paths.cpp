// SPDX-License-Identifier: MIT
#include "config/xpath_paths.hpp"

#include <algorithm>
#include <array>

#include "base/language.hpp"
#include "base/suggest.hpp"
#include "config/report.hpp"

namespace orderbridge::config {

namespace {

using Kind = XPathToken::Kind;

struct Function {
  std::string_view name;
  std::size_t min, max;
  enum class Takes { kValue, kPath } takes;  // its argument
};
constexpr std::size_t kMany = 1000;
constexpr auto kValue = Function::Takes::kValue, kPath = Function::Takes::kPath;
constexpr std::array<Function, 27> kFunctions{{{"last", 0, 0, kValue},
                                               {"position", 0, 0, kValue},
                                               {"count", 1, 1, kPath},
                                               {"id", 1, 1, kValue},
                                               {"local-name", 0, 1, kPath},
                                               {"namespace-uri", 0, 1, kPath},
                                               {"name", 0, 1, kPath},
                                               {"string", 0, 1, kValue},
                                               {"concat", 2, kMany, kValue},
                                               {"starts-with", 2, 2, kValue},
                                               {"contains", 2, 2, kValue},
                                               {"substring-before", 2, 2, kValue},
                                               {"substring-after", 2, 2, kValue},
                                               {"substring", 2, 3, kValue},
                                               {"string-length", 0, 1, kValue},
                                               {"normalize-space", 0, 1, kValue},
                                               {"translate", 3, 3, kValue},
                                               {"boolean", 1, 1, kValue},
                                               {"not", 1, 1, kValue},
                                               {"true", 0, 0, kValue},
                                               {"false", 0, 0, kValue},
                                               {"lang", 1, 1, kValue},
                                               {"number", 0, 1, kValue},
                                               {"sum", 1, 1, kPath},
                                               {"floor", 1, 1, kValue},
                                               {"ceiling", 1, 1, kValue},
                                               {"round", 1, 1, kValue}}};

void unique(std::vector<const RecordElement*>& elements) {
  std::vector<const RecordElement*> out;
  for (const auto* e : elements)
    if (std::find(out.begin(), out.end(), e) == out.end()) out.push_back(e);
  elements = std::move(out);
}

}  // namespace

std::vector<XPathProblem> XPathPaths::check() {
  try {
    expression({.nodes = true, .unknown = false, .elements = {&document_}});
  } catch (const GiveUp&) {
  }
  return std::move(problems_);
}

bool XPathPaths::accept(std::string_view what) {
  if (!token().is(what)) return false;
  ++at_;
  return true;
}
void XPathPaths::expect(std::string_view what) {
  if (!accept(what)) throw GiveUp{};
}

// Precedence does not matter: only whether the result is a node-set does.
XPathPaths::Value XPathPaths::expression(const Value& context) {
  auto value = unions(context);
  while (token().kind == Kind::kOperator && !token().is("|") && !token().is("/") && !token().is("//")) {
    const bool logical = token().is("and") || token().is("or");
    ++at_;
    auto right = unions(context);
    if (!logical) need_value(value), need_value(right);
    value = Value{};
  }
  return value;
}

XPathPaths::Value XPathPaths::unions(const Value& context) {
  while (accept("-")) {
  }
  auto value = path(context);
  while (accept("|")) {
    const auto more = path(context);
    value.unknown = value.unknown || more.unknown;
    value.elements.insert(value.elements.end(), more.elements.begin(), more.elements.end());
  }
  return value;
}

bool XPathPaths::at_step() const {
  const auto kind = token().kind;
  return kind == Kind::kName || kind == Kind::kAxis || kind == Kind::kNodeType || token().is(".") ||
         token().is("..") || token().is("@");
}

XPathPaths::Value XPathPaths::path(const Value& context) {
  const Value document{.nodes = true, .unknown = false, .elements = {&document_}};
  if (accept("//")) return relative_path(descendants(document));
  if (accept("/")) return at_step() ? relative_path(document) : document;
  if (at_step()) return relative_path(context);
  auto value = predicates(primary(context));
  if (accept("//")) return relative_path(descendants(value));
  return accept("/") ? relative_path(std::move(value)) : value;
}

XPathPaths::Value XPathPaths::relative_path(Value from) {
  for (;;) {
    from = step(from);
    if (accept("//"))
      from = descendants(from);
    else if (!accept("/"))
      return from;
  }
}

XPathPaths::Value XPathPaths::descendants(const Value& from) const {
  Value out = from;
  for (const auto* e : from.elements) {
    const auto below = e->descendants();
    out.elements.insert(out.elements.end(), below.begin(), below.end());
  }
  unique(out.elements);
  return out;
}

XPathPaths::Value XPathPaths::predicates(Value value) {
  while (accept("[")) {
    expression(value);
    expect("]");
  }
  return value;
}

XPathPaths::Value XPathPaths::primary(const Value& context) {
  if (accept("(")) {
    auto value = expression(context);
    expect(")");
    return value;
  }
  const auto t = token();
  if (t.kind == Kind::kFunction) return function(context);
  if (t.kind != Kind::kLiteral && t.kind != Kind::kNumber && t.kind != Kind::kVariable) throw GiveUp{};
  ++at_;
  if (t.kind != Kind::kVariable) return {};
  problem(
      tr("there is no variable ${}", "es gibt keine Variable ${}", shown(t.text)),
      tr("write a path or a text in quotes", "einen Pfad oder einen Text in Anführungszeichen schreiben"));
  return unknown_nodes();
}

XPathPaths::Value XPathPaths::function(const Value& context) {
  const std::string name(token().text);
  ++at_;
  expect("(");
  std::vector<Value> arguments;
  while (!token().is(")")) {
    arguments.push_back(expression(context));
    if (!accept(",")) break;
  }
  expect(")");
  const auto known =
      std::find_if(kFunctions.begin(), kFunctions.end(), [&](const Function& f) { return f.name == name; });
  if (known == kFunctions.end()) {
    std::vector<std::string> names;
    for (const auto& f : kFunctions) names.emplace_back(f.name);
    problem(tr("there is no function {}()", "es gibt keine Funktion {}()", shown(name)),
            did_you_mean(name, names));
    return unknown_nodes();
  }
  if (arguments.size() < known->min || arguments.size() > known->max)
    problem(tr("{}() has {} arguments", "{}() hat {} Argumente", name, arguments.size()),
            known->max == kMany ? tr("it takes {} or more", "es braucht {} oder mehr", known->min)
                                : tr("it takes {} to {}", "es braucht {} bis {}", known->min, known->max));
  else if (known->takes == kPath && !arguments.empty() && !arguments[0].nodes)
    problem(tr("{}() takes a path", "{}() verlangt einen Pfad", name),
            tr("e.g. {}(order/lines/line)", "z. B. {}(order/lines/line)", name));
  return {known->name == "id", known->name == "id", {}};
}

XPathPaths::Value XPathPaths::step(const Value& context) {
  if (accept(".")) return predicates(context);
  if (accept("..")) return predicates({context.nodes, context.unknown, on_axis(context.elements, "parent")});
  std::string_view axis = "child";
  if (accept("@")) {
    axis = "attribute";
  } else if (token().kind == Kind::kAxis) {
    axis = token().text;
    ++at_;
    expect("::");
  }
  return predicates(node_test(context, axis));
}

XPathPaths::Value XPathPaths::node_test(const Value& context, std::string_view axis) {
  const auto t = token();
  if (t.kind != Kind::kName && t.kind != Kind::kNodeType) throw GiveUp{};
  ++at_;
  if (t.kind == Kind::kNodeType) {
    expect("(");
    if (token().kind == Kind::kLiteral) ++at_;
    expect(")");
    return t.text == "node"
               ? Value{.nodes = true, .unknown = context.unknown, .elements = on_axis(context.elements, axis)}
               : unknown_nodes();
  }
  if (t.text.find(':') != std::string_view::npos || axis == "namespace") {
    problem(tr("records have no namespaces: '{}'", "Datensätze haben keine Namensräume: '{}'", shown(t.text)),
            tr("leave out the prefix", "das Präfix weglassen"));
    return unknown_nodes();
  }
  if (context.unknown) return unknown_nodes();
  if (axis == "attribute") return attribute(context, t.text);
  const auto candidates = on_axis(context.elements, axis);
  Value out{.nodes = true, .unknown = false, .elements = {}};
  for (const auto* e : candidates)
    if (!e->name.empty() && (t.text == "*" || e->name == t.text)) out.elements.push_back(e);
  return out.elements.empty() ? no_such_element(context, candidates, t.text) : out;
}

XPathPaths::Value XPathPaths::attribute(const Value& context, std::string_view name) {
  std::vector<std::string> names;
  for (const auto* e : context.elements)
    names.insert(names.end(), e->attributes.begin(), e->attributes.end());
  const bool known =
      name == "*" ? !names.empty() : std::find(names.begin(), names.end(), name) != names.end();
  if (!known)
    problem(tr("there is no attribute @{} there", "dort gibt es kein Attribut @{}", shown(name)),
            names.empty() ? tr("fields are elements: write the name without @",
                               "Felder sind Elemente: den Namen ohne @ schreiben")
                          : did_you_mean(name, names));
  return unknown_nodes();
}

}  // namespace orderbridge::config
