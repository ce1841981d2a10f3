// SPDX-License-Identifier: MIT
// See pushes.hpp.
#include "pushes.hpp"

#include <algorithm>
#include <array>

#include "error.hpp"
#include "identity.hpp"

namespace orderbridge::jtlconnector {
namespace {

/// What is wrong with which models, for one message.
class Complaints {
 public:
  explicit Complaints(std::string_view model) : model_(model) {}
  void add(const Identity& order, std::string_view what) {
    if (++count_ > kNamed) return;
    text_ += text_.empty() ? " " : "; ";
    text_ += "order " + (order.endpoint.empty() ? "?" : order.endpoint.substr(0, 60)) + " (JTL-Wawi " +
             std::to_string(order.host) + "): " + std::string(what);
  }
  void raise() const {
    if (count_ == 0) return;
    std::string more = count_ > kNamed ? " and " + std::to_string(count_ - kNamed) + " more" : std::string();
    throw RpcError(Code::kServerError, model_ + ".push:" + text_ + more);
  }

 private:
  static constexpr int kNamed = 5;
  std::string model_, text_;
  int count_ = 0;
};

constexpr std::string_view kUnknownOrder = "unknown here";

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
  bool good_quantities = true;
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
    pushed.good_quantities &= amount.has_value();
    pushed.lines.push_back(*line);
    pushed.note.items.push_back({{}, amount.value_or("0")});
  }
  for (const Value& list : members(model, "trackingLists"))
    pushed.note.trackings.push_back(
        {list.text_of("name"), texts(list, "codes"), texts(list, "trackingURLs")});
  return pushed;
}

/// The note's id on our side; empty with a complaint.
std::string apply_note(Store& store, PushedNote& pushed, Complaints& complaints) {
  if (!pushed.good_quantities) {
    complaints.add(pushed.order, "a quantity that is no number");
    return {};
  }
  if (!complete(store, static_cast<int>(Model::kCustomerOrder), pushed.order)) {
    complaints.add(pushed.order, kUnknownOrder);
    return {};
  }
  pushed.note.order = pushed.order.endpoint;
  for (std::size_t i = 0; i < pushed.lines.size(); ++i) {
    complete(store, kCustomerOrderItemType, pushed.lines[i]);
    pushed.note.items[i].line = pushed.lines[i].endpoint;
  }
  // Lines that Wawi added itself have no counterpart here.
  std::erase_if(pushed.note.items, [](const DeliveredItem& item) { return item.line.empty(); });
  const auto endpoint = store.take_delivery_note(pushed.note);
  if (!endpoint) complaints.add(pushed.order, kUnknownOrder);
  return endpoint.value_or("");
}

void fill_note(Value& model, const PushedNote& pushed, const std::string& endpoint) {
  *model.find("id") = identity_value({endpoint, pushed.note.host});
  *model.find("customerOrderId") = identity_value(pushed.order);
  if (Value* items = model.find("items"))
    for (std::size_t i = 0; i < items->items.size(); ++i)
      *items->items[i].find("customerOrderItemId") = identity_value(pushed.lines[i]);
}

}  // namespace

void push_status_changes(Store& store, Value& models) {
  check_list(models);
  std::vector<StatusChange> changes;
  for (const Value& model : models.items)
    changes.push_back({order_of(model), model.text_of("orderStatus"), model.text_of("paymentStatus")});

  Complaints complaints("StatusChange");
  for (std::size_t i = 0; i < changes.size(); ++i) {
    auto& change = changes[i];
    if (!known_status(change))
      complaints.add(change.order, "an unknown status");
    else if (!complete(store, static_cast<int>(Model::kCustomerOrder), change.order) ||
             !store.change_status(change.order.endpoint, change.order_status, change.payment_status))
      complaints.add(change.order, kUnknownOrder);
    else
      *models.items[i].find("customerOrderId") = identity_value(change.order);
  }
  complaints.raise();
}

void push_delivery_notes(Store& store, Value& models) {
  check_list(models);
  std::vector<PushedNote> notes;
  for (const Value& model : models.items) notes.push_back(read_note(model));

  Complaints complaints("DeliveryNote");
  for (std::size_t i = 0; i < notes.size(); ++i) {
    const auto endpoint = apply_note(store, notes[i], complaints);
    if (!endpoint.empty()) fill_note(models.items[i], notes[i], endpoint);
  }
  complaints.raise();
}

}  // namespace orderbridge::jtlconnector
