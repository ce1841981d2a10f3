// SPDX-License-Identifier: MIT
#include "records/xml_view.hpp"

#include <libxml/tree.h>

#include "base/clock.hpp"
#include "orderbridge/decimal.hpp"
#include "orderbridge/text.hpp"
#include "records/fields.hpp"

namespace orderbridge::records {

void XmlDocDeleter::operator()(_xmlDoc* doc) const noexcept {
  xmlFreeDoc(doc);
}

namespace {

const xmlChar* x(const char* text) {
  return reinterpret_cast<const xmlChar*>(text);
}

/// XML 1.0 cannot carry most control characters, nor U+FFFE and U+FFFF; they become U+FFFD so that the
/// document stays one.
std::string xml_text(std::string_view text) {
  constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
  std::string clean;
  clean.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\xEF' && (text.substr(i, 3) == "\xEF\xBF\xBE" || text.substr(i, 3) == "\xEF\xBF\xBF")) {
      clean += kReplacement;
      i += 2;
    } else if (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r') {
      clean += kReplacement;
    } else {
      clean += c;
    }
  }
  return clean;
}

class Builder {
 public:
  explicit Builder(bool mask) : doc_(xmlNewDoc(x("1.0"))), mask_(mask) {}

  xmlNodePtr root(const char* name) {
    xmlNodePtr node = xmlNewDocNode(doc_.get(), nullptr, x(name), nullptr);
    xmlDocSetRootElement(doc_.get(), node);
    return node;
  }
  xmlNodePtr child(xmlNodePtr parent, const char* name) {
    return xmlNewChild(parent, nullptr, x(name), nullptr);
  }
  xmlNodePtr leaf(xmlNodePtr parent, const char* name, std::string_view value, bool personal = false) {
    const std::string text = personal && mask_ && !value.empty() ? "***" : xml_text(value);
    return xmlNewTextChild(parent, nullptr, x(name), x(text.c_str()));
  }
  void fields(xmlNodePtr parent, const void* base, std::span<const Field> table) {
    for (const auto& field : table) {
      std::string value;
      switch (field.kind) {
        case FieldKind::kText: {
          const auto& s = at<ob_str>(base, field);
          if (!present(s)) continue;
          value = copy(s);
          break;
        }
        case FieldKind::kDecimal: {
          const auto d = Decimal::from_abi(at<ob_decimal>(base, field));
          if (!d) continue;
          value = d->to_string();
          break;
        }
        case FieldKind::kTime: {
          const auto time = at<ob_time>(base, field);
          if (time == OB_NO_TIME) continue;
          value = format_utc(time);
          break;
        }
        case FieldKind::kInt:
          value = std::to_string(at<std::int32_t>(base, field));
          break;
      }
      const auto slash = field.path.find('/');
      if (slash == std::string_view::npos)
        leaf(parent, std::string(field.path).c_str(), value, field.personal);
      else
        leaf(group(parent, std::string(field.path.substr(0, slash))),
             std::string(field.path.substr(slash + 1)).c_str(), value, field.personal);
    }
  }
  void extras(xmlNodePtr parent, const ob_extra* items, std::size_t count) {
    if (count == 0) return;
    xmlNodePtr list = child(parent, "extras");
    for (std::size_t i = 0; i < count; ++i) {
      const bool personal = (items[i].flags & OB_EXTRA_NOT_PERSONAL) == 0;
      xmlNodePtr node = leaf(list, "extra", view(items[i].value), personal);
      xmlNewProp(node, x("name"), x(xml_text(view(items[i].name)).c_str()));
      if (!personal) xmlNewProp(node, x("personal"), x("no"));
    }
  }
  void address(xmlNodePtr parent, const char* name, const ob_address* a) {
    if (!a) return;
    xmlNodePtr node = child(parent, name);
    fields(node, a, address_fields());
    extras(node, a->extras, a->extra_count);
  }
  void order(const ob_order& o) {
    xmlNodePtr top = root("order");
    leaf(top, "id", view(o.head.id));
    fields(top, &o, order_fields());
    address(top, "billing", o.billing);
    address(top, "shipping", o.shipping);
    xmlNodePtr lines = child(top, "lines");
    for (std::size_t i = 0; i < o.line_count; ++i) {
      xmlNodePtr line = child(lines, "line");
      leaf(line, "type", line_type_name(o.lines[i]->type));
      fields(line, o.lines[i], line_fields());
      extras(line, o.lines[i]->extras, o.lines[i]->extra_count);
    }
    extras(top, o.extras, o.extra_count);
    warnings(top, o);
  }
  void status(const ob_status_update& s) {
    xmlNodePtr top = root("status");
    leaf(top, "id", view(s.head.id));
    fields(top, &s, status_fields());
    for (std::size_t i = 0; i < s.may_replace_count; ++i)
      leaf(group(top, "may-replace"), "state", view(s.may_replace[i]));
    for (std::size_t i = 0; i < s.delivery_count; ++i)
      delivery(child(group(top, "deliveries"), "delivery"), *s.deliveries[i]);
    extras(top, s.extras, s.extra_count);
  }

  XmlDocument take() { return std::move(doc_); }

 private:
  /// Fields of one group share an element: payment/method and payment/state are both below one <payment>.
  xmlNodePtr group(xmlNodePtr parent, const std::string& name) {
    for (xmlNodePtr node = parent->children; node; node = node->next)
      if (node->type == XML_ELEMENT_NODE && name == reinterpret_cast<const char*>(node->name)) return node;
    return child(parent, name.c_str());
  }
  void warnings(xmlNodePtr top, const ob_order& o) {
    for (std::size_t i = 0; i < o.warning_count; ++i) {
      xmlNodePtr node = leaf(group(top, "warnings"), "warning", view(o.warnings[i]->text));
      xmlNewProp(node, x("code"), x(copy(o.warnings[i]->code).c_str()));
    }
  }
  void delivery(xmlNodePtr node, const ob_delivery& d) {
    fields(node, &d, delivery_fields());
    for (std::size_t i = 0; i < d.tracking_number_count; ++i)
      leaf(node, "tracking-number", view(d.tracking_numbers[i]), true);
    for (std::size_t i = 0; i < d.tracking_url_count; ++i)
      leaf(node, "tracking-url", view(d.tracking_urls[i]), true);
    for (std::size_t i = 0; i < d.line_count; ++i) {
      xmlNodePtr line = child(node, "line");
      leaf(line, "id", view(d.lines[i].line_id));
      if (const auto quantity = Decimal::from_abi(d.lines[i].quantity))
        leaf(line, "quantity", quantity->to_string());
    }
  }

  XmlDocument doc_;
  bool mask_;
};

XmlDocument build(const ob_record& record, bool mask) {
  Builder builder(mask);
  if (record.kind == OB_KIND_ORDER)
    builder.order(reinterpret_cast<const ob_order&>(record));
  else
    builder.status(reinterpret_cast<const ob_status_update&>(record));
  return builder.take();
}

}  // namespace

XmlDocument xml_view(const ob_record& record) {
  return build(record, false);
}

std::string to_xml(const ob_record& record, Personal personal) {
  const auto doc = build(record, personal == Personal::kMasked);
  xmlBufferPtr buffer = xmlBufferCreate();
  xmlNodeDump(buffer, doc.get(), xmlDocGetRootElement(doc.get()), 0, 1);
  std::string text(reinterpret_cast<const char*>(xmlBufferContent(buffer)),
                   static_cast<std::size_t>(xmlBufferLength(buffer)));
  xmlBufferFree(buffer);
  return text + "\n";
}

}  // namespace orderbridge::records
