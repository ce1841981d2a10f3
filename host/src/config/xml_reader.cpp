// SPDX-License-Identifier: MIT
// parse_file(): the one parse, by libxml2 with everything foreign switched off (network, DTD, entities), then
// the one conversion into the property tree that the rest of this folder walks. All handlers belong to the
// parser context: nothing process-wide is set, because connectors may use libxml2 as well. A DOCTYPE ends the
// parse where it begins.
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>

#include <filesystem>

#include "base/language.hpp"
#include "config/document.hpp"
#include "config/reader.hpp"
#include "config/report.hpp"
#include "config/text_file.hpp"
#include "config/xml_errors.hpp"
#include "config/xml_handles.hpp"
#include "config/xml_tree.hpp"

namespace orderbridge::config {

namespace {

constexpr std::size_t kMaxFile = std::size_t{4} << 20;

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
  const auto problem = depth ? too_deep()
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

XmlDocument parse_xml(const std::string& text, Report& report) {
  const XmlParser parser(xmlNewParserCtxt());
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

}  // namespace

Document::Document(std::unique_ptr<Content> content) : content_(std::move(content)) {}
Document::~Document() = default;

std::unique_ptr<Document> parse_file(const std::string& path, std::vector<Finding>& findings) {
  Report report(path, findings);
  std::string reason;
  const auto text = read_text_file(path, kMaxFile, reason);
  if (text) return parse_text(*text, path, findings);
  report.error(0,
               tr("the configuration cannot be read: {}", "die Konfiguration ist nicht lesbar: {}", reason),
               tr("name the file with --config FILE", "die Datei mit --config DATEI angeben"));
  return nullptr;
}

std::unique_ptr<Document> parse_text(const std::string& text, const std::string& path,
                                     std::vector<Finding>& findings) {
  Report report(path, findings);
  if (text.empty()) {
    report.error(0, tr("the file is empty", "die Datei ist leer"),
                 tr("start from config/reference.xml", "mit config/reference.xml beginnen"));
    return nullptr;
  }
  const auto before = findings.size();
  const auto xml = parse_xml(text, report);
  const xmlNode* root = xml ? xmlDocGetRootElement(xml.get()) : nullptr;
  if (!root || findings.size() != before) return nullptr;
  auto content = std::make_unique<Document::Content>();
  content->file = path;
  content->base_dir = std::filesystem::absolute(path).lexically_normal().parent_path().string();
  content->hash = hash_of(text);
  content->root_name = xml_text(root->name);
  content->root_namespace = root->ns ? xml_text(root->ns->href) : "";
  content->tree = xml_tree(*root, text, report);
  return content->tree ? std::make_unique<Document>(std::move(content)) : nullptr;
}

}  // namespace orderbridge::config
