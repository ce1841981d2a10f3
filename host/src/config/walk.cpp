// SPDX-License-Identifier: MIT
#include "config/walk.hpp"

#include <map>

#include "base/language.hpp"
#include "base/suggest.hpp"
#include "config/options.hpp"

namespace orderbridge::config {

namespace {

using Content = ElementType::Content;

std::vector<std::string> child_names(const ElementType& type) {
  std::vector<std::string> out;
  for (const auto& particle : type.particles)
    for (const auto& child : particle.children) out.push_back(child.name);
  return out;
}

std::string quoted(const Particle& particle) {
  std::string out;
  for (const auto& child : particle.children) out += (out.empty() ? "<" : ", <") + child.name + ">";
  return out;
}

bool blank(const std::string& text) {
  return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

// The place of a child in its parent's content; npos where it has none.
std::size_t particle_of(const ElementType& type, const std::string& name) {
  for (std::size_t i = 0; i < type.particles.size(); ++i)
    for (const auto& child : type.particles[i].children)
      if (child.name == name) return i;
  return std::string::npos;
}

}  // namespace

void Walk::check(const Node& node, const std::string& type_id) const {
  const auto& type = model_.type(type_id);
  check_element(node, type);
  for (const auto& child : node.children())
    if (const auto* rule = type.child(child.name())) check(child, rule->type);
  check_keys(node, type);
}

void Walk::check_element(const Node& node, const ElementType& type) const {
  check_attributes(node, type);
  check_children(node, type);
  check_text(node, type);
}

void Walk::check_attributes(const Node& node, const ElementType& type) const {
  for (const auto& a : node.attributes()) {
    const std::string name(a.name);
    const auto* rule = type.attribute(name);
    if (rule) {
      const auto at = "<" + node.name() + " " + name;
      check_text_value(rule->value.secret ? at + ">" : at + "=\"" + shown(a.value) + "\">", a.line,
                       rule->value, a.value);
      if (rule->deprecated)
        report_.warning(a.line, tr("{}> is deprecated", "{}> ist veraltet", at),
                        tr("leave it out", "weglassen"));
      continue;
    }
    std::vector<std::string> names;
    for (const auto& known : type.attributes) names.push_back(known.name);
    const auto text =
        tr("<{}> has no attribute '{}'", "<{}> hat kein Attribut '{}'", shown(node.name()), shown(name));
    if (type.child(name))
      report_.error(a.line, text,
                    tr("write it as a child element <{}>", "als Unterelement <{}> schreiben", name));
    else
      report_.error(a.line, text, did_you_mean(name, names));
  }
  for (const auto& rule : type.attributes)
    if (rule.required && !node.attribute(rule.name))
      report_.error(
          node.line(),
          tr("<{}> lacks the attribute '{}'", "<{}> fehlt das Attribut '{}'", node.name(), rule.name),
          in_language(rule.doc));
}

void Walk::check_text_value(const std::string& where, int line, const ValueRule& rule,
                            std::string_view value) const {
  const auto written = check_written(rule, value);
  if (written.problem)
    report_.error(line, where + " " + written.problem->text, written.problem->fix);
  else if (rule.secret && !written.pending && !written.normal.empty())
    report_.warning(line,
                    tr("{} holds a secret in clear text", "{} enthält ein Geheimnis im Klartext", where),
                    tr("write ${{env:NAME}} or ${{file:PATH}} instead",
                       "stattdessen ${{env:NAME}} oder ${{file:PFAD}} schreiben"));
}

void Walk::check_children(const Node& node, const ElementType& type) const {
  std::vector<int> counts(type.particles.size());
  std::size_t at = 0;
  for (const auto& child : node.children()) {
    const auto place = particle_of(type, child.name());
    if (place == std::string::npos) {
      unknown_child(node, type, child);
      continue;
    }
    const auto& particle = type.particles[place];
    if (++counts[place] > particle.max && particle.max > 0) {
      report_.error(
          child.line(),
          tr("<{}> stands more than once in <{}>", "<{}> steht mehrfach in <{}>", child.name(), node.name()),
          tr("leave one of them", "nur eines stehen lassen"));
    } else if (place < at && type.content == Content::kSequence) {
      report_.error(child.line(),
                    tr("<{}> stands in the wrong place in <{}>", "<{}> steht an falscher Stelle in <{}>",
                       child.name(), node.name()),
                    tr("move it before {}", "vor {} stellen", quoted(type.particles[place + 1])));
    } else {
      at = std::max(at, place);
    }
  }
  for (std::size_t i = 0; i < counts.size(); ++i)
    if (counts[i] < type.particles[i].min)
      report_.error(node.line(), tr("<{}> lacks {}", "<{}> fehlt {}", node.name(), quoted(type.particles[i])),
                    tr("add {}", "{} ergänzen", quoted(type.particles[i])));
}

void Walk::unknown_child(const Node& node, const ElementType& type, const Node& child) const {
  if (child.name().starts_with('{')) {
    report_.error(
        child.line(),
        tr("<{}> is in another namespace than <{}>", "<{}> ist in einem anderen Namensraum als <{}>",
           shown(child.name().substr(child.name().find('}') + 1)), node.name()),
        tr("leave out its xmlns and prefix", "xmlns und Präfix weglassen"));
    return;
  }
  const bool connection = &type == &model_.types.at("connections");
  auto text = connection
                  ? tr("there is no connector '{}'", "es gibt keinen Connector '{}'", shown(child.name()))
                  : tr("<{}> has no element <{}>", "<{}> hat kein Element <{}>", shown(node.name()),
                       shown(child.name()));
  auto fix = type.attribute(child.name()) ? tr("write it as an attribute {}=\"...\"",
                                               "als Attribut {}=\"...\" schreiben", child.name())
                                          : did_you_mean(child.name(), child_names(type));
  if (connection && !connectors_hint_.empty())
    fix += (fix.empty() ? "" : fix.ends_with('?') ? " " : "; ") + connectors_hint_;
  report_.error(child.line(), std::move(text), std::move(fix));
}

void Walk::check_text(const Node& node, const ElementType& type) const {
  if (type.content == Content::kText) {
    const auto where = type.text.secret
                           ? "<" + node.name() + ">"
                           : "<" + node.name() + ">" + shown(node.text()) + "</" + node.name() + ">";
    check_text_value(where, node.line(), type.text, node.text());
  } else if (!blank(node.text())) {
    report_.error(node.line(), tr("<{}> contains text", "<{}> enthält Text", node.name()),
                  tr("only elements and attributes have a meaning there",
                     "dort haben nur Elemente und Attribute eine Bedeutung"));
  }
}

}  // namespace orderbridge::config
