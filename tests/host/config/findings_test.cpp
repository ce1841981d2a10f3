// SPDX-License-Identifier: MIT
// What an admin reads when something is wrong: all of it, in one go, with lines and with what to do.
#include <catch2/catch.hpp>

#include "base/language.hpp"
#include "support.hpp"

using namespace orderbridge::config;
using Catch::Matchers::Contains;

namespace {

std::string found(const std::string& xml) {
  return lines(load(xml).findings);
}
std::string one(const std::string& xml) {
  const auto loaded = load(xml);
  INFO(lines(loaded.findings));
  CHECK(loaded.findings.size() == 1);
  return lines(loaded.findings);
}
const std::string kShop = "url='https://s/' user='u' api-key='${env:K}' ";

std::string pipeline(const std::string& content) {
  return document(kConnections + "<pipelines><pipeline id='p'>" + content + "</pipeline></pipelines>");
}

}  // namespace

TEST_CASE("seven mistakes are seven findings with lines in one go") {
  const auto loaded = load(R"(<orderbridge xmlns="urn:orderbridge:config:1">
  <connections>
    <shopware5 id="shop" url="shop.example" user="u" api_key="x"
               api-key="${env:K}" page-size="ten"/>
    <jtlwawi id="shop" database="sqlite:w.db"/>
  </connections>
  <pipelines>
    <pipeline id="import" shedule="every 5 minutes">
      <from connection="shp"/>
      <filter test="order/biling/country = 'DE'"/>
    </pipeline>
  </pipelines>
</orderbridge>)");
  std::vector<int> at;
  for (const auto& f : loaded.findings) at.push_back(f.line);
  INFO(lines(loaded.findings));
  CHECK(at == std::vector<int>{3, 3, 4, 5, 8, 8, 9, 10});
  const auto text = lines(loaded.findings);
  CHECK_THAT(text, Contains("3: error: <shopware5 url=\"shop.example\"> is not a URL"));
  CHECK_THAT(text, Contains("has no attribute 'api_key'; did you mean 'api-key'?"));
  CHECK_THAT(text,
             Contains("<shopware5 page-size=\"ten\"> is not a whole number; a whole number from 1 to 1000"));
  CHECK_THAT(text, Contains("5: error: id=\"shop\" is used twice (connection), first in line 3"));
  CHECK_THAT(text, Contains("has no attribute 'shedule'; did you mean 'schedule'?"));
  CHECK_THAT(text, Contains("8: error: <pipeline> lacks <to>"));
  CHECK_THAT(text, Contains("9: error: there is no connection 'shp'; did you mean 'shop'?"));
  CHECK_THAT(text, Contains("10: error: <filter> test: order has no 'biling'; did you mean 'billing'?"));
}

TEST_CASE("the same in German") {
  orderbridge::set_language(orderbridge::Language::kGerman);
  const auto text = found(with_shop("url='x' user='u' api-key='${env:K}' page_size='5'"));
  const auto line = to_text(load(document("")).findings.at(0));
  orderbridge::set_language(orderbridge::Language::kEnglish);
  CHECK_THAT(text,
             Contains("1: Fehler: <shopware5> hat kein Attribut 'page_size'; meinten Sie 'page-size'?"));
  CHECK_THAT(text, Contains("ist keine URL"));
  CHECK_THAT(line, Contains("test.xml:1: Fehler: <orderbridge> fehlt <connections>"));
}

TEST_CASE("unknown connectors say which exist and where was searched") {
  const auto loaded = [](const std::vector<orderbridge::description::ConnectorInfo>& infos) {
    return lines(
        load(document("<connectors folder='/opt/ob'/><connections><shopware id='s' x='1'/></connections>"),
             infos)
            .findings);
  };
  CHECK_THAT(loaded(fake_connectors()), Contains("no connector 'shopware'; did you mean 'shopware5'?") &&
                                            Contains("found: shopware5, jtlwawi, csv (searched: /opt/ob)"));
  CHECK_THAT(loaded({}), Contains("no connector was found (searched: /opt/ob)"));
}

TEST_CASE("an unknown connector's id can still be referred to") {
  CHECK_THAT(one(document("<connections><shoq id='shop'/><jtlwawi id='wawi' "
                          "database='x'/></connections><pipelines><pipeline id='p'>"
                          "<from connection='shop'/><to connection='wawi'/></pipeline></pipelines>")),
             Contains("no connector 'shoq'"));
}

TEST_CASE("lists are elements, scalars are attributes") {
  CHECK_THAT(one(with_shop(kShop + "order-states='0'")),
             Contains("write it as a child element <order-states>"));
  CHECK_THAT(one(with_shop(kShop, "<page-size>5</page-size>")),
             Contains("write it as an attribute page-size="));
}

TEST_CASE("lists and tables: items, cells, requirement") {
  CHECK_THAT(one(with_shop(kShop, "<order-states/>")), Contains("<order-states> lacks <item>"));
  CHECK_THAT(one(with_shop(kShop, "<order-states><item>open</item></order-states>")),
             Contains("<item>open</item> is not a whole number"));
  CHECK_THAT(one(with_shop(kShop, "<order-states><itm>1</itm><item>1</item></order-states>")),
             Contains("did you mean 'item'?"));
  CHECK_THAT(one(document("<connections><jtlwawi id='w' database='x'><payment-methods><row shop='a' wavi='b' "
                          "wawi='c'/></payment-methods></jtlwawi></connections>")),
             Contains("<row> has no attribute 'wavi'; did you mean 'wawi'?"));
  CHECK_THAT(one(document("<connections><jtlwawi id='w' database='x'><payment-methods><row "
                          "shop='a'/></payment-methods></jtlwawi></connections>")),
             Contains("<row> lacks the attribute 'wawi'"));
  CHECK_THAT(one(document("<connections><csv id='c'/></connections>")), Contains("<csv> lacks <columns>"));
}

TEST_CASE("a secret in clear text is a warning that does not show it") {
  const auto loaded = load(with_shop("url='https://s/' user='u' api-key='hunter2'"));
  REQUIRE(loaded.findings.size() == 1);
  CHECK(loaded.findings[0].level == Finding::kWarning);
  CHECK_FALSE(has_errors(loaded.findings));
  CHECK_THAT(lines(loaded.findings),
             Contains("secret in clear text") && Contains("${env:NAME}") && !Contains("hunter2"));
}

TEST_CASE("references: notation") {
  CHECK(found(with_shop("url='${env:URL}' user='x${file:u.txt}y$' api-key='${env:K}' page-size='${env:N}'"))
            .empty());
  CHECK(found(with_shop("url='https://s/$${x}' user='$${env:K}' api-key='${env:K}'")).empty());
  for (const auto* bad : {"${evn:K}", "${env:}", "${env:1A}", "${K}", "${env:K", "${file:}"})
    CHECK_THAT(one(with_shop("url='https://s/' api-key='${env:K}' user='" + std::string(bad) + "'")),
               Contains("reference"));
  CHECK_THAT(one(with_shop(kShop + "page-size='$${env:N}'")), Contains("not a whole number"));
}

TEST_CASE("a deprecated option is a warning") {
  CHECK_THAT(one(with_shop(kShop + "old-name='x'")), Contains("warning: <shopware5 old-name> is deprecated"));
}

TEST_CASE("pipelines: ends and order") {
  CHECK_THAT(one(pipeline("<to connection='wawi'/>")), Contains("<pipeline> lacks <from>"));
  CHECK_THAT(one(pipeline("<to connection='wawi'/><from connection='shop'/>")),
             Contains("<from> stands in the wrong place") && Contains("before <filter>"));
  CHECK_THAT(one(pipeline("<from connection='shop'/><from connection='shop'/><to connection='wawi'/>")),
             Contains("more than once"));
  CHECK_THAT(one(pipeline("<from connection='shop'/><to connection='wawi'/><filter test='true()'/>")),
             Contains("<filter> stands in the wrong place") && Contains("before <to>"));
  CHECK_THAT(one(pipeline("<form connection='shop'/><from connection='shop'/><to connection='wawi'/>")),
             Contains("did you mean 'from'?"));
}

TEST_CASE("roles decide the kind, or the finding") {
  const auto ends = [](const std::string& from, const std::string& to) {
    return document(
        "<connections><csv id='c'><columns><item>a</item></columns></csv><jtlwawi id='w' database='x'/>"
        "<shopware5 id='s' url='https://s/' user='u' api-key='${env:K}'/></connections>"
        "<pipelines><pipeline id='p'><from connection='" +
        from + "'/><to connection='" + to + "'/></pipeline></pipelines>");
  };
  CHECK(found(ends("s", "c")).empty());
  CHECK_THAT(one(ends("c", "w")), Contains("'c' (csv) cannot be a source of records; these can: w, s"));
  CHECK_THAT(one(ends("w", "w")), Contains("'w' (jtlwawi) cannot be a source of orders; these can: s"));
  CHECK_THAT(one(ends("w", "c")), Contains("'w' (jtlwawi) cannot be a source of orders"));
  CHECK_THAT(one(ends("s", "s")),
             Contains("'s' (shopware5) cannot be a source of status updates; these can: w"));
}

TEST_CASE("onWritten needs orders and a source that listens") {
  CHECK(found(pipeline("<from connection='shop'/><to connection='wawi'/><onWritten status='in_process'/>"))
            .empty());
  CHECK_THAT(
      one(pipeline("<from connection='wawi'/><to connection='shop'/><onWritten status='in_process'/>")),
      Contains("belongs to pipelines of orders"));
  auto deaf = fake_connectors();
  deaf[0].roles = 1;
  CHECK_THAT(
      lines(load(pipeline("<from connection='shop'/><to connection='wawi'/><onWritten status='in_process'/>"),
                 deaf)
                .findings),
      Contains("'shop' (shopware5) cannot be told a status"));
  CHECK_THAT(one(pipeline("<from connection='shop'/><to connection='wawi'/><onWritten status='inprocess'/>")),
             Contains("did you mean 'in_process'?"));
}

TEST_CASE("what status updates may replace: states, and nothing else") {
  const auto to = [](const std::string& attributes) {
    return pipeline("<from connection='wawi'/><to connection='shop' " + attributes + "/>");
  };
  CHECK(found(to("replaces='cancelled 8 my-state-9' replacesPayment='paid 12'")).empty());
  CHECK_THAT(one(to("replaces='4 storniert'")),
             Contains("replaces: 'storniert' is no state") && Contains("cancelled"));
  CHECK_THAT(one(to("replacesPayment='cancelled'")),
             Contains("replacesPayment: 'cancelled' is no state") && Contains("partially_paid"));
  CHECK_THAT(one(pipeline("<from connection='shop'/><to connection='wawi' replaces='4'/>")),
             Contains("belong to pipelines of status updates") && Contains("onWritten"));
}

TEST_CASE("redelivery: ranges and sense") {
  const auto policy = [](const std::string& attributes) {
    return pipeline("<from connection='shop'/><to connection='wawi'/><errorHandler><redeliveryPolicy " +
                    attributes + "/></errorHandler>");
  };
  CHECK_THAT(one(policy("maximumRedeliveries='-1'")), Contains("out of range") && Contains("from 0 to 1000"));
  CHECK_THAT(one(policy("redeliveryDelay='2 s'")),
             Contains("is not a duration") && Contains("from 0s to 1d"));
  CHECK_THAT(one(policy("backOffMultiplier='0.5'")), Contains("out of range"));
  CHECK_THAT(one(policy("redeliveryDelay='10m'")), Contains("longer than maximumRedeliveryDelay"));
}

TEST_CASE("schedules give their reason") {
  const auto scheduled = [](const std::string& text) {
    return document(kConnections + "<pipelines><pipeline id='p' schedule='" + text +
                    "'><from connection='shop'/><to connection='wawi'/></pipeline></pipelines>");
  };
  CHECK(found(scheduled("every 5 minutes")).empty());
  CHECK_THAT(one(scheduled("every five minutes")), Contains("is not a schedule") && Contains("'five'"));
  CHECK_THAT(one(scheduled("* * * *")), Contains("five cron fields"));
}

TEST_CASE("ids: form, uniqueness over pipelines and actions, tables") {
  CHECK_THAT(
      found(document("<connections><csv id='1a'><columns><item>a</item></columns></csv></connections>")),
      Contains("<csv id=\"1a\"> is not an id"));
  CHECK_THAT(one(document(kConnections + "<pipelines><pipeline id='a'><from connection='shop'/><to "
                                         "connection='wawi'/></pipeline></pipelines>"
                                         "<actions><action id='a' connection='wawi' run='x'/></actions>")),
             Contains("id=\"a\" is used twice (pipeline or action)"));
  CHECK_THAT(
      one(document(kConnections +
                   "<tables><table id='t'><row from='a' to='b'/><row from='a' to='c'/></table></tables>")),
      Contains("from=\"a\" is used twice (row)"));
  CHECK_THAT(
      one(document(kConnections + "<actions><action id='a' connection='wawi' run='x'><parameter name='n' "
                                  "value='1'/><parameter name='n' value='2'/></action></actions>")),
      Contains("parameter 'n' is given twice"));
  CHECK_THAT(one(document("<connections/><actions><action id='a' connection='wawi' run='x'/></actions>")),
             Contains("there is no connection 'wawi'; none is defined"));
}

TEST_CASE("braces in foreign texts do no harm") {
  auto connectors = fake_connectors();
  connectors[0].options[1].doc = {"{0} {}", "{"};
  CHECK_THAT(lines(load(with_shop("url='https://s/' api-key='${env:K}'"), connectors).findings),
             Contains("lacks the attribute 'user'; {0} {}"));
  CHECK_THAT(found(with_shop(kShop + "page-size='{}'")), Contains("page-size=\"{}\""));
}

TEST_CASE("findings are limited in number") {
  std::string many;
  for (int i = 0; i < 1000; ++i) many += "<x/>";
  const auto loaded = load(document(many + "<connections/>"));
  CHECK(loaded.findings.size() == 201);
  CHECK_THAT(lines(loaded.findings), Contains("more than 200 findings"));
}

TEST_CASE("what a mark may replace is a state, and nothing else") {
  const auto with = [](const std::string& replaces) {
    return pipeline(
        "<from connection='shop'/><to connection='wawi'/>\n<onWritten status='in_process' replaces='" +
        replaces + "'/>");
  };
  CHECK(found(with("0 open clarification 18 a1b2c3")).empty());
  const auto german = one(with("offen"));
  CHECK_THAT(german,
             Contains("replaces=\"offen\": 'offen' is no state of an order in 'shop'; did you mean 'open'?"));
  const auto loaded = load(with("offen"));
  REQUIRE(loaded.findings.size() == 1);
  CHECK(loaded.findings[0].line == 2);  // where it stands
  CHECK_THAT(one(with("wartend 0")),
             Contains("'wartend' is no state") && Contains("write the shop's own id (0)"));
  CHECK_THAT(found(with("opne copmleted")),
             Contains("did you mean 'open'?") && Contains("did you mean 'completed'?"));
  CHECK_THAT(
      one(pipeline("<from connection='shop'/><to connection='wawi'/><onWritten status='in-process'/>")),
      Contains("in_process"));
}
