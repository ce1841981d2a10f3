// SPDX-License-Identifier: MIT
// See order_store.hpp: what happens in the shop while a connector looks at it.
#include <stdexcept>

#include "order_parts.hpp"
#include "orderbridge/sandbox/order_store.hpp"
#include "put_order.hpp"
#include "raw_json.hpp"
#include "store_impl.hpp"

namespace orderbridge::sandbox {
namespace {

std::string time_token(const std::string& text) {
  const auto time = json_time_from_text(text);
  if (!time) throw std::invalid_argument("'" + text + "' is no time: write it like 2026-11-20 10:00:00");
  return json_text(*time);
}

// The part of another order, with this order's ids in it.
std::string borrowed(const Order& order, const OrderTemplate& donor, std::string_view part) {
  Order stand_in{order.id, &donor, order.line_shift, order.number, nullptr};
  return stand_in.raw(part);
}

void lend_addresses(Order& order, const OrderTemplate& donor) {
  for (const char* part : {"billing", "shipping"})
    if (order.raw(part) == "null") order.set(part, borrowed(order, donor, part));
}

void strip_addresses(Order& order) {
  for (const char* part : {"billing", "shipping"}) order.set(part, "null");
}

std::string flag(bool value) {
  return value ? "1" : "0";
}

}  // namespace

std::int64_t OrderStore::appear(const NewOrder& wanted) {
  const auto lock = impl_->begin_change();
  auto& orders = impl_->orders;
  const std::int64_t id = wanted.id > 0 ? wanted.id : orders.empty() ? 1 : orders.back().id + 1;
  if (impl_->find(id)) throw std::invalid_argument("order " + std::to_string(id) + " exists already");
  const OrderTemplate* base = wanted.like > 0 ? impl_->template_like(wanted.like) : &impl_->next_donor();
  if (!base) throw std::invalid_argument("there is no order " + std::to_string(wanted.like) + " to copy");
  Order order = impl_->make(id, *base);
  if (!wanted.number.empty()) order.number = json_text(wanted.number);
  if (wanted.status == -1) order.number = "\"0\"";
  order.set("orderTime", wanted.time.empty() ? json_text(json_time(impl_->moment)) : time_token(wanted.time));
  order.set("orderStatusId", std::to_string(wanted.status));
  order.set("paymentStatusId", std::to_string(wanted.status == -1 ? 0 : wanted.payment));
  impl_->touch(order);
  if (wanted.status == -1) strip_addresses(order);
  if (wanted.half) leave_header_only(order);
  const auto at = std::lower_bound(orders.begin(), orders.end(), id,
                                   [](const Order& other, std::int64_t key) { return other.id < key; });
  orders.insert(at, std::move(order));
  impl_->done("appear", id,
              {{"like", std::to_string(wanted.like)},
               {"number", wanted.number},
               {"time", wanted.time},
               {"status", std::to_string(wanted.status)},
               {"payment", std::to_string(wanted.payment)},
               {"half", flag(wanted.half)}});
  return id;
}

bool OrderStore::set(std::int64_t id, const std::string& field, const std::string& raw_json, bool touch) {
  const auto lock = impl_->begin_change();
  Order* order = impl_->find(id);
  if (!order) return false;
  order->set(field, raw_json);
  if (touch) impl_->touch(*order);
  impl_->done("set", id, {{"field", field}, {"value", raw_json}, {"touch", flag(touch)}});
  return true;
}

bool OrderStore::set_status(std::int64_t id, long status, bool touch) {
  return set(id, "orderStatusId", std::to_string(status), touch);
}

bool OrderStore::set_payment(std::int64_t id, long payment, bool touch) {
  return set(id, "paymentStatusId", std::to_string(payment), touch);
}

namespace {

/// "119.99" -> "120.99"
std::string one_more(const std::string& amount) {
  const auto point = std::min(amount.find('.'), amount.size());
  return std::to_string(std::stol(amount.substr(0, point)) + 1) + amount.substr(point);
}

}  // namespace

bool OrderStore::change_lines(std::int64_t id, bool touch) {
  const auto lock = impl_->begin_change();
  Order* order = impl_->find(id);
  if (!order) return false;
  std::string lines = order->raw("details");
  const auto quantity = lines.find("\"quantity\":");
  if (quantity == std::string::npos) return false;
  const auto begin = quantity + 11;
  const auto end = lines.find_first_not_of("0123456789", begin);
  lines.replace(begin, end - begin, std::to_string(std::stol(lines.substr(begin, end - begin)) + 1));
  order->set("details", std::move(lines));
  order->set("invoiceAmount", one_more(order->raw("invoiceAmount")));  // the shop works its total out anew
  if (touch) impl_->touch(*order);
  impl_->done("lines", id, {{"touch", flag(touch)}});
  return true;
}

bool OrderStore::set_states(std::int64_t id, std::optional<long> status, std::optional<long> payment,
                            const std::string& user) {
  std::string body;
  if (status) body += "\"orderStatusId\":" + std::to_string(*status);
  if (payment) body += (body.empty() ? "" : ",") + ("\"paymentStatusId\":" + std::to_string(*payment));
  return put(id, "{" + body + "}", user).status == 200;
}

bool OrderStore::swap_variant(std::int64_t id, std::size_t line, std::string sku, std::string name) {
  const auto lock = impl_->begin_change();
  Order* order = impl_->find(id);
  if (!order || !swap_line(*order, line, sku, name)) return false;
  impl_->done("swap", id, {{"line", std::to_string(line)}, {"sku", sku}, {"name", name}});
  return true;
}

bool OrderStore::write_next_part(std::int64_t id) {
  const auto lock = impl_->begin_change();
  Order* order = impl_->find(id);
  if (!order || !sandbox::write_next_part(*order)) return false;
  impl_->done("next", id, {});
  return true;
}

bool OrderStore::complete(std::int64_t id) {
  const auto lock = impl_->begin_change();
  Order* order = impl_->find(id);
  if (!order) return false;
  while (sandbox::write_next_part(*order)) {
  }
  impl_->done("complete", id, {});
  return true;
}

bool OrderStore::convert(std::int64_t id, std::string number) {
  const auto lock = impl_->begin_change();
  Order* order = impl_->find(id);
  if (!order) return false;
  order->number = json_text(number.empty() ? impl_->next_number() : number);
  order->set("orderStatusId", "1");
  order->set("paymentStatusId", "0");
  lend_addresses(*order, order->base->importable ? *order->base : *impl_->donors.front());
  impl_->touch(*order);
  impl_->done("convert", id, {{"number", number}});
  return true;
}

bool OrderStore::remove(std::int64_t id) {
  const auto lock = impl_->begin_change();
  Order* order = impl_->find(id);
  if (!order) return false;
  impl_->orders.erase(impl_->orders.begin() + (order - impl_->orders.data()));
  impl_->done("remove", id, {});
  return true;
}

bool OrderStore::reuse(std::int64_t id, std::string number, std::string time) {
  const auto lock = impl_->begin_change();
  const std::string when = time.empty() ? json_text(json_time(impl_->moment)) : time_token(time);
  Order* order = impl_->find(id);
  if (!order) return false;
  const OrderTemplate* donor = &impl_->next_donor();
  if (donor == order->base) donor = &impl_->next_donor();
  Order other = impl_->make(id, *donor);
  if (!number.empty()) other.number = json_text(number);
  other.set("orderTime", when);
  impl_->touch(other);
  *order = std::move(other);
  impl_->done("reuse", id, {{"number", number}, {"time", time}});
  return true;
}

}  // namespace orderbridge::sandbox
