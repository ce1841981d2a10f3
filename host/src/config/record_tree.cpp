// SPDX-License-Identifier: MIT
#include "config/record_tree.hpp"

#include "orderbridge/connector_abi.h"
#include "orderbridge/record_fields.h"

namespace orderbridge::config {

namespace {

constexpr auto STR = FieldType::kText, DEC = FieldType::kDecimal, TIME = FieldType::kTime,
               INT = FieldType::kInt;

RecordElement& add(RecordElement& parent, std::string_view name) {
  for (auto& child : parent.children)
    if (child->name == name) return *child;
  auto& child = *parent.children.emplace_back(std::make_unique<RecordElement>());
  child.name = name;
  child.parent = &parent;
  return child;
}

void add_field(RecordElement& parent, std::string_view path, FieldType type, bool settable = false) {
  if (const auto slash = path.find('/'); slash != std::string_view::npos)
    return add_field(add(parent, path.substr(0, slash)), path.substr(slash + 1), type, settable);
  auto& field = add(parent, path);
  field.type = type;
  field.settable = settable && type != FieldType::kTime;
}

void add_extras(RecordElement& parent) {
  auto& extra = add(add(parent, "extras"), "extra");
  extra.type = STR;
  extra.attributes = {"name"};
}

#define OB_SETTABLE(member, path, kind, personal, version) add_field(top, path, kind, true);
#define OB_READABLE(member, path, kind, personal, version) add_field(top, path, kind);

void add_address(RecordElement& top) {
  OB_ADDRESS_FIELDS(OB_SETTABLE)
  add_extras(top);
}

void add_line(RecordElement& top) {
  add_field(top, "type", STR);
  OB_LINE_FIELDS(OB_READABLE)
  add_extras(top);
}

void add_order(RecordElement& top) {
  add_field(top, "id", STR);
  OB_ORDER_FIELDS(OB_SETTABLE)
  add_address(add(top, "billing"));
  add_address(add(top, "shipping"));
  add_line(add(add(top, "lines"), "line"));
  add_extras(top);
  auto& warning = add(add(top, "warnings"), "warning");
  warning.type = STR;
  warning.attributes = {"code"};
}

void add_delivery(RecordElement& top) {
  OB_DELIVERY_FIELDS(OB_READABLE)
  add_field(top, "tracking-number", STR);
  add_field(top, "tracking-url", STR);
  add_field(top, "line/id", STR);
  add_field(top, "line/quantity", DEC);
}

void add_status(RecordElement& top) {
  add_field(top, "id", STR);
  OB_STATUS_FIELDS(OB_READABLE)
  add_field(top, "may-replace/state", STR);
  add_delivery(add(add(top, "deliveries"), "delivery"));
  add_extras(top);
}

#undef OB_SETTABLE
#undef OB_READABLE

std::unique_ptr<RecordElement> make_tree(const char* root, void (*fill)(RecordElement&)) {
  auto document = std::make_unique<RecordElement>();
  fill(add(*document, root));
  return document;
}

}  // namespace

const RecordElement* RecordElement::child(std::string_view child_name) const {
  for (const auto& c : children)
    if (c->name == child_name) return c.get();
  return nullptr;
}

std::vector<const RecordElement*> RecordElement::descendants() const {
  std::vector<const RecordElement*> out;
  for (const auto& c : children) {
    out.push_back(c.get());
    const auto below = c->descendants();
    out.insert(out.end(), below.begin(), below.end());
  }
  return out;
}

std::string RecordElement::path() const {
  return parent && !parent->name.empty() ? parent->path() + "/" + name : name;
}

const RecordElement& record_tree(std::uint32_t kind) {
  static const auto order = make_tree("order", &add_order);
  static const auto status = make_tree("status", &add_status);
  return kind == OB_KIND_STATUS ? *status : *order;
}

const RecordElement* order_field(std::string_view path) {
  if (path.starts_with("order/")) path.remove_prefix(6);
  const RecordElement* at = record_tree(OB_KIND_ORDER).child("order");
  while (at) {
    const auto slash = path.find('/');
    at = at->child(path.substr(0, slash));
    if (slash == std::string_view::npos) break;
    path.remove_prefix(slash + 1);
  }
  return at && at->type != FieldType::kNone ? at : nullptr;
}

std::vector<std::string> order_field_paths() {
  std::vector<std::string> out;
  for (const auto* e : record_tree(OB_KIND_ORDER).descendants())
    if (e->settable) out.push_back(e->path().substr(std::string_view("order/").size()));
  return out;
}

}  // namespace orderbridge::config
