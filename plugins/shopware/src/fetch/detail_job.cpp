// SPDX-License-Identifier: MIT
// See detail_job.hpp.
#include "detail_job.hpp"

#include "query.hpp"

namespace orderbridge::shopware5 {

namespace {

/// Age is judged by the shop's clock, as the answer has it: it set the order's time.
Reading reading_now(const ShopClient& client, const Options& options) {
  using Micros = std::chrono::microseconds;
  Reading reading(options.say);
  reading.words = &options.words;
  if (options.delivery_address_grace.count() == 0) return reading;
  const auto now = std::chrono::system_clock::now() + std::chrono::seconds(client.clock_ahead().value_or(0));
  const auto since = now - options.delivery_address_grace;
  reading.young_since = std::chrono::duration_cast<Micros>(since.time_since_epoch()).count();
  return reading;
}

}  // namespace

void DetailJob::run(ShopClient& client, const Options& options, const CancelToken& token) noexcept {
  failure.reset();
  broken = nullptr;
  try {
    token.check();
    fetch(client, options, token);
  } catch (Failure& f) {
    failure.emplace(std::move(f));
  } catch (...) {
    broken = std::current_exception();
  }
}

void DetailJob::fetch(ShopClient& client, const Options& options, const CancelToken& token) {
  const auto request = detail_request(row.id);
  const auto context = client.context();
  body_ = client.ask(request, token);
  mapped = mapper.map(simdjson::padded_string_view(body_.data(), body_.size(), body_.capacity()),
                      reading_now(client, options));
  if (mapped.outcome == MapOutcome::kBroken) {
    failure.emplace(unreadable(context, request, mapped.text));
  } else if (mapper.detail().id != row.id_text) {
    failure.emplace(unreadable(
        context, request,
        context.say("the answer holds another order; a cache in front of the shop mixes up answers",
                    "die Antwort enthält eine andere Bestellung; ein Zwischenspeicher vor dem "
                    "Shop verwechselt Antworten")));
  }
}

}  // namespace orderbridge::shopware5
