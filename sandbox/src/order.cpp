// SPDX-License-Identifier: MIT
// See order.hpp.
#include "order.hpp"

#include <charconv>

#include "raw_json.hpp"

namespace orderbridge::sandbox {
namespace {

void append_number(std::string& out, std::int64_t number) {
  char buffer[24];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
  out.append(buffer, end);
}

void append_pieces(const Order& order, const Field& field, std::string& out) {
  for (const Piece& piece : field.pieces) {
    switch (piece.slot) {
      case Slot::kText:
        out += piece.text;
        break;
      case Slot::kOrderId:
        append_number(out, order.id);
        break;
      case Slot::kNumber:
        out += order.number;
        break;
      case Slot::kLineId:
        append_number(out, piece.line_id + order.line_shift);
        break;
    }
  }
}

void open_member(std::string& out, std::string_view key, char& separator) {
  out += separator;
  separator = ',';
  ((out += '"') += key) += "\":";
}

std::string short_customer(std::string_view customer) {
  if (customer == "null") return "null";
  return "{\"id\":" + std::string(member(customer, "id")) +
         ",\"email\":" + std::string(member(customer, "email")) + "}";
}

}  // namespace

const std::string* Order::changed(std::string_view key) const {
  if (!changes) return nullptr;
  for (const auto& [name, value] : changes->fields)
    if (name == key) return &value;
  return nullptr;
}

Changes& Order::edit() {
  if (!changes) changes = std::make_unique<Changes>();
  return *changes;
}

void Order::set(std::string_view key, std::string value) {
  if (key == "number") {
    number = std::move(value);
    return;
  }
  for (auto& [name, old] : edit().fields) {
    if (name != key) continue;
    old = std::move(value);
    return;
  }
  edit().fields.emplace_back(key, std::move(value));
}

std::string Order::raw(std::string_view key) const {
  if (const auto* value = changed(key)) return *value;
  const Field* field = base->detail_field(key);
  if (!field) field = base->row_field(key);
  std::string out;
  if (field) append_pieces(*this, *field, out);
  return out;
}

long Order::integer(std::string_view key) const {
  const std::string value = raw(key);
  long number_value = 0;
  std::from_chars(value.data(), value.data() + value.size(), number_value);
  return number_value;
}

std::string Order::text(std::string_view key) const {
  return plain_text(raw(key));
}

bool Order::has_detail() const {
  return number != "null" && integer("orderStatusId") != -1;
}

void Order::append_row(std::string& out) const {
  char separator = '{';
  for (const Field& field : base->row) {
    open_member(out, field.key, separator);
    const auto* value = changed(field.key);
    if (!value)
      append_pieces(*this, field, out);
    else
      out += field.key == "customer" ? short_customer(*value) : *value;
  }
  out += '}';
}

void Order::append_detail(const StatusTable& statuses, std::string& out) const {
  char separator = '{';
  for (const Field& field : base->detail) {
    open_member(out, field.key, separator);
    if (const auto* value = changed(field.key)) {
      out += *value;
    } else if (changes && field.key == "paymentStatus" && changed("paymentStatusId")) {
      out += statuses.object(integer("paymentStatusId"));
    } else if (changes && field.key == "orderStatus" && changed("orderStatusId")) {
      out += statuses.object(integer("orderStatusId"));
    } else {
      append_pieces(*this, field, out);
    }
  }
  out += '}';
}

}  // namespace orderbridge::sandbox
