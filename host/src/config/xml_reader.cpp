// SPDX-License-Identifier: MIT
// parse_file(): the one parse, by libxml2 with everything foreign switched off (network, DTD, entities), then
// the one conversion into the property tree that the rest of this folder walks. All handlers belong to the
// parser context: nothing process-wide is set, because connectors may use libxml2 as well. A DOCTYPE ends the
// parse where it begins.
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>

#include <boost/property_tree/ptree.hpp>
#include <cstring>
#include <filesystem>

#include "base/language.hpp"
#include "config/document.hpp"
#include "config/report.hpp"
#include "config/tag_lines.hpp"
#include "config/text_file.hpp"
#include "config/xml_errors.hpp"

namespace orderbridge::config {

namespace {

using boost::property_tree::ptree;

constexpr std::size_t kMaxFile = std::size_t{4} << 20;
constexpr int kMaxDepth = 64;
constexpr std::size_t kMaxElements = 100000;
constexpr char kSchemaInstance[] = "http://www.w3.org/2001/XMLSchema-instance";

std::string text_of(const xmlChar* text) {
  return text ? reinterpret_cast<const char*>(text) : "";
}

// ---- parsing

struct Parse {
  Report& report;
  int doctype_line = 0;
  bool failed = false;
};

Parse& parse_of(void* context) {
  return *static_cast<Parse*>(static_cast<xmlParserCtxtPtr>(context)->_private);
}

void on_error(void* context, xmlErrorPtr error) {
  auto& parse = parse_of(context);
  if (parse.doctype_line || error->level == XML_ERR_WARNING || error->code == XML_ERR_USER_STOP) return;
  // A fatal error is the end; what libxml2 reports after it is a consequence.
  if (parse.failed) return;
  parse.failed = error->level == XML_ERR_FATAL;
  std::string message = error->message ? error->message : "";
  while (!message.empty() && message.back() == '\n') message.pop_back();
  const bool depth = error->code == XML_ERR_INTERNAL_ERROR && message.find("depth") != std::string::npos;
  const auto problem = depth ? too_deep(kMaxDepth)
                             : xml_problem(error->code, message, error->str1 ? error->str1 : "",
                                           error->str2 ? error->str2 : "");
  parse.report.error(error->line, problem.text, problem.fix);
}

void on_doctype(void* context, const xmlChar*, const xmlChar*, const xmlChar*) {
  auto* parser = static_cast<xmlParserCtxtPtr>(context);
  parse_of(context).doctype_line = parser->input ? parser->input->line : 1;
  xmlStopParser(parser);
}

xmlParserInputPtr refuse_external(void*, const xmlChar*, const xmlChar*) {
  return nullptr;
}

struct FreeDocument {
  void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
};
struct FreeParser {
  void operator()(xmlParserCtxt* parser) const { xmlFreeParserCtxt(parser); }
};
using XmlDocument = std::unique_ptr<xmlDoc, FreeDocument>;

XmlDocument parse_xml(const std::string& text, Report& report) {
  const std::unique_ptr<xmlParserCtxt, FreeParser> parser(xmlNewParserCtxt());
  if (!parser) throw std::bad_alloc();
  Parse parse{report};
  parser->_private = &parse;
  parser->sax->serror = &on_error;
  parser->sax->internalSubset = &on_doctype;
  parser->sax->externalSubset = nullptr;
  parser->sax->resolveEntity = &refuse_external;
  XmlDocument document(xmlCtxtReadMemory(parser.get(), text.data(), static_cast<int>(text.size()), nullptr,
                                         nullptr, XML_PARSE_NONET | XML_PARSE_BIG_LINES));
  if (parse.doctype_line) {
    report.error(parse.doctype_line, tr("a DOCTYPE is not allowed", "ein DOCTYPE ist nicht erlaubt"),
                 tr("delete the line that starts with <!DOCTYPE; entities of your own do not work either",
                    "die Zeile, die mit <!DOCTYPE beginnt, löschen; auch eigene Entities gibt es nicht"));
    return nullptr;
  }
  if (!document && !parse.failed)
    report.error(0, tr("it cannot be parsed as XML", "sie ist nicht als XML lesbar"));
  return document;
}

// ---- conversion

class Converter {
 public:
  Converter(const xmlNode& root, std::vector<TagLines> lines, std::size_t elements)
      : namespace_(root.ns ? text_of(root.ns->href) : ""), lines_(std::move(lines)) {
    if (lines_.size() != elements) lines_.clear();  // an encoding that does not contain ASCII
  }

  ptree convert(const xmlNode& element) {
    ptree out;
    const TagLines* tag = next_ < lines_.size() ? &lines_[next_] : nullptr;
    ++next_;
    put_line(out, tag ? tag->line : static_cast<int>(xmlGetLineNo(&element)));
    add_attributes(out, element, tag);
    for (const xmlNode* node = element.children; node; node = node->next) {
      if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
        out.data() += text_of(node->content);
      else if (node->type == XML_ELEMENT_NODE)
        out.push_back({element_name(*node), convert(*node)});
    }
    return out;
  }

 private:
  static void put_line(ptree& tree, int line) { tree.push_back({kLineKey, ptree(std::to_string(line))}); }

  std::string element_name(const xmlNode& node) const {
    const auto ns = node.ns ? text_of(node.ns->href) : "";
    return ns == namespace_ ? text_of(node.name) : "{" + ns + "}" + text_of(node.name);
  }

  void add_attributes(ptree& out, const xmlNode& element, const TagLines* tag) {
    ptree attributes;
    std::size_t at = 0;
    for (const xmlAttr* a = element.properties; a; a = a->next) {
      const auto local = text_of(a->name);
      if (a->ns && text_of(a->ns->href) == kSchemaInstance &&
          (local == "schemaLocation" || local == "noNamespaceSchemaLocation"))
        continue;  // for editors
      const auto name = a->ns ? text_of(a->ns->prefix) + ":" + local : local;
      ptree attribute;
      for (const xmlNode* n = a->children; n; n = n->next) attribute.data() += text_of(n->content);
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
    if (node->type == XML_ELEMENT_NODE && (++count > kMaxElements || depth > kMaxDepth)) {
      const auto problem = depth > kMaxDepth
                               ? too_deep(kMaxDepth)
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

Document::Document(std::unique_ptr<Content> content) : content_(std::move(content)) {}
Document::~Document() = default;

std::unique_ptr<Document> parse_file(const std::string& path, std::vector<Finding>& findings) {
  Report report(path, findings);
  std::string reason;
  const auto text = read_text_file(path, kMaxFile, reason);
  if (!text) {
    report.error(0,
                 tr("the configuration cannot be read: {}", "die Konfiguration ist nicht lesbar: {}", reason),
                 tr("name the file with --config FILE", "die Datei mit --config DATEI angeben"));
    return nullptr;
  }
  if (text->empty()) {
    report.error(0, tr("the file is empty", "die Datei ist leer"),
                 tr("start from config/reference.xml", "mit config/reference.xml beginnen"));
    return nullptr;
  }
  const auto before = findings.size();
  const auto xml = parse_xml(*text, report);
  const xmlNode* root = xml ? xmlDocGetRootElement(xml.get()) : nullptr;
  if (!root || findings.size() != before) return nullptr;
  const auto elements = count_elements(*root, report);
  if (elements == 0) return nullptr;

  auto content = std::make_unique<Document::Content>();
  content->file = path;
  content->base_dir = std::filesystem::absolute(path).lexically_normal().parent_path().string();
  content->root_name = text_of(root->name);
  content->root_namespace = root->ns ? text_of(root->ns->href) : "";
  content->tree = std::make_shared<ptree>(Converter(*root, tag_lines(*text), elements).convert(*root));
  return std::make_unique<Document>(std::move(content));
}

}  // namespace orderbridge::config
