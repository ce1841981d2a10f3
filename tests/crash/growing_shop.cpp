// SPDX-License-Identifier: MIT
#include "growing_shop.hpp"

#include <set>

namespace crash {

using orderbridge::sandbox::NewOrder;
using orderbridge::sandbox::OrderState;

namespace {

constexpr std::int64_t kChangesPerRun = 8, kMostRequests = 120, kFirstClone = 231;
constexpr long kOpen = 0, kInProgress = 1, kCancelled = 4, kPaid = 12;

/// Recorded orders that must be refused although they are open: an amount that is none, an id or number too
/// few.
const std::set<std::int64_t> kRefused{169, 188, 227};

/// Open, or told by the host to be in progress; not a converted basket, which only its payment state shows.
bool is_open(const OrderState& state) {
  return state.status == kOpen || (state.status == kInProgress && !state.history.empty());
}

bool is_converted(const OrderState& state) {
  return state.status == kInProgress && state.payment == 0 && state.history.empty();
}

}  // namespace

GrowingShop::GrowingShop(orderbridge::sandbox::SandboxShop& shop, std::uint64_t seed)
    : shop_(shop), random_(seed), highest_clone_(shop.store().ids().back()) {}

std::int64_t GrowingShop::some_order() {
  const auto ids = shop_.store().ids();
  return ids[static_cast<std::size_t>(below(static_cast<std::int64_t>(ids.size())))];
}

/// Clones have every third id, new orders come above the highest: what lies between is free, once. 0 when
/// little is left of it.
std::int64_t GrowingShop::free_id() {
  if (static_cast<std::int64_t>(given_.size()) * 2 > highest_clone_ - kFirstClone) return 0;
  std::int64_t id = 0;
  do {
    id = kFirstClone + 3 * below((highest_clone_ - kFirstClone) / 3) + 1 + below(2);
  } while (!given_.insert(id).second);
  return id;
}

std::function<void(GrowingShop::Store&)> GrowingShop::appearance() {
  NewOrder order;
  if (below(3) == 0) order.id = free_id();  // a late commit
  const auto count = order.id > 0 ? 1 : 1 + below(4);
  return [order, count](Store& store) {
    for (std::int64_t i = 0; i < count; ++i) store.appear(order);
  };
}

std::function<void(GrowingShop::Store&)> GrowingShop::half_or_basket(bool basket) {
  NewOrder order;
  order.id = free_id();
  order.half = !basket;
  if (basket) order.status = -1;
  if (order.id == 0) return appearance();
  (basket ? baskets_ : half_).push_back(order.id);
  return [order](Store& store) { store.appear(order); };
}

/// Half orders are completed, or cancelled while still half; baskets are converted by the shop's staff.
std::function<void(GrowingShop::Store&)> GrowingShop::fulfilment() {
  auto& waiting = below(2) == 0 ? half_ : baskets_;
  if (waiting.empty()) return [](Store&) {};
  const bool basket = &waiting == &baskets_, cancel = below(5) == 0;
  const auto at = waiting.begin() + below(static_cast<std::int64_t>(waiting.size()));
  const auto id = *at;
  if (!shop_.store().state(id)) return [](Store&) {};  // has not appeared yet
  waiting.erase(at);
  return [id, basket, cancel](Store& store) {
    if (basket)
      store.convert(id);
    else if (cancel)
      store.set_status(id, kCancelled);
    else
      store.complete(id);
  };
}

std::function<void(GrowingShop::Store&)> GrowingShop::any_change() {
  const auto kind = below(10);
  if (kind < 4) return appearance();
  if (kind == 4) return half_or_basket(false);
  if (kind == 5) return half_or_basket(true);
  if (kind < 8) return fulfilment();
  const bool pay = kind == 8;
  return [id = some_order(), pay](Store& store) {
    const auto state = store.state(id);
    if (!state || !is_open(*state)) return;
    if (pay)
      store.set_payment(id, kPaid);
    else
      store.change_lines(id, true);  // somebody in the shop's backend, who leaves a time of change
  };
}

void GrowingShop::plan_changes() {
  for (std::int64_t i = 0; i < kChangesPerRun; ++i)
    shop_.changes().after_requests(static_cast<std::uint64_t>(1 + below(kMostRequests)), any_change());
}

void GrowingShop::settle() {
  while (!half_.empty() || !baskets_.empty()) {
    auto& waiting = half_.empty() ? baskets_ : half_;
    if (&waiting == &baskets_)
      shop_.store().convert(waiting.back());
    else
      shop_.store().complete(waiting.back());
    waiting.pop_back();
  }
}

void take_back_marks(orderbridge::sandbox::SandboxShop& shop) {
  for (const auto id : shop.store().ids())
    if (const auto state = shop.store().state(id); state && !state->history.empty())
      shop.store().set_status(id, state->history.front().previous_status, false);
}

std::vector<std::string> GrowingShop::importable() const {
  std::vector<std::string> found;
  for (const auto id : shop_.store().ids()) {
    const auto state = shop_.store().state(id);
    if (kRefused.count(id) || !(is_open(*state) || is_converted(*state)) || !state->readable) continue;
    const auto detail = shop_.store().detail(id).value_or("");
    if (detail.find("\"details\":[]") == std::string::npos &&
        detail.find("\"billing\":null") == std::string::npos)
      found.push_back(std::to_string(id));
  }
  return found;
}

}  // namespace crash
