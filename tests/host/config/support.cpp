// SPDX-License-Identifier: MIT
#include "support.hpp"

#include <unistd.h>

#include <atomic>
#include <fstream>

#include "orderbridge/connector_abi.h"

namespace orderbridge::config {

namespace {

using description::ConnectorInfo;
using description::OptionInfo;

OptionInfo option(std::uint32_t type, const char* name, std::uint32_t flags = 0) {
  OptionInfo o;
  o.type = type;
  o.name = name;
  o.flags = flags;
  o.doc = {std::string("About ") + name + " <&>", std::string("Über ") + name};
  return o;
}
OptionInfo with_default(OptionInfo o, const char* value) {
  o.default_value = value;
  return o;
}
OptionInfo ranged(OptionInfo o, std::int64_t min, std::int64_t max) {
  o.min = min, o.max = max;
  return o;
}
OptionInfo choices(OptionInfo o, std::vector<std::string> values) {
  o.choices = std::move(values);
  return o;
}
OptionInfo columns(OptionInfo o, std::vector<OptionInfo> values) {
  o.columns = std::move(values);
  return o;
}

std::vector<OptionInfo> told(const std::vector<std::string>& states) {
  return {choices(option(OB_TYPE_CHOICE, "state", OB_OPTION_REQUIRED), states),
          ranged(option(OB_TYPE_INT, "shop", OB_OPTION_REQUIRED), 0, 1000000)};
}

ConnectorInfo shopware() {
  ConnectorInfo c;
  c.id = "shopware5", c.title = {"Shopware 5", "Shopware 5"};
  c.roles = OB_FETCH_ORDERS | OB_WRITE_STATUS;
  const auto state = ranged(option(OB_TYPE_INT, "state"), 0, 1000000);
  c.options = {
      option(OB_TYPE_URL, "url", OB_OPTION_REQUIRED),
      option(OB_TYPE_TEXT, "user", OB_OPTION_REQUIRED),
      option(OB_TYPE_TEXT, "api-key", OB_OPTION_REQUIRED | OB_OPTION_SECRET),
      with_default(choices(option(OB_TYPE_CHOICE, "auth"), {"auto", "basic", "digest"}), "auto"),
      with_default(choices(option(OB_TYPE_CHOICE, "selection"), {"open-set", "all-since"}), "open-set"),
      with_default(columns(option(OB_TYPE_LIST, "order-states"), {state}), "0"),
      columns(option(OB_TYPE_LIST, "payment-states"), {state}),
      columns(option(OB_TYPE_LIST, "sub-shops"), {option(OB_TYPE_TEXT, "sub-shop")}),
      columns(option(OB_TYPE_TABLE, "states"), told({"in_process", "cancelled"})),
      columns(option(OB_TYPE_TABLE, "payments"), told({"open", "paid"})),
      option(OB_TYPE_DATE, "start-date"),
      with_default(choices(option(OB_TYPE_CHOICE, "converted-baskets"), {"import", "report"}), "report"),
      with_default(ranged(option(OB_TYPE_DURATION, "incomplete-grace"), 0, 2592000000), "24h"),
      with_default(ranged(option(OB_TYPE_INT, "look-back"), 0, 1000000), "200"),
      with_default(ranged(option(OB_TYPE_INT, "page-size"), 1, 1000), "100"),
      with_default(ranged(option(OB_TYPE_INT, "connections"), 1, 64), "8"),
      with_default(ranged(option(OB_TYPE_DURATION, "connect-timeout"), 100, 120000), "10s"),
      with_default(ranged(option(OB_TYPE_DURATION, "timeout"), 100, 600000), "30000"),
      with_default(option(OB_TYPE_BOOL, "tls-verify"), "true"),
      option(OB_TYPE_PATH, "tls-ca-file"),
      with_default(ranged(option(OB_TYPE_INT, "answer-limit-mib"), 1, 1024), "16"),
      option(OB_TYPE_TEXT, "time-zone"),
      with_default(ranged(option(OB_TYPE_DURATION, "delivery-address-grace"), 0, 2592000000), "3h"),
      columns(option(OB_TYPE_TABLE, "salutations"), {option(OB_TYPE_TEXT, "shop", OB_OPTION_REQUIRED),
                                                     option(OB_TYPE_TEXT, "means", OB_OPTION_REQUIRED)}),
      columns(option(OB_TYPE_TABLE, "payment-kinds"), {option(OB_TYPE_TEXT, "shop", OB_OPTION_REQUIRED),
                                                       option(OB_TYPE_TEXT, "kind", OB_OPTION_REQUIRED)}),
      ranged(option(OB_TYPE_DECIMAL, "factor"), 0, 10),
      option(OB_TYPE_TEXT, "old-name", OB_OPTION_DEPRECATED),
  };
  return c;
}

description::ActionInfo action(const char* name, std::vector<OptionInfo> parameters = {}) {
  description::ActionInfo a;
  a.id = name;
  a.title = {name, name};
  a.parameters = std::move(parameters);
  return a;
}

ConnectorInfo wawi() {
  ConnectorInfo c;
  c.id = "jtlwawi", c.title = {"JTL-Wawi", ""};
  c.roles = OB_WRITE_ORDERS | OB_FETCH_STATUS;
  const std::vector<OptionInfo> mapping = {option(OB_TYPE_TEXT, "shop", OB_OPTION_REQUIRED),
                                           option(OB_TYPE_TEXT, "wawi", OB_OPTION_REQUIRED)};
  c.options = {
      option(OB_TYPE_TEXT, "database", OB_OPTION_REQUIRED),
      with_default(option(OB_TYPE_TEXT, "shop"), "Onlineshop"),
      with_default(option(OB_TYPE_TEXT, "time-zone"), "Europe/Berlin"),
      columns(option(OB_TYPE_TABLE, "payment-methods"), mapping),
      columns(option(OB_TYPE_TABLE, "shipping-methods"), mapping),
      columns(option(OB_TYPE_TABLE, "salutations"), mapping),
      option(OB_TYPE_TEXT, "default-shipping-method"),
      with_default(ranged(option(OB_TYPE_INT, "customer-group"), 0, 2147483647), "1"),
      with_default(choices(option(OB_TYPE_CHOICE, "oversize"), {"cut", "reject"}), "cut"),
      with_default(ranged(option(OB_TYPE_DURATION, "busy-timeout"), 0, 3600000), "30s"),
  };
  c.actions = {
      action("x", {option(OB_TYPE_TEXT, "n")}),
      action("take-over", {with_default(ranged(option(OB_TYPE_INT, "limit"), 1, 1000), "100")}),
      action("import-stock",
             {option(OB_TYPE_PATH, "file", OB_OPTION_REQUIRED),
              columns(with_default(option(OB_TYPE_LIST, "stores"), "main spare"),
                      {choices(option(OB_TYPE_CHOICE, "store"), {"main", "spare", "far"})}),
              with_default(option(OB_TYPE_DURATION, "patience"), "30s"), option(OB_TYPE_DATE, "day"),
              option(OB_TYPE_TEXT, "password", OB_OPTION_SECRET)}),
  };
  return c;
}

// Needs a list, and can do nothing but write orders.
ConnectorInfo csv() {
  ConnectorInfo c;
  c.id = "csv", c.title = {"CSV file", "CSV-Datei"};
  c.roles = OB_WRITE_ORDERS;
  c.options = {
      columns(option(OB_TYPE_LIST, "columns", OB_OPTION_REQUIRED), {option(OB_TYPE_TEXT, "column")})};
  return c;
}

}  // namespace

std::vector<ConnectorInfo> fake_connectors() {
  return {shopware(), wawi(), csv()};
}

TempFolder::TempFolder() {
  static std::atomic<int> count{0};
  path_ = std::filesystem::temp_directory_path() /
          ("ob-config-" + std::to_string(::getpid()) + "-" + std::to_string(count++));
  std::filesystem::create_directories(path_);
}
TempFolder::~TempFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}
std::string TempFolder::file(const std::string& name, const std::string& text) const {
  std::ofstream(path_ / name, std::ios::binary) << text;
  return (path_ / name).string();
}

Loaded load(const std::string& xml, const std::vector<ConnectorInfo>& connectors) {
  const TempFolder folder;
  Loaded out;
  const auto parsed = parse_file(folder.file("test.xml", xml), out.findings);
  if (!parsed) return out;
  out.parsed = true;
  out.host = host_settings(*parsed, out.findings);
  out.settings = settings(*parsed, out.host, connectors, out.findings);
  return out;
}
Loaded load(const std::string& xml) {
  return load(xml, fake_connectors());
}

std::string document(const std::string& content) {
  return "<orderbridge xmlns='urn:orderbridge:config:1'>" + content + "</orderbridge>";
}

std::string with_steps(const std::string& steps) {
  return document(kConnections + "<pipelines><pipeline id='p'><from connection='shop'/>" + steps +
                  "<to connection='wawi'/></pipeline></pipelines>"
                  "<tables><table id='methods'><row from='a' to='b'/></table></tables>");
}

std::string with_shop(const std::string& attributes, const std::string& content) {
  return document("<connections><shopware5 id='shop' " + attributes + ">" + content +
                  "</shopware5></connections>");
}

std::string lines(const std::vector<Finding>& findings) {
  std::string out;
  for (auto finding : findings) {
    finding.file.clear();
    const auto text = to_text(finding);
    out += (text.starts_with(':') ? text.substr(text.find_first_not_of(": ")) : text) + "\n";
  }
  return out;
}

}  // namespace orderbridge::config
