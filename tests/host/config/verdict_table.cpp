// SPDX-License-Identifier: MIT
#include "verdict_table.hpp"

#include "support.hpp"

namespace orderbridge::config {

namespace {

constexpr auto kGood = Verdict::kGood, kBad = Verdict::kBad, kOnlyWalk = Verdict::kOnlyWalk;

const std::string kShop = "url='https://s/' user='u' api-key='${env:K}' ";

std::string shop(const std::string& attributes, const std::string& content = {}) {
  return with_shop(kShop + attributes, content);
}
std::string wawi(const std::string& content) {
  return document("<connections><jtlwawi id='w' database='x'>" + content + "</jtlwawi></connections>");
}
std::string pipeline(const std::string& content, const std::string& attributes = "id='p'") {
  return document(kConnections + "<pipelines><pipeline " + attributes + ">" + content +
                  "</pipeline></pipelines>");
}
std::string ends(const std::string& after) {
  return pipeline("<from connection='shop'/><to connection='wawi'/>" + after);
}
std::string policy(const std::string& attributes) {
  return ends("<errorHandler><redeliveryPolicy " + attributes + "/></errorHandler>");
}
std::string host(const std::string& content) {
  return document(content + "<connections/>");
}
std::string rest(const std::string& content) {
  return document(kConnections + content);
}

void add_host(std::vector<Sample>& s) {
  s.insert(
      s.end(),
      {
          {"smallest", host(""), kGood},
          {"no connections", document(""), kBad},
          {"wrong root", "<orderbrige xmlns='urn:orderbridge:config:1'><connections/></orderbrige>", kBad},
          {"no namespace", "<orderbridge><connections/></orderbridge>", kBad},
          {"other namespace", "<orderbridge xmlns='urn:orderbridge:config:2'><connections/></orderbridge>",
           kBad},
          {"prefixed", "<o:orderbridge xmlns:o='urn:orderbridge:config:1'><o:connections/></o:orderbridge>",
           kGood},
          {"foreign child",
           "<orderbridge xmlns='urn:orderbridge:config:1'><connections/><x xmlns='urn:x'/></orderbridge>",
           kBad},
          {"foreign attribute",
           "<orderbridge xmlns='urn:orderbridge:config:1' xmlns:x='urn:x' "
           "x:a='1'><connections/></orderbridge>",
           kBad},
          {"xml:lang",
           "<orderbridge xmlns='urn:orderbridge:config:1' xml:lang='de'><connections/></orderbridge>", kBad},
          {"language",
           "<orderbridge xmlns='urn:orderbridge:config:1' language='de'><connections/></orderbridge>", kGood},
          {"language with blanks",
           "<orderbridge xmlns='urn:orderbridge:config:1' language=' de '><connections/></orderbridge>",
           kGood},
          {"unknown language",
           "<orderbridge xmlns='urn:orderbridge:config:1' language='fr'><connections/></orderbridge>", kBad},
          {"text at the top", host("text"), kBad},
          {"comments and blanks", host("<!-- c -->\n  <?pi x?>"), kGood},
          {"two folders", host("<connectors folder='a'/><connectors folder='b'/>"), kGood},
          {"folder missing", host("<connectors/>"), kBad},
          {"folder empty", host("<connectors folder=''/>"), kBad},
          {"two journals", host("<journal file='a'/><journal file='b'/>"), kBad},
          {"journal after connections", document("<connections/><journal file='a'/>"), kBad},
          {"log without level", host("<log/>"), kGood},
          {"log level", host("<log level='warn'/>"), kGood},
          {"unknown log level", host("<log level='all'/>"), kBad},
          {"text in an empty element", host("<log level='warn'>x</log>"), kBad},
          {"child in an empty element", host("<log level='warn'><x/></log>"), kBad},
          {"comment in an empty element", host("<log level='warn'><!-- x --></log>"), kGood},
          {"pipelines before connections", document("<pipelines/><connections/>"), kBad},
      });
}

void add_options(std::vector<Sample>& s) {
  s.insert(
      s.end(),
      {
          {"connection", shop(""), kGood},
          {"unknown connector", document("<connections><shopware id='s'/></connections>"), kBad},
          {"unknown option", shop("nix='1'"), kBad},
          {"required option missing", with_shop("url='https://s/' user='u'"), kBad},
          {"required option empty", with_shop("url='https://s/' user='' api-key='${env:K}'"), kBad},
          {"id missing", document("<connections><jtlwawi database='x'/></connections>"), kBad},
          {"id not an id", document("<connections><jtlwawi id='1x' database='x'/></connections>"), kBad},
          {"id with blanks around", document("<connections><jtlwawi id=' x ' database='x'/></connections>"),
           kGood},
          {"two ids alike",
           document(
               "<connections><jtlwawi id='x' database='x'/><jtlwawi id='x' database='y'/></connections>"),
           kBad},
          {"two ids alike but for blanks",
           document(
               "<connections><jtlwawi id='x' database='x'/><jtlwawi id=' x' database='y'/></connections>"),
           kBad},
          {"url", with_shop("url='shop' user='u' api-key='${env:K}'"), kBad},
          {"url by reference", with_shop("url='${env:U}' user='u' api-key='${env:K}'"), kGood},
          {"url with a reference", with_shop("url='https://${env:U}/' user='u' api-key='${file:k y}'"),
           kGood},
          {"url with an escape", with_shop("url='https://s/$${x}' user='u' api-key='${env:K}'"), kGood},
          {"url with an unknown reference", with_shop("url='https://s/${x}' user='u' api-key='${env:K}'"),
           kBad},
          {"text with dollars", with_shop("url='https://s/' user='$a $$ $$$${x} $' api-key='${env:K}'"),
           kGood},
          {"text with an unclosed reference", with_shop("url='https://s/' user='${env:K' api-key='${env:K}'"),
           kBad},
          {"text with a nameless reference", with_shop("url='https://s/' user='${env:}' api-key='${env:K}'"),
           kBad},
          {"int", shop("page-size=' 1000 '"), kGood},
          {"int too large", shop("page-size='1001'"), kBad},
          {"int with plus", shop("page-size='+5'"), kBad},
          {"int by reference", shop("page-size='${env:N}'"), kGood},
          {"int by escaped reference", shop("page-size='$${env:N}'"), kBad},
          {"bool", shop("tls-verify='false'"), kGood},
          {"bool as 1", shop("tls-verify='1'"), kBad},
          {"duration", shop("timeout='500ms'"), kGood},
          {"duration without unit", shop("timeout='500'"), kBad},
          {"duration out of range", shop("timeout='2d'"), kOnlyWalk},
          {"decimal", shop("factor='1.5'"), kGood},
          {"decimal out of range", shop("factor='10.1'"), kBad},
          {"decimal with comma", shop("factor='1,5'"), kBad},
          {"decimal with exponent", shop("factor='1e0'"), kBad},
          {"date", shop("start-date='2024-02-29'"), kGood},
          {"no such date", shop("start-date='2023-02-29'"), kBad},
          {"date with zone", shop("start-date='2024-02-29Z'"), kBad},
          {"choice", shop("auth='basic'"), kGood},
          {"not a choice", shop("auth='Basic'"), kBad},
          {"path empty", shop("tls-ca-file=''"), kBad},
          {"list as attribute", shop("order-states='0'"), kBad},
          {"lists in any order",
           shop("",
                "<sub-shops><item>a</item></sub-shops><order-states><item>0</item><item>1</item></"
                "order-states>"),
           kGood},
          {"list twice",
           shop("", "<sub-shops><item>a</item></sub-shops><sub-shops><item>a</item></sub-shops>"), kBad},
          {"list without items", shop("", "<order-states/>"), kBad},
          {"item of a wrong type", shop("", "<order-states><item>x</item></order-states>"), kBad},
          {"item empty", shop("", "<sub-shops><item/></sub-shops>"), kBad},
          {"item by reference", shop("", "<order-states><item>${env:S}</item></order-states>"), kGood},
          {"item with an attribute", shop("", "<order-states><item a='1'>0</item></order-states>"), kBad},
          {"item with a child", shop("", "<sub-shops><item>a<x/></item></sub-shops>"), kBad},
          {"text beside lists", shop("", "x<order-states><item>0</item></order-states>"), kBad},
          {"required list missing", document("<connections><csv id='c'/></connections>"), kBad},
          {"required list",
           document("<connections><csv id='c'><columns><item>a</item></columns></csv></connections>"), kGood},
          {"table", wawi("<payment-methods><row shop='a' wawi='b'/></payment-methods>"), kGood},
          {"cell missing", wawi("<payment-methods><row shop='a'/></payment-methods>"), kBad},
          {"cell unknown", wawi("<payment-methods><row shop='a' wawi='b' x='c'/></payment-methods>"), kBad},
          {"cell empty", wawi("<payment-methods><row shop='' wawi='b'/></payment-methods>"), kBad},
      });
}

void add_pipelines(std::vector<Sample>& s) {
  s.insert(
      s.end(),
      {
          {"pipeline", ends(""), kGood},
          {"no pipelines", rest("<pipelines/>"), kGood},
          {"from missing", pipeline("<to connection='wawi'/>"), kBad},
          {"to missing", pipeline("<from connection='shop'/>"), kBad},
          {"to before from", pipeline("<to connection='wawi'/><from connection='shop'/>"), kBad},
          {"two from", pipeline("<from connection='shop'/><from connection='shop'/><to connection='wawi'/>"),
           kBad},
          {"step after to", ends("<filter test='true()'/>"), kBad},
          {"unknown step", with_steps("<fliter test='true()'/>"), kBad},
          {"unknown connection", pipeline("<from connection='shp'/><to connection='wawi'/>"), kBad},
          {"connection with blanks", pipeline("<from connection=' shop '/><to connection='wawi'/>"), kGood},
          {"wrong roles", pipeline("<from connection='wawi'/><to connection='wawi'/>"), kOnlyWalk},
          {"pipeline without id", pipeline("<from connection='shop'/><to connection='wawi'/>", ""), kBad},
          {"schedule",
           pipeline("<from connection='shop'/><to connection='wawi'/>", "id='p' schedule='every hour'"),
           kGood},
          {"schedule empty",
           pipeline("<from connection='shop'/><to connection='wawi'/>", "id='p' schedule=''"), kBad},
          {"no schedule",
           pipeline("<from connection='shop'/><to connection='wawi'/>", "id='p' schedule='now'"), kOnlyWalk},
          {"onWritten", ends("<onWritten status='in_process'/>"), kGood},
          {"onWritten unknown", ends("<onWritten status='done'/>"), kBad},
          {"onWritten after errorHandler", ends("<errorHandler/><onWritten status='in_process'/>"), kBad},
          {"errorHandler empty", ends("<errorHandler/>"), kGood},
          {"policy",
           policy("maximumRedeliveries='0' redeliveryDelay='1s' backOffMultiplier='1.5' "
                  "maximumRedeliveryDelay='1m'"),
           kGood},
          {"policy: attempts", policy("maximumRedeliveries='1001'"), kBad},
          {"policy: factor", policy("backOffMultiplier='0.9'"), kBad},
          {"policy: delays that contradict", policy("redeliveryDelay='6m'"), kOnlyWalk},
          {"filter", with_steps("<filter test='true()'/>"), kGood},
          {"filter without test", with_steps("<filter/>"), kBad},
          {"filter with an empty test", with_steps("<filter test=''/>"), kBad},
          {"filter with content", with_steps("<filter test='true()'><set field='number' value=''/></filter>"),
           kBad},
          {"no XPath", with_steps("<filter test='1 +'/>"), kOnlyWalk},
          {"no such field", with_steps("<filter test='order/nix'/>"), kOnlyWalk},
          {"choice without when", with_steps("<choice/>"), kBad},
          {"otherwise alone", with_steps("<choice><otherwise/></choice>"), kBad},
          {"otherwise not last", with_steps("<choice><otherwise/><when test='true()'/></choice>"), kBad},
          {"two otherwise", with_steps("<choice><when test='true()'/><otherwise/><otherwise/></choice>"),
           kBad},
          {"choice in choice",
           with_steps("<choice><when test='true()'><choice><when test='true()'/></choice></when></choice>"),
           kGood},
          {"from inside when",
           with_steps("<choice><when test='true()'><from connection='shop'/></when></choice>"), kBad},
          {"set with neither", with_steps("<set field='number'/>"), kOnlyWalk},
          {"set with an empty value", with_steps("<set field='number' value=''/>"), kGood},
          {"lookup", with_steps("<lookup field='payment/method' table='methods' missing='keep'/>"), kGood},
          {"lookup without table", with_steps("<lookup field='payment/method'/>"), kBad},
          {"lookup in an unknown table", with_steps("<lookup field='payment/method' table='x'/>"), kBad},
          {"nested lookup in an unknown table",
           with_steps(
               "<choice><when test='true()'><lookup field='payment/method' table='x'/></when></choice>"),
           kBad},
          {"lookup default without missing",
           with_steps("<lookup field='payment/method' table='methods' default='x'/>"), kOnlyWalk},
      });
}

void add_rest(std::vector<Sample>& s) {
  s.insert(
      s.end(),
      {
          {"empty table", rest("<tables><table id='t'/></tables>"), kBad},
          {"row with empty cells", rest("<tables><table id='t'><row from='' to=''/></table></tables>"),
           kGood},
          {"row twice",
           rest("<tables><table id='t'><row from='a' to='b'/><row from='a' to='c'/></table></tables>"), kBad},
          {"row in two tables",
           rest("<tables><table id='t'><row from='a' to='b'/></table><table id='u'><row from='a' "
                "to='b'/></table></tables>"),
           kGood},
          {"table twice",
           rest("<tables><table id='t'><row from='a' to='b'/></table><table id='t'><row from='a' "
                "to='b'/></table></tables>"),
           kBad},
          {"action",
           rest("<actions><action id='a' connection='wawi' run='x'><parameter name='n' "
                "value=''/></action></actions>"),
           kGood},
          {"action without run", rest("<actions><action id='a' connection='wawi'/></actions>"), kBad},
          {"action on an unknown connection",
           rest("<actions><action id='a' connection='x' run='x'/></actions>"), kBad},
          {"action named like a pipeline",
           rest("<pipelines><pipeline id='a'><from connection='shop'/><to "
                "connection='wawi'/></pipeline></pipelines>"
                "<actions><action id='a' connection='wawi' run='x'/></actions>"),
           kBad},
          {"parameter twice",
           rest("<actions><action id='a' connection='wawi' run='x'><parameter name='n' value='1'/><parameter "
                "name='n' value='2'/></action></actions>"),
           kOnlyWalk},
          {"parameter as items",
           rest("<actions><action id='a' connection='wawi' run='import-stock'><parameter name='file' "
                "value='s.csv'/><parameter name='stores'><item>main</item><item>far</item></parameter>"
                "</action></actions>"),
           kGood},
          {"list parameter twice",
           rest("<actions><action id='a' connection='wawi' run='import-stock'><parameter name='file' "
                "value='s.csv'/><parameter name='stores' value='main'/><parameter name='stores' "
                "value='far'/></action></actions>"),
           kGood},
          {"parameter with an element that is none",
           rest("<actions><action id='a' connection='wawi' run='x'><parameter name='n'><itm/></parameter>"
                "</action></actions>"),
           kBad},
          {"parameter without value",
           rest("<actions><action id='a' connection='wawi' run='x'><parameter name='n'/></action></actions>"),
           kOnlyWalk},
          {"action that the connector has not",
           rest("<actions><action id='a' connection='wawi' run='y'/></actions>"), kOnlyWalk},
          {"actions before tables", rest("<actions/><tables/>"), kBad},
          {"pipelines twice", rest("<pipelines/><pipelines/>"), kBad},
      });
}

}  // namespace

std::vector<Sample> samples() {
  std::vector<Sample> out;
  add_host(out);
  add_options(out);
  add_pipelines(out);
  add_rest(out);
  return out;
}

}  // namespace orderbridge::config
