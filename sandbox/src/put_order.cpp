// SPDX-License-Identifier: MIT
// See put_order.hpp.
#include "put_order.hpp"

#include <charconv>
#include <nlohmann/json.hpp>

#include "php_time.hpp"
#include "put_lines.hpp"
#include "raw_json.hpp"

namespace orderbridge::sandbox {
namespace {

using Json = nlohmann::ordered_json;

std::string as_text(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_null()) return {};
  if (value.is_boolean()) return value.get<bool>() ? "1" : "";
  return value.dump();
}

std::string strip_tags(const std::string& text) {
  std::string out;
  bool inside = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!inside && text[at] == '<' && at + 1 < text.size() && text[at + 1] != ' ') inside = true;
    if (!inside) out += text[at];
    if (text[at] == '>') inside = false;
  }
  return out;
}

// The tables hold three-byte UTF-8: what does not fit becomes a question mark.
std::string storable(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const bool four_bytes = static_cast<unsigned char>(text[at]) >= 0xF0;
    out += four_bytes ? '?' : text[at];
    at += four_bytes ? 4 : 1;
  }
  return out;
}

struct Writer {
  Order& order;
  bool changed = false;

  void set(const char* field, std::string raw) {
    if (order.raw(field) == raw) return;
    order.set(field, std::move(raw));
    changed = true;
  }
};

struct WantedStatus {
  const char* key;
  const char* entity;
  StatusGroup group;
};

constexpr WantedStatus kOrderStatus{"orderStatusId", "OrderStatus", StatusGroup::kState};
constexpr WantedStatus kPaymentStatus{"paymentStatusId", "PaymentStatus", StatusGroup::kPayment};

bool given(const Json& body, const char* key) {
  return body.contains(key) && !body[key].is_null();
}

PutAnswer check_status(const Json& body, const WantedStatus& wanted, const StatusTable& statuses) {
  if (!given(body, wanted.key)) return {};
  const std::string text = as_text(body[wanted.key]);
  long id = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), id);
  if (read.ec == std::errc() && read.ptr == text.data() + text.size() && statuses.has(wanted.group, id))
    return {};
  return {404, std::string(wanted.entity) + " by id " + text + " not found"};
}

PutAnswer check_cleared_date(const Json& body) {
  if (!given(body, "clearedDate")) return {};
  const std::string text = as_text(body["clearedDate"]);
  if (text.empty() || json_time_from_text(text)) return {};
  return {500,
          "Error message: DateTime::__construct(): Failed to parse time string (" + text + ") at position 0"};
}

// The first characters of a UTF-8 text.
std::string first(const std::string& text, std::size_t characters) {
  std::size_t at = 0;
  for (; at < text.size(); ++at)
    if ((static_cast<unsigned char>(text[at]) & 0xC0) != 0x80 && characters-- == 0) break;
  return text.substr(0, at);
}

void write_texts(const Json& body, Writer& writer, const PutContext& context) {
  for (const char* field : {"comment", "customerComment", "internalComment", "transactionId"})
    if (body.contains(field)) writer.set(field, json_text(storable(strip_tags(as_text(body[field])))));
  if (body.contains("trackingCode"))
    writer.set("trackingCode", json_text(first(storable(as_text(body["trackingCode"])),
                                               context.short_tracking ? 255 : 65535)));
  if (body.contains("clearedDate")) {
    const auto date = json_time_from_text(as_text(body["clearedDate"]));
    writer.set("clearedDate", date ? json_text(*date) : "null");
  }
}

// Merges into the row; a free text field takes text, another column the plain token. Does not touch
// `changed`.
void write_attribute(const Json& attribute, Order& order) {
  const std::string before = order.raw("attribute");
  std::string out = "{";
  for (const auto& [key, value] : members(before)) {
    if (out.size() > 1) out += ',';
    ((out += '"') += key) += "\":";
    const std::string name(key);
    if (key == "id" || key == "orderId" || !attribute.contains(name)) {
      out += value;
    } else {
      const Json& wanted = attribute[name];
      const bool plain = wanted.is_null() || (wanted.is_number() && !key.starts_with("attribute"));
      out += plain ? wanted.dump() : json_text(storable(as_text(wanted)));
    }
  }
  if (out.size() > 1) order.set("attribute", out + '}');
}

void write_statuses(const Json& body, Writer& writer, const PutContext& context) {
  Order& order = writer.order;
  HistoryEntry entry{context.user, order.integer("orderStatusId"), 0, order.integer("paymentStatusId"), 0,
                     context.now};
  for (const auto* wanted : {&kOrderStatus, &kPaymentStatus})
    if (given(body, wanted->key))
      writer.set(wanted->key, std::to_string(std::stol(as_text(body[wanted->key]))));
  entry.status = order.integer("orderStatusId");
  entry.payment = order.integer("paymentStatusId");
  if (entry.status != entry.previous_status || entry.payment != entry.previous_payment)
    order.edit().history.push_back(std::move(entry));
}

}  // namespace

bool is_json(std::string_view text) {
  return Json::accept(text);
}

PutAnswer put_order(Order& order, std::string_view text, const PutContext& context) {
  const Json body = text.empty() ? Json::object() : Json::parse(text);
  if (!body.is_object()) return {};
  for (const auto& answer : {check_status(body, kPaymentStatus, context.statuses),
                             check_status(body, kOrderStatus, context.statuses), check_cleared_date(body)})
    if (answer.status != 200) return answer;
  if (body.contains("details") && body["details"].is_array()) {
    const auto answer = put_lines(order, body);
    if (answer.status != 200) return answer;
  }
  Writer writer{order};
  write_statuses(body, writer, context);
  write_texts(body, writer, context);
  if (body.contains("attribute") && body["attribute"].is_object()) write_attribute(body["attribute"], order);
  if (writer.changed && order.base->row_field("changed")) order.set("changed", json_text(context.now));
  return {};
}

}  // namespace orderbridge::sandbox
