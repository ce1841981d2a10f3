// SPDX-License-Identifier: MIT
// See shop_changes.hpp.
#include "orderbridge/sandbox/shop_changes.hpp"

#include <optional>
#include <stdexcept>

#include "orderbridge/sandbox/order_store.hpp"
#include "spec.hpp"

namespace orderbridge::sandbox {
namespace {

using Change = std::function<bool(OrderStore&)>;  // false: there is no such order

std::optional<long> state(Spec& spec, const char* key) {
  const auto text = spec.text(key);
  if (text.empty()) return std::nullopt;
  return std::stol(text);
}

Change person(Spec& spec, std::int64_t id) {
  const auto status = state(spec, "status"), payment = state(spec, "payment");
  const auto user = spec.text("user", "backend");
  return [=](OrderStore& store) { return store.set_states(id, status, payment, user); };
}

Change swap(Spec& spec, std::int64_t id) {
  const auto line = static_cast<std::size_t>(spec.number("line", 1));
  const auto sku = spec.text("sku"), name = spec.text("name");
  return [=](OrderStore& store) { return store.swap_variant(id, line, sku, name); };
}

NewOrder new_order(Spec& spec) {
  NewOrder order;
  order.id = spec.number("id", 0);
  order.like = spec.number("like", 0);
  order.number = spec.text("number");
  order.time = spec.text("time");
  order.status = static_cast<long>(spec.number("status", 0));
  order.payment = static_cast<long>(spec.number("payment", 17));
  order.half = spec.flag("half", false);
  return order;
}

Change state_change(Spec& spec, std::int64_t id) {
  const std::string& name = spec.name();
  const long to = name == "status"   ? static_cast<long>(spec.required("to"))
                  : name == "reopen" ? 0
                  : name == "cancel" ? 4
                                     : -1;
  const bool touch = spec.flag("touch", true);
  return [=](OrderStore& store) { return store.set_status(id, to, touch); };
}

Change change_of(Spec& spec) {
  const std::string name = spec.name();
  const std::int64_t id = spec.required("id");
  const std::string number = spec.text("number");
  const std::string time = spec.text("time");
  if (name == "status" || name == "reopen" || name == "cancel" || name == "abort")
    return state_change(spec, id);
  if (name == "lines") return [=](OrderStore& store) { return store.change_lines(id); };
  if (name == "delete") return [=](OrderStore& store) { return store.remove(id); };
  if (name == "convert") return [=](OrderStore& store) { return store.convert(id, number); };
  if (name == "next") return [=](OrderStore& store) { return store.write_next_part(id); };
  if (name == "person") return person(spec, id);
  if (name == "swap") return swap(spec, id);
  if (name == "complete") return [=](OrderStore& store) { return store.complete(id); };
  if (name == "reuse") return [=](OrderStore& store) { return store.reuse(id, number, time); };
  const bool touch = spec.flag("touch", false);
  if (name == "pay") {
    const long payment = static_cast<long>(spec.number("payment", 12));
    return [=](OrderStore& store) { return store.set_payment(id, payment, touch); };
  }
  if (name == "set") {
    const std::string field = spec.text("field"), value = spec.text("value", "null");
    return [=](OrderStore& store) { return store.set(id, field, value, touch); };
  }
  throw std::invalid_argument(
      "there is no change '" + name +
      "'; there are: appear, next, complete, pay, status, person, reopen, cancel, abort, lines, "
      "swap, delete, convert, reuse, set");
}

}  // namespace

void ShopChanges::add(const std::string& text) {
  add(text, true);
}

void ShopChanges::add_waiting(const std::string& text) {
  add(text, false);
}

void ShopChanges::add(const std::string& text, bool at_once_too) {
  Spec spec(text);
  const auto page = static_cast<std::uint64_t>(spec.number("page", 0));
  const auto after = static_cast<std::uint64_t>(spec.number("after", 0));
  const Change change = spec.name() == "appear" ? appearance(spec) : change_of(spec);
  spec.finish();
  if (page > 0) return after_pages(page, change);
  if (after > 0) return after_requests(after, change);
  if (at_once_too && !change(store_))
    throw std::invalid_argument("'" + text + "': there is no such order (or it has no lines)");
}

std::function<bool(OrderStore&)> ShopChanges::appearance(Spec& spec) {
  auto order = new_order(spec);
  const auto slow = static_cast<std::uint64_t>(spec.number("slow", 0));
  order.half = order.half || slow > 0;
  return [this, order, slow](OrderStore& store) {
    const auto id = store.appear(order);
    if (slow > 0) write_slowly(id, slow);
    return true;
  };
}

void ShopChanges::write_slowly(std::int64_t id, std::uint64_t requests) {
  after_requests(requests, [this, id, requests](OrderStore& store) {
    if (store.write_next_part(id)) write_slowly(id, requests);
  });
}

void ShopChanges::after_pages(std::uint64_t pages, std::function<void(OrderStore&)> change) {
  wait({true, pages, std::move(change)});
}

void ShopChanges::after_requests(std::uint64_t requests, std::function<void(OrderStore&)> change) {
  wait({false, requests, std::move(change)});
}

void ShopChanges::wait(Waiting waiting) {
  const std::lock_guard lock(mutex_);
  waiting_.push_back(std::move(waiting));
  any_ = true;
}

std::size_t ShopChanges::waiting() const {
  const std::lock_guard lock(mutex_);
  return waiting_.size();
}

std::vector<std::function<void(OrderStore&)>> ShopChanges::due(bool pages) {
  std::vector<std::function<void(OrderStore&)>> due;
  const std::lock_guard lock(mutex_);
  for (std::size_t i = 0; i < waiting_.size();) {
    if (waiting_[i].pages != pages || --waiting_[i].left > 0) {
      ++i;
      continue;
    }
    due.push_back(std::move(waiting_[i].change));
    waiting_.erase(waiting_.begin() + static_cast<std::ptrdiff_t>(i));
  }
  any_ = !waiting_.empty();
  return due;
}

// Not under the lock: a change may have another one wait.
void ShopChanges::count_down(bool pages) {
  if (!any_) return;
  for (const auto& change : due(pages)) {
    try {
      change(store_);
    } catch (const std::invalid_argument&) {
      // Its order's id was taken meanwhile: nothing appears, and the request that came along is not to blame.
    }
  }
}

}  // namespace orderbridge::sandbox
