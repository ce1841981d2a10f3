// SPDX-License-Identifier: MIT
// The schema that editors get and the walk that the host runs are of one mind.
#include <libxml/parser.h>
#include <libxml/xmlschemas.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <memory>
#include <sstream>

#include "support.hpp"
#include "verdict_table.hpp"

using namespace orderbridge::config;

namespace {

void collect(void* out, xmlErrorPtr error) {
  *static_cast<std::string*>(out) += error->message ? error->message : "?";
}

class Schema {
 public:
  explicit Schema(const std::string& xsd) {
    std::string errors;
    const std::unique_ptr<xmlSchemaParserCtxt, decltype(&xmlSchemaFreeParserCtxt)> parser(
        xmlSchemaNewMemParserCtxt(xsd.data(), static_cast<int>(xsd.size())), &xmlSchemaFreeParserCtxt);
    xmlSchemaSetParserStructuredErrors(parser.get(), &collect, &errors);
    schema_.reset(xmlSchemaParse(parser.get()));
    INFO(errors);
    REQUIRE(schema_);
    REQUIRE(errors.empty());
  }

  /// Empty where the document is valid.
  std::string problems(const std::string& xml) const {
    const std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)> doc(
        xmlReadMemory(xml.data(), static_cast<int>(xml.size()), nullptr, nullptr, XML_PARSE_NONET),
        &xmlFreeDoc);
    REQUIRE(doc);
    const std::unique_ptr<xmlSchemaValidCtxt, decltype(&xmlSchemaFreeValidCtxt)> validator(
        xmlSchemaNewValidCtxt(schema_.get()), &xmlSchemaFreeValidCtxt);
    std::string errors;
    xmlSchemaSetValidStructuredErrors(validator.get(), &collect, &errors);
    const int result = xmlSchemaValidateDoc(validator.get(), doc.get());
    return result == 0 ? "" : errors + "(invalid)";
  }

 private:
  struct Free {
    void operator()(xmlSchema* s) const { xmlSchemaFree(s); }
  };
  std::unique_ptr<xmlSchema, Free> schema_;
};

std::string file_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

}  // namespace

TEST_CASE("walk and schema give one verdict") {
  const Schema xsd(schema(fake_connectors()));
  const auto all = samples();
  CHECK(all.size() >= 60);
  for (const auto& sample : all) {
    const auto loaded = load(sample.xml);
    const auto problems = xsd.problems(sample.xml);
    INFO(sample.name << "\n"
                     << sample.xml << "\nwalk: " << lines(loaded.findings) << "\nschema: " << problems);
    CHECK(has_errors(loaded.findings) == (sample.verdict != Verdict::kGood));
    CHECK(problems.empty() == (sample.verdict != Verdict::kBad));
  }
}

TEST_CASE("the shipped files are valid by the schema") {
  const Schema xsd(schema(fake_connectors()));
  for (const auto* name : {"demo.xml", "reference.xml"})
    CHECK(xsd.problems(file_text(std::string(OB_SOURCE_DIR) + "/config/" + name)).empty());
}

TEST_CASE("a schema without connectors is a schema") {
  const Schema xsd(schema({}));
  CHECK(xsd.problems(document("<connections/>")).empty());
  CHECK_FALSE(xsd.problems(document("<connections><jtlwawi id='w' database='x'/></connections>")).empty());
}

TEST_CASE("the schema carries texts and defaults") {
  const auto xsd = schema(fake_connectors());
  CHECK_THAT(xsd, Catch::Contains("About url &lt;&amp;&gt;") && Catch::Contains("xml:lang=\"de\">Über url"));
  CHECK_THAT(xsd, Catch::Contains("name=\"page-size\" default=\"100\""));
}
