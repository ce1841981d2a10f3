// SPDX-License-Identifier: MIT
// The tree of names that paths are checked against is what the XML view of a full record shows, no more and
// no less.
#include "config/record_tree.hpp"

#include <libxml/tree.h>

#include <catch2/catch.hpp>
#include <set>
#include <span>

#include "records/fields.hpp"
#include "records/xml_view.hpp"

using namespace orderbridge;

namespace {

constexpr ob_str kText{"x", 1};
const ob_extra kExtra{kText, kText, 0, 0};

void fill(void* base, std::span<const records::Field> fields) {
  for (const auto& field : fields) switch (field.kind) {
      case records::FieldKind::kText:
        records::at<ob_str>(base, field) = kText;
        break;
      case records::FieldKind::kDecimal:
        records::at<ob_decimal>(base, field) = {1, 0, 1};
        break;
      case records::FieldKind::kTime:
        records::at<ob_time>(base, field) = 0;
        break;
      case records::FieldKind::kInt:
        records::at<std::int32_t>(base, field) = 1;
        break;
    }
}

template <class T>
T filled(std::span<const records::Field> fields) {
  T out{};
  out.size = sizeof out;
  fill(&out, fields);
  out.extras = &kExtra, out.extra_count = 1;
  return out;
}

void collect(const xmlNode* node, const std::string& parent, std::set<std::string>& out) {
  for (; node; node = node->next) {
    if (node->type != XML_ELEMENT_NODE) continue;
    const auto path = parent + "/" + reinterpret_cast<const char*>(node->name);
    out.insert(path);
    for (const xmlAttr* a = node->properties; a; a = a->next)
      out.insert(path + "/@" + reinterpret_cast<const char*>(a->name));
    collect(node->children, path, out);
  }
}

std::set<std::string> shown(const ob_record& record) {
  const auto view = records::xml_view(record);
  std::set<std::string> out;
  collect(xmlDocGetRootElement(view.get()), "", out);
  return out;
}

std::set<std::string> known(std::uint32_t kind) {
  std::set<std::string> out;
  for (const auto* e : config::record_tree(kind).descendants()) {
    out.insert("/" + e->path());
    for (const auto& a : e->attributes) out.insert("/" + e->path() + "/@" + a);
  }
  return out;
}

}  // namespace

TEST_CASE("the tree of an order") {
  ob_order order{};
  fill(&order, records::order_fields());
  order.head = {sizeof order, OB_KIND_ORDER, kText, {}, {}};
  const auto address = filled<ob_address>(records::address_fields());
  const auto line = filled<ob_line>(records::line_fields());
  const ob_line* const lines[] = {&line};
  const ob_warning warning{sizeof warning, 0, kText, kText, kText};
  const ob_warning* const warnings[] = {&warning};
  order.billing = order.shipping = &address;
  order.lines = lines, order.line_count = 1;
  order.extras = &kExtra, order.extra_count = 1;
  order.warnings = warnings, order.warning_count = 1;
  CHECK(shown(order.head) == known(OB_KIND_ORDER));
}

TEST_CASE("the tree of a status update") {
  ob_status_update status{};
  fill(&status, records::status_fields());
  status.head = {sizeof status, OB_KIND_STATUS, kText, {}, {}};
  ob_delivery delivery{};
  fill(&delivery, records::delivery_fields());
  const ob_delivered delivered{kText, {1, 0, 1}};
  delivery.tracking_numbers = delivery.tracking_urls = &kText;
  delivery.tracking_number_count = delivery.tracking_url_count = 1;
  delivery.lines = &delivered, delivery.line_count = 1;
  const ob_delivery* const deliveries[] = {&delivery};
  status.deliveries = deliveries, status.delivery_count = 1;
  status.may_replace = &kText, status.may_replace_count = 1;
  status.extras = &kExtra, status.extra_count = 1;
  CHECK(shown(status.head) == known(OB_KIND_STATUS));
}
