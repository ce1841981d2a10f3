// SPDX-License-Identifier: MIT
// See connector.hpp.
#include "connector.hpp"

#include "check.hpp"
#include "fetch/by_key.hpp"
#include "fetch/sweep.hpp"
#include "status/status_writer.hpp"

namespace orderbridge::shopware5 {

Shopware5::Shopware5(Host host, const Connection& connection)
    : host_(host), options_(connection, Language{host.german()}), client_(options_) {}

CancelToken Shopware5::begin(Call& call) {
  interrupted_.store(false);
  return CancelToken(call, interrupted_);
}

void Shopware5::open(Call& call) {
  const auto token = begin(call);
  try {
    const auto version = ask_version(client_, token);
    tracking_room_ = version.at_least(5, 5, 4) ? kTrackingRoom : kOldTrackingRoom;
    if (host_.logs(OB_LOG_DEBUG))
      host_.log(OB_LOG_DEBUG, "shopware5", "connected, shop version " + version.text);
  } catch (Failure& failure) {
    throw std::move(failure.error);
  }
}

void Shopware5::close() noexcept {
  try {
    client_.disconnect();
  } catch (...) {  // closing sockets; nothing to be told to anybody
  }
}

void Shopware5::check(Call& call) {
  const auto token = begin(call);
  Check(options_, client_, call, token).run();
}

void Shopware5::fetch(Call& call, const ob_fetch& request, FetchSink& out) {
  auto token = begin(call);
  FetchRun run(options_, client_, call, out, token);
  Sweep(options_, call, out, request).run(run);
}

void Shopware5::fetch_keys(Call& call, const ob_keys& keys, FetchSink& out) {
  auto token = begin(call);
  const bool any_state = (keys.flags & OB_KEYS_ANY_STATE) != 0;
  FetchRun run(options_, client_, call, out, token,
               any_state ? FetchRun::Judge::kNothing : FetchRun::Judge::kSelection);
  run.never_give_up();
  ByKey source(options_, out, keys);
  run.run(source, 0);
}

void Shopware5::write(Call& call, const ob_batch& batch, Results& out) {
  if (batch.kind != OB_KIND_STATUS || (batch.flags & OB_WRITE_DRY_RUN) != 0)
    throw Error(OB_UNSUPPORTED, host_.say("shopware5 takes status updates only, and no dry run",
                                          "shopware5 nimmt nur Statusmeldungen an und keinen Probelauf"));
  auto token = begin(call);
  StatusWriter(options_, client_, call, token, out, tracking_room_).write(batch);
}

}  // namespace orderbridge::shopware5
