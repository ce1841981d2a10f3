// SPDX-License-Identifier: MIT
// The XML view: element names by the table, everything escaped, and no personal value in masked text.
#include "records/xml_view.hpp"

#include <libxml/parser.h>

#include <catch2/catch.hpp>

#include "support/filled_records.hpp"

using namespace orderbridge;
using Catch::Contains;
using host_test::FilledOrder;
using host_test::FilledStatus;
using records::Personal;
using records::to_xml;

namespace {

bool is_xml(const std::string& text) {
  const records::XmlDocument doc(xmlReadMemory(text.data(), static_cast<int>(text.size()), "t.xml", nullptr,
                                               XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING));
  return doc != nullptr;
}

/// Every text of the record, personal or not, must be in the masked text or must not.
template <class Filled>
void check_masks_by_table() {
  Filled filled;
  const auto& record = filled.record();
  const auto masked = to_xml(record, Personal::kMasked), shown = to_xml(record, Personal::kShown);
  for (auto& part : filled.parts())
    for (const auto& field : part.fields) {
      if (field.kind != records::FieldKind::kText) continue;
      INFO(part.name << "/" << field.path);
      const auto value = ">" + copy(records::at<ob_str>(part.base, field)) + "<";
      CHECK_THAT(shown, Contains(value));
      if (field.personal)
        CHECK_THAT(masked, !Contains(value));
      else
        CHECK_THAT(masked, Contains(value));
    }
}

}  // namespace

TEST_CASE("masked text holds no personal value of an order") {
  check_masks_by_table<FilledOrder>();
  FilledOrder filled;
  const auto masked = to_xml(filled.record(), Personal::kMasked);
  CHECK_THAT(masked, !Contains("value-of-personal-extra"));
  CHECK_THAT(masked, Contains("value-of-public-extra"));
  CHECK_THAT(masked, Contains("<email>***</email>"));
}

TEST_CASE("masked text holds no personal value of a status update") {
  check_masks_by_table<FilledStatus>();
  const FilledStatus filled;
  const auto masked = to_xml(filled.record(), Personal::kMasked);
  CHECK_THAT(masked, !Contains("value-of-tracking-number"));
  CHECK_THAT(masked, !Contains("value-of-tracking-url"));
  CHECK_THAT(to_xml(filled.record(), Personal::kShown), Contains("value-of-tracking-url"));
}

TEST_CASE("names and groups are those of the table") {
  FilledOrder filled;
  filled.order().payment_method = to_abi("invoice");
  filled.order().payment_state = to_abi("paid");
  filled.order().total_gross = {4488, 2, 1};
  filled.order().ordered_at = 1700000000000000;
  filled.order().currency = {nullptr, 0};
  filled.order().locale = {"", 0};
  const auto xml = to_xml(filled.record(), Personal::kShown);
  CHECK_THAT(xml, Contains("<id>4711</id>"));
  CHECK_THAT(xml, Contains("<gross>44.88</gross>"));
  CHECK_THAT(xml, Contains("<ordered-at>2023-11-14T22:13:20Z</ordered-at>"));
  CHECK_THAT(xml, Contains("<type>product</type>"));
  CHECK_THAT(xml, Contains("<locale></locale>"));
  CHECK_THAT(xml, !Contains("<currency>"));
  CHECK_THAT(xml, Contains("<extra name=\"test.public\" personal=\"no\">value-of-public-extra</extra>"));
  CHECK_THAT(xml, Contains("<warning code=\"totals-differ\">lines and total differ</warning>"));
  CHECK(xml.find("<payment>") == xml.rfind("<payment>"));  // one group, all payment fields inside
}

TEST_CASE("whatever a shop's customer types, the text stays XML and stays his") {
  FilledOrder filled;
  const std::string typed = "<script>&amp;]]> \"quoted\" 'x' \xC3\xB6\xF0\x9F\x98\x80 \t\n end";
  filled.order().customer_comment = to_abi(typed);
  const auto xml = to_xml(filled.record(), Personal::kShown);
  CHECK(is_xml(xml));
  CHECK_THAT(xml, !Contains("<script>"));
  CHECK_THAT(xml, Contains("&lt;script&gt;&amp;amp;]]&gt;"));
  CHECK_THAT(xml, Contains("\xF0\x9F\x98\x80"));
}

TEST_CASE("characters that XML cannot carry become U+FFFD") {
  FilledOrder filled;
  std::string typed = "a\x01\x1B[31mb";
  typed += '\0';
  typed += "c\xEF\xBF\xBE\xEF\xBF\xBF";  // U+FFFE, U+FFFF
  filled.order().customer_comment = to_abi(typed);
  filled.builder().add_extra(typed, typed, false);
  const auto xml = to_xml(filled.record(), Personal::kShown);
  CHECK(is_xml(xml));
  CHECK_THAT(xml, Contains("a\xEF\xBF\xBD\xEF\xBF\xBD[31mb\xEF\xBF\xBD"
                           "c"));
}
