// SPDX-License-Identifier: MIT
// See status_writer.hpp.
#include "status_writer.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <set>

#include "../fetch/query.hpp"
#include "orderbridge/text.hpp"

namespace orderbridge::shopware5 {
namespace {

/// Small: what a person does to an order between the list and its PUT is overwritten. Large enough that two
/// lists cost little beside the PUTs.
constexpr std::size_t kFlight = 16;

/// The first updates, each of another order; a second update of one of them waits for the next flight.
std::vector<DesiredState> take_flight(std::vector<DesiredState>& waiting) {
  std::vector<DesiredState> flight, rest;
  std::set<std::int64_t> ids;
  for (auto& update : waiting) {
    const bool fits = flight.size() < kFlight && ids.insert(update.id).second;
    (fits ? flight : rest).push_back(std::move(update));
  }
  waiting = std::move(rest);
  return flight;
}

std::optional<std::uint64_t> listed_hint(const ob_status_update& update) {
  for (std::size_t i = 0; i < update.extra_count; ++i) {
    const auto text = view(update.extras[i].value);
    std::uint64_t hint = 0;
    if (view(update.extras[i].name) == OB_EXTRA_LISTED_HINT &&
        std::from_chars(text.data(), text.data() + text.size(), hint).ec == std::errc())
      return hint;
  }
  return std::nullopt;
}

std::vector<std::string> tracking_of(const ob_status_update& update) {
  std::vector<std::string> codes;
  for (std::size_t i = 0; i < update.delivery_count; ++i)
    for (std::size_t k = 0; k < update.deliveries[i]->tracking_number_count; ++k)
      for (auto& code : tracking_codes(view(update.deliveries[i]->tracking_numbers[k])))
        if (std::find(codes.begin(), codes.end(), code) == codes.end()) codes.push_back(std::move(code));
  return codes;
}

std::vector<std::string_view> texts(const ob_str* items, std::size_t count) {
  std::vector<std::string_view> all;
  for (std::size_t i = 0; i < count; ++i) all.push_back(view(items[i]));
  return all;
}

/// False: of a host that does not know the list yet (before minor 1).
bool has_payment_list(const ob_status_update& update) {
  return update.head.size >=
         offsetof(ob_status_update, may_replace_payment_count) + sizeof update.may_replace_payment_count;
}

bool asked(ob_str text) {
  return !view(text).empty();
}

}  // namespace

void StatusWriter::write(const ob_batch& batch) {
  Reporter reporter(options_, call_, out_, batch.count);
  auto waiting = translate(batch, reporter);
  while (!waiting.empty()) {
    token_.check();
    Flight(options_, client_, token_, reporter, take_flight(waiting)).run();
  }
}

std::vector<DesiredState> StatusWriter::translate(const ob_batch& batch, Reporter& reporter) const {
  std::vector<DesiredState> updates;
  for (std::size_t i = 0; i < batch.count; ++i) {
    const auto& update = *reinterpret_cast<const ob_status_update*>(batch.records[i]);
    const auto id = view(update.head.id);
    DesiredState desired;
    desired.index = i;
    desired.order = options_.states.order.id_of(view(update.state));
    desired.payment = options_.states.payment.id_of(view(update.payment_state));
    desired.tracking = tracking_of(update);
    desired.tracking_room = tracking_room_;
    desired.is_unpaid = view(update.payment_state) == "open";
    if (view(update.payment_state) == "paid") desired.paid_at = update.paid_at;
    desired.may_replace = texts(update.may_replace, update.may_replace_count);
    if (has_payment_list(update))
      desired.may_replace_payment = texts(update.may_replace_payment, update.may_replace_payment_count);
    desired.listed = listed_hint(update);
    if (const auto number = order_id(id)) {
      desired.id = *number;
    } else {
      reporter.bad_id(i, id);
      continue;
    }
    if (asked(update.state) && !desired.order)
      reporter.unknown_state(i, id, "states", view(update.state));
    else if (asked(update.payment_state) && !desired.payment)
      reporter.unknown_state(i, id, "payments", view(update.payment_state));
    else if (!desired.order && !desired.payment && desired.tracking.empty())
      reporter.nothing_asked(i, id);
    else
      updates.push_back(std::move(desired));
  }
  return updates;
}

}  // namespace orderbridge::shopware5
