// SPDX-License-Identifier: MIT
// Phase two on documents that are right: every value arrives, defaults are filled in, the generation is
// stable.
#include <catch2/catch.hpp>

#include "orderbridge/connector_abi.h"
#include "support.hpp"

using namespace orderbridge::config;

namespace {

const OptionValue& option(const Connection& connection, const std::string& name) {
  for (const auto& o : connection.options)
    if (o.name == name) return o;
  throw std::out_of_range(name);
}

const char kFull[] = R"(
  <connections>
    <shopware5 id=" shop " url=" https://shop.example/ " user="a b" api-key="${env:OB_TEST_KEY}" timeout="2m" tls-ca-file="ca.pem"
               start-date="2026-01-31" factor="1.50">
      <payment-states><item> 12 </item><item>18</item></payment-states>
    </shopware5>
    <jtlwawi id="wawi" database="sqlite:wawi.db">
      <payment-methods><row shop="paypal" wawi="PayPal"/></payment-methods>
    </jtlwawi>
  </connections>
  <pipelines>
    <pipeline id="import" title="Import" schedule="every 5 minutes">
      <from connection="shop"/>
      <filter test="order/billing/country = 'DE'"/>
      <choice>
        <when test="order/customer/guest = 1"><set field="customer/group" value=""/></when>
        <otherwise><lookup field="payment/method" table="methods" missing="default" default="x"/></otherwise>
      </choice>
      <set field="order/delivery/gross" from="order/total/gross"/>
      <to connection="wawi"/>
      <onWritten status="in_process" replaces=" 0 5" reopened="restage"/>
      <errorHandler><redeliveryPolicy maximumRedeliveries="3" redeliveryDelay="500ms" backOffMultiplier="1.5" maximumRedeliveryDelay="1h" maximumRedeliveryTime="1m"/></errorHandler>
    </pipeline>
    <pipeline id="status"><from connection="wawi"/><filter test="status/state = 'completed'"/><to connection="shop" replaces=" cancelled  8" replacesPayment="paid"/></pipeline>
  </pipelines>
  <tables><table id="methods"><row from="a" to="b"/></table></tables>
  <actions><action id="worker" connection="wawi" run="take-over" schedule="*/5 * * * *"><parameter name="limit" value="5"/></action></actions>
)";

Loaded full() {
  return load(document(kFull));
}

}  // namespace

TEST_CASE("connections: values normalised, defaults filled in") {
  const auto loaded = full();
  REQUIRE(lines(loaded.findings).empty());
  const auto* shop = loaded.settings.connection("shop");
  REQUIRE(shop);
  CHECK(shop->connector == "shopware5");
  CHECK(shop->place.line == 3);
  CHECK(option(*shop, "url").value == "https://shop.example/");
  CHECK(option(*shop, "user").value == "a b");
  CHECK(option(*shop, "timeout").value == "120000");
  CHECK(option(*shop, "connect-timeout").value == "10000");
  CHECK(option(*shop, "incomplete-grace").value == "86400000");
  CHECK(option(*shop, "tls-ca-file").value == loaded.host.base_dir + "/ca.pem");
  CHECK(option(*shop, "start-date").value == "2026-01-31");
  CHECK(option(*shop, "page-size").value == "100");
  CHECK_FALSE(option(*shop, "old-name").value);
  CHECK(option(*shop, "api-key").value == "${env:OB_TEST_KEY}");
  CHECK(option(*shop, "api-key").secret);
  CHECK(option(*shop, "api-key").pending);
  using Rows = decltype(OptionValue::rows);
  CHECK(option(*shop, "payment-states").rows == Rows{{{"item", "12"}}, {{"item", "18"}}});
  CHECK(option(*shop, "order-states").rows == Rows{{{"item", "0"}}});
  CHECK(option(*shop, "sub-shops").rows.empty());
  CHECK(option(*loaded.settings.connection("wawi"), "payment-methods").rows ==
        Rows{{{"shop", "paypal"}, {"wawi", "PayPal"}}});
}

TEST_CASE("pipelines: kind, steps, redelivery") {
  const auto loaded = full();
  REQUIRE(lines(loaded.findings).empty());
  const auto* import = loaded.settings.pipeline("import");
  REQUIRE(import);
  CHECK(import->kind == OB_KIND_ORDER);
  CHECK(import->from == "shop");
  CHECK(import->to == "wawi");
  CHECK(import->schedule == "every 5 minutes");
  REQUIRE(import->on_written);
  CHECK(import->on_written->status == "in_process");
  CHECK(import->on_written->replaces == std::vector<std::string>{"0", "5"});
  CHECK(import->on_written->restage);
  CHECK(import->replaces.empty());
  const auto* status = loaded.settings.pipeline("status");
  REQUIRE(status);
  CHECK(status->replaces == std::vector<std::string>{"cancelled", "8"});
  CHECK(status->replaces_payment == std::vector<std::string>{"paid"});
  CHECK(import->redelivery.maximum_redeliveries == 3);
  CHECK(import->redelivery.redelivery_delay_ms == 500);
  CHECK(import->redelivery.maximum_redelivery_delay_ms == 3600000);
  CHECK(import->redelivery.maximum_redelivery_time_ms == 60000);
  CHECK(import->redelivery.back_off_multiplier == "1.5");
  REQUIRE(import->steps.size() == 3);
  CHECK(import->steps[0].kind == Step::Kind::kFilter);
  CHECK(import->steps[0].test == "order/billing/country = 'DE'");
  const auto& choice = import->steps[1];
  REQUIRE(choice.kind == Step::Kind::kChoice);
  REQUIRE(choice.whens.size() == 1);
  CHECK(choice.whens[0].test == "order/customer/guest = 1");
  CHECK(choice.whens[0].steps.at(0).has_value);
  CHECK(choice.whens[0].steps.at(0).value.empty());
  CHECK(choice.otherwise.at(0).kind == Step::Kind::kLookup);
  CHECK(choice.otherwise.at(0).missing == Step::Missing::kUseDefault);
  CHECK(choice.otherwise.at(0).fallback == "x");
  CHECK(import->steps[2].field == "delivery/gross");
  CHECK(import->steps[2].from == "total/gross");
  CHECK(loaded.settings.pipeline("status")->kind == OB_KIND_STATUS);
  CHECK(loaded.settings.pipeline("status")->redelivery.maximum_redeliveries == 8);
}

TEST_CASE("tables and actions") {
  const auto loaded = full();
  REQUIRE(loaded.settings.table("methods"));
  CHECK(loaded.settings.table("methods")->rows.at(0) == std::pair<std::string, std::string>("a", "b"));
  REQUIRE(loaded.settings.actions.size() == 1);
  CHECK(loaded.settings.actions[0].run == "take-over");
  REQUIRE(loaded.settings.actions[0].parameters.size() == 1);
  CHECK(loaded.settings.actions[0].parameters[0].name == "limit");
  CHECK(loaded.settings.actions[0].parameters[0].value == "5");
}

TEST_CASE("the generation follows what decides verdicts, and nothing else") {
  const TempFolder folder;  // one folder, because paths of options belong to it
  const auto generation = [&](const std::string& xml) {
    std::vector<Finding> findings;
    const auto parsed = parse_file(folder.file("test.xml", xml), findings);
    REQUIRE(parsed);
    const auto result = settings(*parsed, host_settings(*parsed, findings), fake_connectors(), findings);
    REQUIRE(lines(findings).empty());
    return result.generation;
  };
  const auto base = with_steps("<filter test=\"order/billing/country = 'DE'\"/>");
  const auto changed = [&](const std::string& from, const std::string& to) {
    auto xml = base;
    xml.replace(xml.find(from), from.size(), to);
    return generation(xml);
  };
  const auto first = generation(base);
  CHECK(first.size() == 16);
  CHECK(generation(base) == first);
  CHECK(changed("<pipeline id='p'", "<!-- x --><pipeline id='p' title='t' schedule='every hour'") == first);
  CHECK(changed("OB_TEST_KEY", "OTHER") == first);
  CHECK(changed("wawi.db", "other.db") == first);
  CHECK(changed("'DE'", "'AT'") != first);
  CHECK(changed("user='u'", "user='v'") != first);
  CHECK(changed("to='b'", "to='c'") != first);
}
