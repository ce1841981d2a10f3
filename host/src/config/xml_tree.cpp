// SPDX-License-Identifier: MIT
#include "config/xml_tree.hpp"

#include <boost/property_tree/ptree.hpp>

#include "base/language.hpp"
#include "config/node.hpp"
#include "config/tag_lines.hpp"
#include "config/xml_errors.hpp"

namespace orderbridge::config {

namespace {

using boost::property_tree::ptree;

constexpr std::size_t kMaxElements = 100000;
constexpr char kSchemaInstance[] = "http://www.w3.org/2001/XMLSchema-instance";

class Converter {
 public:
  Converter(const xmlNode& root, std::vector<TagLines> lines, std::size_t elements)
      : namespace_(root.ns ? xml_text(root.ns->href) : ""), lines_(std::move(lines)) {
    if (lines_.size() != elements) lines_.clear();  // an encoding that does not contain ASCII
  }

  // Filled in place: a ptree's push_back copies.
  void convert(const xmlNode& element, ptree& out) {
    const TagLines* tag = next_ < lines_.size() ? &lines_[next_] : nullptr;
    ++next_;
    put_line(out, tag ? tag->line : static_cast<int>(xmlGetLineNo(&element)));
    add_attributes(out, element, tag);
    for (const xmlNode* node = element.children; node; node = node->next) {
      if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
        out.data() += xml_text(node->content);
      else if (node->type == XML_ELEMENT_NODE)
        convert(*node, out.push_back({element_name(*node), ptree()})->second);
    }
  }

 private:
  static void put_line(ptree& tree, int line) { tree.push_back({kLineKey, ptree(std::to_string(line))}); }

  std::string element_name(const xmlNode& node) const {
    const auto ns = node.ns ? xml_text(node.ns->href) : "";
    return ns == namespace_ ? xml_text(node.name) : "{" + ns + "}" + xml_text(node.name);
  }

  void add_attributes(ptree& out, const xmlNode& element, const TagLines* tag) {
    ptree attributes;
    std::size_t at = 0;
    for (const xmlAttr* a = element.properties; a; a = a->next) {
      const auto local = xml_text(a->name);
      if (a->ns && xml_text(a->ns->href) == kSchemaInstance &&
          (local == "schemaLocation" || local == "noNamespaceSchemaLocation"))
        continue;  // for editors
      const auto name = a->ns ? xml_text(a->ns->prefix) + ":" + local : local;
      ptree attribute;
      for (const xmlNode* n = a->children; n; n = n->next) attribute.data() += xml_text(n->content);
      if (tag) {  // both in the same order, but namespace declarations are only in the text
        while (at < tag->attributes.size() && tag->attributes[at].first != name) ++at;
        put_line(attribute, at < tag->attributes.size() ? tag->attributes[at].second : tag->line);
      } else {
        put_line(attribute, static_cast<int>(xmlGetLineNo(&element)));
      }
      attributes.push_back({name, std::move(attribute)});
    }
    if (!attributes.empty()) out.push_back({kAttributesKey, std::move(attributes)});
  }

  std::string namespace_;
  std::vector<TagLines> lines_;
  std::size_t next_ = 0;
};

// Elements below and including `element`; 0 where a limit is exceeded, which is then reported.
std::size_t count_elements(const xmlNode& root, Report& report) {
  std::size_t count = 0;
  int depth = 1;
  for (const xmlNode* node = &root; node;) {
    if (node->type == XML_ELEMENT_NODE && (++count > kMaxElements || depth > kMaxXmlDepth)) {
      const auto problem = depth > kMaxXmlDepth
                               ? too_deep()
                               : XmlProblem{tr("more than {} elements", "mehr als {} Elemente", kMaxElements),
                                            tr("is it the right file?", "ist es die richtige Datei?")};
      report.error(static_cast<int>(xmlGetLineNo(node)), problem.text, problem.fix);
      return 0;
    }
    if (node->type == XML_ELEMENT_NODE && node->children) {
      node = node->children, ++depth;
      continue;
    }
    while (node != &root && !node->next) node = node->parent, --depth;
    node = node == &root ? nullptr : node->next;
  }
  return count;
}

}  // namespace

std::string xml_text(const xmlChar* text) {
  return text ? reinterpret_cast<const char*>(text) : "";
}

std::shared_ptr<const ptree> xml_tree(const xmlNode& root, const std::string& text, Report& report) {
  const auto elements = count_elements(root, report);
  if (elements == 0) return nullptr;
  auto tree = std::make_shared<ptree>();
  Converter(root, tag_lines(text), elements).convert(root, *tree);
  return tree;
}

}  // namespace orderbridge::config
