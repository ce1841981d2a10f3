// SPDX-License-Identifier: MIT
#include "growing_shop.hpp"

#include <algorithm>
#include <set>

namespace crash {

using orderbridge::sandbox::NewOrder;
using orderbridge::sandbox::OrderState;

namespace {

constexpr std::int64_t kChangesPerRun = 8, kMostRequests = 120, kFirstClone = 231;
constexpr const char *kHost = "demo", *kPerson = "Erika";
constexpr std::int64_t kOtherAddress = 116;  // recorded: delivered to a Packstation
constexpr long kOpen = 0, kInProgress = 1, kCancelled = 4, kPaid = 12;

/// Recorded orders that must be refused although they are open: an amount that is none, an id or number too
/// few.
const std::set<std::int64_t> kRefused{169, 188, 227};

/// Open, or told by the host to be in progress; not a converted basket, which only its payment state shows.
bool was_told(const OrderState& state) {
  return std::any_of(state.history.begin(), state.history.end(),
                     [](const auto& entry) { return entry.user == kHost; });
}

bool is_open(const OrderState& state) {
  return state.status == kOpen || (state.status == kInProgress && was_told(state));
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
  if (basket) order.status = -1;
  if (order.id == 0) return appearance();
  (basket ? baskets_ : half_).push_back(order.id);
  if (basket) return [order](Store& store) { store.appear(order); };
  const auto slow = "appear:id=" + std::to_string(order.id) + ",like=" + std::to_string(kOtherAddress) +
                    ",slow=" + std::to_string(1 + below(4));
  return [this, slow](Store&) { shop_.changes().add(slow); };
}

/// Half orders are completed; baskets are converted by the shop's staff.
std::function<void(GrowingShop::Store&)> GrowingShop::fulfilment() {
  auto& waiting = below(2) == 0 ? half_ : baskets_;
  if (waiting.empty()) return [](Store&) {};
  const bool basket = &waiting == &baskets_;
  const auto at = waiting.begin() + below(static_cast<std::int64_t>(waiting.size()));
  const auto id = *at;
  if (!shop_.store().state(id)) return [](Store&) {};  // has not appeared yet
  waiting.erase(at);
  return [id, basket](Store& store) { basket ? store.convert(id) : store.complete(id); };
}

/// What no list shows. Deleted are clones only that are not the newest of their customer: an import without
/// them leaves the same customers.
std::function<void(GrowingShop::Store&)> GrowingShop::unseen() {
  const auto id = some_order();
  const bool erase = below(4) == 0 && id >= kFirstClone && id < kFirstClone + 1500 && id % 3 == 0;
  if (given_.count(id) > 0 || cancelled_.count(id) > 0 || deleted_.count(id) > 0) return [](Store&) {};
  const auto state = shop_.store().state(id);
  if (!state || !is_open(*state)) return [](Store&) {};
  (erase ? deleted_ : swapped_).insert(id);
  return [id, erase](Store& store) { erase ? store.remove(id) : store.swap_variant(id); };
}

/// Cancelled and paid in one change; settle() opens it again.
std::function<void(GrowingShop::Store&)> GrowingShop::person() {
  const auto id = some_order();
  const auto state = shop_.store().state(id);
  if (!state || !is_open(*state) || deleted_.count(id) > 0 || !cancelled_.insert(id).second)
    return [](Store&) {};
  return [id](Store& store) { store.set_states(id, kCancelled, kPaid, kPerson); };
}

std::function<void(GrowingShop::Store&)> GrowingShop::any_change() {
  const auto kind = below(14);
  if (kind < 4) return appearance();
  if (kind == 4) return half_or_basket(false);
  if (kind == 5) return half_or_basket(true);
  if (kind < 8) return fulfilment();
  if (kind < 10) return unseen();
  if (kind < 12) return person();
  const bool pay = kind == 12;
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
  for (const auto id : cancelled_) {
    const auto state = shop_.store().state(id);
    if (state && state->status == kCancelled)
      shop_.store().set_states(id, was_told(*state) ? kInProgress : kOpen, std::nullopt, kPerson);
  }
  cancelled_.clear();
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
