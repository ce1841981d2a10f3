// SPDX-License-Identifier: MIT
// See order_parts.hpp. Nothing is counted: what is written next follows from what is there.
#include "order_parts.hpp"

#include "raw_json.hpp"

namespace orderbridge::sandbox {
namespace {

constexpr std::string_view kNone = "null";

// The part as the template has it, with this order's ids in it.
std::string whole(const Order& order, std::string_view part) {
  const Order original{order.id, order.base, order.line_shift, order.number, nullptr};
  return original.raw(part);
}

std::string with_member(std::string_view object, std::string_view wanted, std::string_view value) {
  std::string out = "{";
  for (const auto& [key, old] : members(object)) {
    if (out.size() > 1) out += ',';
    ((out += '"') += key) += "\":";
    out += key == wanted ? value : old;
  }
  return out + '}';
}

bool write_plain_part(Order& order, std::string_view part, std::string_view absent) {
  const std::string there = order.raw(part), wanted = whole(order, part);
  if (there != absent || wanted == absent || wanted.empty()) return false;
  order.set(part, wanted);
  return true;
}

bool lacks_attribute(std::string_view there, std::string_view wanted) {
  const auto attribute = member(wanted, "attribute");
  return member(there, "attribute") == kNone && !attribute.empty() && attribute != kNone;
}

bool write_line(Order& order) {
  const std::string there = order.raw("details"), wanted = whole(order, "details");
  const auto lines = elements(there), all = elements(wanted);
  if (lines.size() > all.size()) return false;
  std::string out = "[";
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i > 0) out += ',';
    const bool is_last = i + 1 == lines.size();
    if (is_last && lacks_attribute(lines[i], all[i])) {
      order.set("details", out + with_member(lines[i], "attribute", member(all[i], "attribute")) + ']');
      return true;
    }
    out += lines[i];
  }
  if (lines.size() == all.size()) return false;
  if (!lines.empty()) out += ',';
  order.set("details", out + with_member(all[lines.size()], "attribute", kNone) + ']');
  return true;
}

bool write_address(Order& order, std::string_view part) {
  const std::string there = order.raw(part), wanted = whole(order, part);
  if (wanted == kNone) return false;
  if (there == kNone) {
    order.set(part, with_member(wanted, "attribute", kNone));
    return true;
  }
  if (!lacks_attribute(there, wanted)) return false;
  order.set(part, with_member(there, "attribute", member(wanted, "attribute")));
  return true;
}

}  // namespace

void leave_header_only(Order& order) {
  for (const char* part : {"attribute", "billing", "shipping"}) order.set(part, std::string(kNone));
  for (const char* part : {"paymentInstances", "details"}) order.set(part, "[]");
}

bool write_next_part(Order& order) {
  return write_plain_part(order, "paymentInstances", "[]") || write_plain_part(order, "attribute", kNone) ||
         write_line(order) || write_address(order, "billing") || write_address(order, "shipping");
}

bool swap_line(Order& order, std::size_t line, std::string& sku, std::string& name) {
  const std::string there = order.raw("details");
  const auto lines = elements(there);
  if (line < 1 || line > lines.size()) return false;
  const auto old = lines[line - 1];
  if (sku.empty()) sku = plain_text(member(old, "articleNumber")) + ".2";
  if (name.empty()) name = plain_text(member(old, "articleName")) + " (2)";
  const std::string swapped =
      with_member(with_member(old, "articleNumber", json_text(sku)), "articleName", json_text(name));
  const auto at = static_cast<std::size_t>(old.data() - there.data());
  order.set("details", there.substr(0, at) + swapped + there.substr(at + old.size()));
  return true;
}

}  // namespace orderbridge::sandbox
