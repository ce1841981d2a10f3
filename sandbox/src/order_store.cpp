// SPDX-License-Identifier: MIT
// See order_store.hpp: building the store and reading from it.
#include "orderbridge/sandbox/order_store.hpp"

#include <mutex>

#include "list_answer.hpp"
#include "put_order.hpp"
#include "raw_json.hpp"
#include "store_impl.hpp"

namespace orderbridge::sandbox {
namespace {

constexpr std::int64_t kIdStep = 3;         // real shops have gaps of 2 to 5
constexpr std::int64_t kLineStride = 2000;  // above the highest recorded line id

}  // namespace

OrderStore::Impl::Impl(const std::string& data_dir, const ShopVersion& version, std::size_t wanted, Clock now)
    : clock(std::move(now)),
      short_tracking(version.short_tracking),
      statuses(data_dir + "/statuses.tsv", version.status_description),
      templates(load_templates(data_dir, version, statuses)) {
  orders.reserve(std::max(wanted, templates.size()));
  for (const auto& base : templates) {
    if (base->importable) donors.push_back(base.get());
    if (!base->recorded) line_shift += kLineStride;
    orders.push_back({base->id, base.get(), base->recorded ? 0 : line_shift,
                      std::string(base->row_field("number")->raw), nullptr});
  }
  while (orders.size() < wanted) orders.push_back(make(orders.back().id + kIdStep, next_donor()));
}

Order* OrderStore::Impl::find(std::int64_t id) {
  const auto at = std::lower_bound(orders.begin(), orders.end(), id,
                                   [](const Order& order, std::int64_t wanted) { return order.id < wanted; });
  return at == orders.end() || at->id != id ? nullptr : &*at;
}

Order OrderStore::Impl::make(std::int64_t id, const OrderTemplate& base) {
  line_shift += kLineStride;
  return {id, &base, line_shift, json_text(next_number()), nullptr};
}

const OrderTemplate& OrderStore::Impl::next_donor() {
  return *donors[donor_turn++ % donors.size()];
}

const OrderTemplate* OrderStore::Impl::template_like(std::int64_t id) const {
  const Order* order = find(id);
  return order ? order->base : nullptr;
}

std::string OrderStore::Impl::next_number() {
  return std::to_string(++last_number);
}

void OrderStore::Impl::touch(Order& order) const {
  if (order.base->row_field("changed")) order.set("changed", json_text(json_time(moment)));
}

OrderStore::OrderStore(const std::string& data_dir, const ShopVersion& version, std::size_t orders,
                       Clock clock)
    : impl_(std::make_unique<Impl>(data_dir, version, orders, std::move(clock))) {}

OrderStore::~OrderStore() = default;

std::size_t OrderStore::size() const {
  const std::shared_lock lock(impl_->mutex);
  return impl_->orders.size();
}

std::vector<std::int64_t> OrderStore::ids() const {
  const std::shared_lock lock(impl_->mutex);
  std::vector<std::int64_t> found;
  for (const Order& order : impl_->orders) found.push_back(order.id);
  return found;
}

std::optional<OrderState> OrderStore::state(std::int64_t id) const {
  const std::shared_lock lock(impl_->mutex);
  const Order* order = impl_->find(id);
  if (!order) return std::nullopt;
  OrderState state;
  state.id = id;
  state.number = plain_text(order->number);
  state.status = order->integer("orderStatusId");
  state.payment = order->integer("paymentStatusId");
  state.order_time = order->text("orderTime");
  state.changed = order->text("changed");
  state.tracking_code = order->text("trackingCode");
  state.internal_comment = order->text("internalComment");
  state.cleared_date = order->text("clearedDate");
  state.readable = order->has_detail();
  if (order->changes) state.history = order->changes->history;
  return state;
}

std::optional<std::string> OrderStore::detail(std::int64_t id) const {
  const std::shared_lock lock(impl_->mutex);
  const Order* order = impl_->find(id);
  if (!order || !order->has_detail()) return std::nullopt;
  std::string out;
  out.reserve(order->base->detail_text.size() + 256);
  order->append_detail(impl_->statuses, out);
  return out;
}

std::optional<std::int64_t> OrderStore::id_of_number(std::string_view number) const {
  const std::string token = json_text(number);
  const std::shared_lock lock(impl_->mutex);
  for (const Order& order : impl_->orders)
    if (order.number == token) return order.id;
  return std::nullopt;
}

std::string OrderStore::list(const ListQuery& query) const {
  const std::shared_lock lock(impl_->mutex);
  return list_answer(impl_->orders, impl_->templates.size(), query);
}

PutAnswer OrderStore::put(std::int64_t id, std::string_view body, const std::string& user) {
  const auto lock = impl_->begin_change();
  Order* order = impl_->find(id);
  if (!order) return {404, "Order by id " + std::to_string(id) + " not found"};
  PutAnswer answer =
      put_order(*order, body, {impl_->statuses, json_time(impl_->moment), user, impl_->short_tracking});
  if (answer.status == 200) impl_->done("put", id, {{"body", std::string(body)}, {"user", user}});
  return answer;
}

bool OrderStore::has_property(std::string_view group, std::string_view name) const {
  const std::shared_lock lock(impl_->mutex);
  const OrderTemplate& everyday = *impl_->donors.front();
  const Field* part = group == "orders" ? nullptr : everyday.detail_field(group);
  if (group != "orders") return part && !member(part->raw, name).empty();
  if (name == "status" || name == "cleared") return true;
  const Field* field = name.ends_with("StatusId") ? nullptr : everyday.row_field(name);
  return field && field->raw.front() != '{';
}

}  // namespace orderbridge::sandbox
