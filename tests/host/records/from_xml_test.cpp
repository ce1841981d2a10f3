// SPDX-License-Identifier: MIT
// Canonical XML and back: nothing that counts is lost, and what is wrong is named with its line, all at once.
#include "records/from_xml.hpp"

#include <catch2/catch.hpp>

#include "orderbridge/text.hpp"
#include "records/version.hpp"
#include "records/xml_view.hpp"
#include "support/filled_records.hpp"

using namespace orderbridge;
using namespace orderbridge::records;
using Catch::Contains;

namespace {

std::string shown(const ob_record& record) {
  return to_xml(record, Personal::kShown);
}

enum class Text { kSame, kMayLoseZeros /* 1.00 comes back as 1 */ };

void check_round_trip(const ob_record& record, Text expected = Text::kSame) {
  Arena arena;
  const auto* back = from_xml(shown(record), arena);
  const auto before = versions_of(record), after = versions_of(*back);
  CHECK(before.content == after.content);
  CHECK(before.payment == after.payment);
  CHECK(view(back->id) == view(record.id));
  if (expected != Text::kSame) return;
  auto text = shown(record);
  if (const auto at = text.find("  <warnings>"); at != text.npos)  // said once, when it was emitted
    text.erase(at, text.find("</warnings>\n", at) + 12 - at);
  CHECK(shown(*back) == text);
}

std::string mistakes(const std::string& xml) {
  Arena arena;
  try {
    from_xml(xml, arena);
    return "(none)";
  } catch (const BadRecord& e) {
    return e.what();
  }
}

std::string with(std::string xml, const std::string& from, const std::string& to) {
  const auto at = xml.find(from);
  REQUIRE(at != std::string::npos);
  return xml.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("a full order and a full status update come back as they were") {
  host_test::FilledOrder order;
  check_round_trip(order.record());
  host_test::FilledStatus status;
  check_round_trip(status.record());
}

TEST_CASE("awkward texts, amounts and times come back as they were") {
  host_test::FilledOrder filled;
  auto& order = const_cast<ob_order&>(reinterpret_cast<const ob_order&>(filled.record()));
  order.customer_comment = to_abi(std::string_view("<b>&amp; \"ü\" \r\n\t]]> \xF0\x9F\x98\x80  "));
  order.internal_comment = ob_str{"", 0};
  order.merchant_comment = ob_str{nullptr, 0};
  order.total_gross = {-123456789012345678, 18, 1};
  order.total_net = {100, 2, 1};
  order.paid_amount = {0, 0, 0};
  order.ordered_at = -86400000000 + 1;  // before 1970, one microsecond
  order.paid_at = OB_NO_TIME;
  check_round_trip(filled.record(), Text::kMayLoseZeros);
}

TEST_CASE("all mistakes at once, each with its line") {
  host_test::FilledOrder filled;
  auto xml = shown(filled.record());
  xml = with(xml, "<currency-factor>1.01<", "<currency-factor>viel<");
  xml = with(xml, "<last-name>", "<lastname>");
  xml = with(xml, "</last-name>", "</lastname>");
  xml = with(xml, "<type>product<", "<type>prodct<");
  const auto said = mistakes(xml);
  INFO(said);
  CHECK_THAT(said, Contains("<currency-factor>") && Contains("did you mean 'last-name'?") &&
                       Contains("did you mean 'product'?") && Contains("line "));
}

TEST_CASE("what is refused") {
  host_test::FilledOrder filled;
  const auto xml = shown(filled.record());
  CHECK_THAT(mistakes(to_xml(filled.record(), Personal::kMasked)), Contains("is masked"));
  CHECK_THAT(mistakes(""), Contains("line"));
  CHECK_THAT(mistakes("<order>"), Contains("well-formed"));
  CHECK_THAT(mistakes("<!DOCTYPE order [<!ENTITY a 'b'>]><order><id>&a;</id></order>"), Contains("DOCTYPE"));
  CHECK_THAT(mistakes("<invoice/>"), Contains("<order> or <status>"));
  CHECK_THAT(mistakes("<order><id>1</id></order>"), Contains("<billing> is missing"));
  CHECK_THAT(mistakes(with(xml, "<id>4711</id>", "")), Contains("<id> is missing"));
  CHECK_THAT(mistakes(with(xml, "<id>4711</id>", "<id>4711</id><id>1</id>")), Contains("twice"));
  CHECK_THAT(mistakes(with(xml, "<ordered-at>2023-11-14T", "<ordered-at>14.11.2023 ")),
             Contains("<ordered-at> is no"));
  CHECK_THAT(mistakes(with(xml, "<price-basis>1<", "<price-basis>7<")), Contains("price-basis"));
  CHECK_THAT(mistakes(with(xml, "<gross>1.01<", "<gross>1e400<")), Contains("<gross>"));
  CHECK_THAT(mistakes("<order>" + std::string(17 << 20, ' ') + "</order>"), Contains("16 MiB"));
}
