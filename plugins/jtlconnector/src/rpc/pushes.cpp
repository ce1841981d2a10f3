// SPDX-License-Identifier: MIT
// See pushes.hpp.
#include "pushes.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "error.hpp"
#include "identity.hpp"

namespace orderbridge::jtlconnector {
namespace {

constexpr std::string_view kUnknownOrder = "unknown here, skipped";

std::string named(std::string_view model, const Identity& order, std::string_view what) {
  return std::string(model) + ": order " + (order.endpoint.empty() ? "?" : order.endpoint.substr(0, 60)) +
         " (JTL-Wawi " + std::to_string(order.host) + "): " + std::string(what);
}

const std::vector<Value>& members(const Value& model, std::string_view name) {
  static const std::vector<Value> kNone;
  const Value* list = model.find(name);
  if (!list || list->is(Value::Kind::kNull)) return kNone;
  if (!list->is(Value::Kind::kList)) throw invalid_request();
  return list->items;
}

std::vector<std::string> texts(const Value& model, std::string_view name) {
  std::vector<std::string> all;
  for (const Value& item : members(model, name))
    if (item.is(Value::Kind::kText) && !item.text.empty()) all.push_back(item.text);
  return all;
}

Identity order_of(const Value& model) {
  const auto identity = read_identity(model.find("customerOrderId"));
  if (!identity) throw invalid_request();
  return *identity;
}

void check_list(const Value& models) {
  if (!models.is(Value::Kind::kList)) throw invalid_request();
}

struct StatusChange {
  Identity order;
  std::string order_status, payment_status;
};

bool known_status(const StatusChange& change) {
  constexpr std::array<std::string_view, 5> kOrder{"", "new", "cancelled", "partially_shipped", "shipped"};
  constexpr std::array<std::string_view, 4> kPayment{"", "unpaid", "partially_paid", "completed"};
  return std::find(kOrder.begin(), kOrder.end(), change.order_status) != kOrder.end() &&
         std::find(kPayment.begin(), kPayment.end(), change.payment_status) != kPayment.end();
}

struct PushedNote {
  Identity order;
  DeliveryNote note;
  std::vector<Identity> lines;  // of note.items
  std::string bad;              // what makes it unusable
};

PushedNote read_note(const Value& model) {
  PushedNote pushed;
  pushed.order = order_of(model);
  const auto id = read_identity(model.find("id"));
  if (!id || id->host <= 0) throw invalid_request();
  pushed.note.host = id->host;
  pushed.note.created = model.text_of("creationDate");
  for (const Value& item : members(model, "items")) {
    const auto line = read_identity(item.find("customerOrderItemId"));
    const Value* quantity = item.find("quantity");
    if (!line || !quantity) throw invalid_request();
    const auto amount = canonical_decimal(*quantity);
    if (!amount) pushed.bad = "a quantity that is no number";
    pushed.lines.push_back(*line);
    pushed.note.items.push_back({{}, amount.value_or("0")});
  }
  for (const Value& list : members(model, "trackingLists"))
    pushed.note.trackings.push_back(
        {list.text_of("name"), texts(list, "codes"), texts(list, "trackingURLs")});
  return pushed;
}

/// The note's id on our side; nullopt: an order that is unknown here.
std::optional<std::string> apply_note(Store& store, PushedNote& pushed) {
  if (!complete(store, number_of(Model::kCustomerOrder), pushed.order)) return std::nullopt;
  pushed.note.order = pushed.order.endpoint;
  for (std::size_t i = 0; i < pushed.lines.size(); ++i) {
    complete(store, kCustomerOrderItemType, pushed.lines[i]);
    pushed.note.items[i].line = pushed.lines[i].endpoint;
  }
  // Lines that Wawi added itself have no counterpart here.
  std::erase_if(pushed.note.items, [](const DeliveredItem& item) { return item.line.empty(); });
  return store.take_delivery_note(pushed.note);
}

void fill_note(Value& model, const PushedNote& pushed, const std::string& endpoint) {
  *model.find("id") = identity_value({endpoint, pushed.note.host});
  *model.find("customerOrderId") = identity_value(pushed.order);
  if (Value* items = model.find("items"))
    for (std::size_t i = 0; i < items->items.size(); ++i)
      *items->items[i].find("customerOrderItemId") = identity_value(pushed.lines[i]);
}

PushedPayment read_payment(const Value& model) {
  const auto id = read_identity(model.find("id"));
  const Value* sum = model.find("totalSum");
  const auto amount = sum ? canonical_decimal(*sum) : std::nullopt;
  if (!id || id->host <= 0 || !amount) throw invalid_request();
  PushedPayment payment;
  payment.host = id->host;
  payment.endpoint = id->endpoint;
  payment.amount = *amount;
  payment.transaction = model.text_of("transactionId");
  return payment;
}

/// False: unknown, and nothing by which it could become known.
bool apply_status(Store& store, StatusChange& change) {
  if (complete(store, number_of(Model::kCustomerOrder), change.order))
    return store.change_status(change.order.endpoint, change.order_status, change.payment_status);
  if (!change.order.endpoint.empty() || change.order.host <= 0) return false;
  store.park_status(change.order.host, change.order_status, change.payment_status);
  return true;
}

}  // namespace

void push_status_changes(Store& store, Value& models, Warnings& warnings) {
  check_list(models);
  std::vector<StatusChange> changes;
  for (const Value& model : models.items)
    changes.push_back({order_of(model), model.text_of("orderStatus"), model.text_of("paymentStatus")});

  for (std::size_t i = 0; i < changes.size(); ++i) {
    auto& change = changes[i];
    if (!known_status(change))
      warnings.push_back(named("StatusChange", change.order, "an unknown status, skipped"));
    else if (!apply_status(store, change))
      warnings.push_back(named("StatusChange", change.order, kUnknownOrder));
    else
      *models.items[i].find("customerOrderId") = identity_value(change.order);
  }
}

void push_delivery_notes(Store& store, Value& models, Warnings& warnings) {
  check_list(models);
  std::vector<PushedNote> notes;
  for (const Value& model : models.items) notes.push_back(read_note(model));

  std::string bad;
  for (std::size_t i = 0; i < notes.size(); ++i) {
    auto& pushed = notes[i];
    if (!pushed.bad.empty()) {
      if (bad.empty()) bad = named("DeliveryNote", pushed.order, pushed.bad);
    } else if (const auto endpoint = apply_note(store, pushed)) {
      fill_note(models.items[i], pushed, *endpoint);
    } else {
      warnings.push_back(named("DeliveryNote", pushed.order, kUnknownOrder));
    }
  }
  if (!bad.empty()) throw RpcError(Code::kServerError, bad);
}

void push_payments(Store& store, Value& models, Warnings& warnings) {
  check_list(models);
  std::vector<std::pair<PushedPayment, Identity>> payments;
  for (const Value& model : models.items) payments.emplace_back(read_payment(model), order_of(model));

  for (std::size_t i = 0; i < payments.size(); ++i) {
    auto& [payment, order] = payments[i];
    complete(store, number_of(Model::kCustomerOrder), order);
    payment.order = order.endpoint;
    payment.order_host = order.endpoint.empty() ? order.host : 0;
    const auto endpoint = store.take_payment(payment);
    if (!endpoint) {
      warnings.push_back(named("Payment", order, kUnknownOrder));
      continue;
    }
    *models.items[i].find("id") = identity_value({*endpoint, payment.host});
    *models.items[i].find("customerOrderId") = identity_value(order);
  }
}

}  // namespace orderbridge::jtlconnector
