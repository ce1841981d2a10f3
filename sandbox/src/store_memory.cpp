// SPDX-License-Identifier: MIT
// See order_store.hpp: a shop that remembers. Each change is written down as it was asked for and done again
// at the next start, at the time it had; since a change depends on nothing but the shop, its time and the
// changes before it, the shop is then what it was.
#include <functional>
#include <stdexcept>

#include "orderbridge/sandbox/order_store.hpp"
#include "put_order.hpp"
#include "store_impl.hpp"

namespace orderbridge::sandbox {
namespace {

void do_again(OrderStore& store, const StateEntry& e) {
  const auto id = e.number("id");
  const auto text = [&e](const char* key) { return e.values.at(key); };
  const auto flag = [&e](const char* key) { return e.values.at(key) == "1"; };
  if (e.what == "put") {
    store.put(id, text("body"), text("user"));
  } else if (e.what == "set") {
    store.set(id, text("field"), text("value"), flag("touch"));
  } else if (e.what == "appear") {
    NewOrder order{id, e.number("like"), text("number"), text("time"), 0, 0, flag("half")};
    order.status = static_cast<long>(e.number("status"));
    order.payment = static_cast<long>(e.number("payment"));
    store.appear(order);
  } else if (e.what == "lines") {
    store.change_lines(id, flag("touch"));
  } else if (e.what == "swap") {
    store.swap_variant(id, static_cast<std::size_t>(e.number("line")), text("sku"), text("name"));
  } else if (e.what == "next") {
    store.write_next_part(id);
  } else if (e.what == "complete") {
    store.complete(id);
  } else if (e.what == "convert") {
    store.convert(id, text("number"));
  } else if (e.what == "remove") {
    store.remove(id);
  } else if (e.what == "reuse") {
    store.reuse(id, text("number"), text("time"));
  } else {
    throw std::invalid_argument("unknown change");
  }
}

}  // namespace

std::unique_lock<std::shared_mutex> OrderStore::Impl::begin_change() {
  std::unique_lock lock(mutex);
  moment = clock();
  return lock;
}

void OrderStore::Impl::done(const char* what, std::int64_t id, std::map<std::string, std::string> values) {
  if (!log) return;
  values["id"] = std::to_string(id);
  log->append({moment, what, std::move(values)});
}

bool OrderStore::remember(const std::string& file, const std::string& version) {
  auto log = std::make_unique<StateLog>(file, version + " with " + std::to_string(size()) + " orders");
  const auto past = log->take_past();
  const auto real_clock = impl_->clock;
  for (std::size_t i = 0; i < past.size(); ++i) {
    impl_->clock = [at = past[i].at] { return at; };
    try {
      do_again(*this, past[i]);
    } catch (const std::exception& problem) {
      throw std::runtime_error(file + ", line " + std::to_string(i + 2) + ": " + problem.what());
    }
  }
  impl_->clock = real_clock;
  impl_->log = std::move(log);
  return !past.empty();
}

}  // namespace orderbridge::sandbox
