// SPDX-License-Identifier: MIT
// schema(): the model as XML Schema 1.0, for editors. What XML Schema cannot say (roles, XPath, schedules,
// ranges of durations) only the walk knows; a test holds both to one verdict on the rest.
#include "base/language.hpp"
#include "config/config.hpp"
#include "config/document.hpp"
#include "config/model.hpp"
#include "config/references.hpp"

namespace orderbridge::config {

namespace {

using Content = ElementType::Content;

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  return out;
}

std::string documentation(const description::Text& doc) {
  if (doc.en.empty() && doc.de.empty()) return {};
  std::string out = "<xs:annotation>";
  if (!doc.en.empty()) out += "<xs:documentation xml:lang=\"en\">" + escaped(doc.en) + "</xs:documentation>";
  if (!doc.de.empty()) out += "<xs:documentation xml:lang=\"de\">" + escaped(doc.de) + "</xs:documentation>";
  return out + "</xs:annotation>";
}

std::string facet(const char* name, const std::string& value) {
  return std::string("<xs:") + name + " value=\"" + escaped(value) + "\"/>";
}

std::string range(const ValueRule& rule) {
  return (rule.min ? facet("minInclusive", std::to_string(*rule.min)) : "") +
         (rule.max ? facet("maxInclusive", std::to_string(*rule.max)) : "");
}

std::string restriction(const std::string& base, const std::string& facets) {
  return "<xs:restriction base=\"" + base + "\">" + facets + "</xs:restriction>";
}

// The type of a value in which no reference stands.
std::string plain_type(const ValueRule& rule) {
  const std::string token = rule.references ? "ob:token" : "xs:token";
  switch (rule.type) {
    case ValueType::kInt:
      return restriction("xs:long", facet("pattern", "-?[0-9]{1,18}") + range(rule));
    case ValueType::kDecimal:
      return restriction("xs:decimal", facet("pattern", "-?[0-9]{1,12}(\\.[0-9]{1,6})?") + range(rule));
    case ValueType::kDate:
      return restriction("xs:date", facet("pattern", "[0-9]{4}-[0-9]{2}-[0-9]{2}"));
    case ValueType::kBool:
      return restriction("xs:token", facet("enumeration", "true") + facet("enumeration", "false"));
    case ValueType::kDuration:
      return restriction("xs:token", facet("pattern", "[0-9]{1,9}(ms|s|m|h|d)"));
    case ValueType::kId:
      return restriction("xs:token", facet("pattern", "[A-Za-z][A-Za-z0-9_\\-]*"));
    case ValueType::kUrl:
      return restriction(token, facet("pattern", "[A-Za-z][A-Za-z0-9+.\\-]*://[^\\s/][^\\s]*"));
    case ValueType::kSchedule:
      return restriction("xs:token", facet("minLength", "1"));
    case ValueType::kChoice: {
      std::string facets;
      for (const auto& choice : rule.choices) facets += facet("enumeration", choice);
      return restriction("xs:token", facets);
    }
    default:
      break;
  }
  return restriction(rule.references ? "ob:text" : "xs:string",
                     rule.not_empty ? facet("minLength", "1") : "");
}

std::string simple_type(const ValueRule& rule) {
  const auto plain = "<xs:simpleType>" + plain_type(rule) + "</xs:simpleType>";
  if (!rule.references || keeps_blanks(rule.type)) return plain;  // text allows references by itself
  return "<xs:simpleType><xs:union memberTypes=\"ob:reference\">" + plain + "</xs:union></xs:simpleType>";
}

std::string attribute(const AttributeRule& rule) {
  std::string out = "    <xs:attribute name=\"" + rule.name + "\"";
  if (rule.required) out += " use=\"required\"";
  if (rule.default_value) out += " default=\"" + escaped(*rule.default_value) + "\"";
  return out + ">" + documentation(rule.doc) + simple_type(rule.value) + "</xs:attribute>\n";
}

std::string occurs(const Particle& particle) {
  return " minOccurs=\"" + std::to_string(particle.min) + "\" maxOccurs=\"" +
         (particle.max ? std::to_string(particle.max) : "unbounded") + "\"";
}

// "pipelines/pipeline" with the schema's prefix before each name.
std::string prefixed(std::string selector) {
  std::string out;
  bool start = true;
  for (const char c : selector) {
    if (start && c != '.' && c != '/' && c != '*') out += "ob:";
    out += c;
    start = c == '/' || c == '.';
  }
  return out;
}

std::string key(const KeyRule& rule) {
  const std::string element = rule.refers.empty() ? "unique" : "keyref";
  std::string selectors;
  for (const auto& s : rule.selectors) selectors += (selectors.empty() ? "" : "|") + prefixed(s);
  return "<xs:" + element + " name=\"" + rule.name + "\"" +
         (rule.refers.empty() ? "" : " refer=\"ob:" + rule.refers + "\"") + "><xs:selector xpath=\"" +
         selectors + "\"/><xs:field xpath=\"@" + rule.attribute + "\"/></xs:" + element + ">";
}

class SchemaWriter {
 public:
  explicit SchemaWriter(const Model& model) : model_(model) {}

  std::string write() {
    const std::string ns = kNamespace;
    out_ =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns:ob=\"" +
        ns + "\" targetNamespace=\"" + ns + "\" elementFormDefault=\"qualified\">\n";
    named("text", "xs:string", kReferenceTextPattern);
    named("token", "xs:token", kReferenceTextPattern);
    named("reference", "xs:string", kReferencePattern);
    out_ += element({Model::kRoot, Model::kRoot}, "", "  ");
    for (const auto& [id, type] : model_.types) complex_type(id, type);
    return out_ + "</xs:schema>\n";
  }

 private:
  void named(const char* name, const char* base, const char* pattern) {
    out_ += std::string("  <xs:simpleType name=\"") + name + "\">" +
            restriction(base, facet("pattern", pattern)) + "</xs:simpleType>\n";
  }

  std::string element(const ChildRule& child, const std::string& occurrence, const char* indent) const {
    const auto& type = model_.type(child.type);
    std::string inside = documentation(type.doc);
    for (const auto& k : type.keys) inside += key(k);
    return std::string(indent) + "<xs:element name=\"" + child.name + "\" type=\"ob:" + child.type + "\"" +
           occurrence + (inside.empty() ? "/>\n" : ">" + inside + "</xs:element>\n");
  }

  void particle(const Particle& p) {
    if (p.children.empty()) return;
    if (p.children.size() == 1) {
      out_ += element(p.children[0], occurs(p), "      ");
      return;
    }
    out_ += "      <xs:choice" + occurs(p) + ">\n";
    for (const auto& child : p.children) out_ += element(child, "", "        ");
    out_ += "      </xs:choice>\n";
  }

  void complex_type(const std::string& id, const ElementType& type) {
    if (type.content == Content::kText) {
      auto simple = simple_type(type.text);
      out_ += "  " + simple.insert(std::string("<xs:simpleType").size(), " name=\"" + id + "\"") + "\n";
      return;
    }
    out_ += "  <xs:complexType name=\"" + id + "\">\n";
    if (type.content != Content::kEmpty) {
      const std::string group = type.content == Content::kSequence ? "xs:sequence" : "xs:all";
      out_ += "    <" + group + ">\n";
      for (const auto& p : type.particles) particle(p);
      out_ += "    </" + group + ">\n";
    }
    for (const auto& a : type.attributes) out_ += attribute(a);
    out_ += "  </xs:complexType>\n";
  }

  const Model& model_;
  std::string out_;
};

}  // namespace

std::string schema(const std::vector<description::ConnectorInfo>& connectors) {
  return SchemaWriter(make_model(connectors)).write();
}

}  // namespace orderbridge::config
