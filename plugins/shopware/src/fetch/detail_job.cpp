// SPDX-License-Identifier: MIT
// See detail_job.hpp.
#include "detail_job.hpp"

#include "query.hpp"

namespace orderbridge::shopware5 {

void DetailJob::run(ShopClient& client, const CancelToken& token) noexcept {
  failure.reset();
  broken = nullptr;
  try {
    token.check();
    fetch(client, token);
  } catch (Failure& f) {
    failure.emplace(std::move(f));
  } catch (...) {
    broken = std::current_exception();
  }
}

void DetailJob::fetch(ShopClient& client, const CancelToken& token) {
  const auto request = detail_request(row.id);
  const auto context = client.context();
  body_ = client.ask(request, token);
  mapped =
      mapper.map(simdjson::padded_string_view(body_.data(), body_.size(), body_.capacity()), context.say);
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
