// SPDX-License-Identifier: MIT
// libxml2's objects with an owner. Only where libxml2 is called anyway: no other header includes this one.
#pragma once
#include <libxml/parser.h>

#include <memory>

namespace orderbridge::config {

struct FreeDocument {
  void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
};
struct FreeParser {
  void operator()(xmlParserCtxt* parser) const { xmlFreeParserCtxt(parser); }
};
using XmlDocument = std::unique_ptr<xmlDoc, FreeDocument>;
using XmlParser = std::unique_ptr<xmlParserCtxt, FreeParser>;

}  // namespace orderbridge::config
