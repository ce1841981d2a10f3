// SPDX-License-Identifier: MIT
// See service.hpp.
#include "service.hpp"

#include <chrono>
#include <ctime>

namespace orderbridge::sandbox {
namespace {

constexpr std::size_t kWorthCompressing = 256;

Settings completed(Settings settings) {
  if (settings.data_dir.empty()) settings.data_dir = OB_SANDBOX_DATA;
  if (!settings.now) settings.now = [] { return static_cast<std::int64_t>(std::time(nullptr)); };
  return settings;
}

}  // namespace

Service::Service(Settings given)
    : settings(completed(std::move(given))),
      version(settings.version),
      store(settings.data_dir, version, settings.orders, settings.now),
      faults(settings.seed),
      changes(store),
      auth_(version, settings.auth, settings.now),
      api_(version, store, counters),
      control_(faults, changes, store, counters) {
  for (const auto& fault : settings.faults) faults.add(fault);
  const bool goes_on = !settings.state_file.empty() && store.remember(settings.state_file, version.text);
  for (const auto& change : settings.changes) goes_on ? changes.add_waiting(change) : changes.add(change);
}

Answer Service::control(const ApiRequest& request) {
  return control_.answer(request.method, request.target.substr(std::string("/_sandbox/").size()),
                         request.body);
}

Answer Service::refused(Login login, const ApiRequest& request) const {
  Answer answer;
  answer.status = login == Login::kMalformed ? 400 : 401;
  answer.close = login == Login::kMalformed;
  answer.body = "{\"success\":false,\"message\":\"Invalid or missing auth\"}";
  answer.no_body = request.method == "HEAD";
  if (login == Login::kChallenge)
    for (auto& challenge : auth_.challenges(request.user_agent))
      answer.headers.emplace_back("WWW-Authenticate", std::move(challenge));
  return answer;
}

void Service::wait(std::int64_t ms) {
  if (ms > 0) stopper.wait(std::chrono::milliseconds(ms));
}

Outcome Service::answered(const ApiRequest& request, const Route& route, const User& user) {
  const FaultHit hit = faults.pick(route.kind, route.order_id);
  wait(hit.delay_ms);
  if (!hit.rule) return {api_.answer(request, route, user), {}};
  if (hit.rule->kind == FaultKind::kNonceRollover) {
    auth_.roll_over();
    return {refused(Login::kChallenge, request), {}};
  }
  const bool serve_first = !replaces_answer(hit.rule->kind) || hit.rule->applied;
  return with_fault(*hit.rule, serve_first ? api_.answer(request, route, user) : Answer{}, request.target);
}

Served Service::serve(const ApiRequest& request, bool gzip) {
  Served served;
  served.route = api_.route(request);
  if (settings.latency_ms > 0 || settings.jitter_ms > 0)
    wait(settings.latency_ms + (settings.jitter_ms > 0 ? faults.random_up_to(settings.jitter_ms) : 0));
  if (!served.route.in_api) {
    served.outcome.answer = apache_not_found();
    return served;
  }
  const LoginResult login =
      auth_.check({request.method, request.target, request.authorization, request.user_agent});
  if (login.login != Login::kOk) {
    served.outcome.answer = refused(login.login, request);
    return served;
  }
  served.logged_in = true;
  served.outcome = answered(request, served.route, *login.user);
  Answer& answer = served.outcome.answer;
  if (gzip && settings.gzip && !served.outcome.wire && answer.shopware &&
      answer.body.size() >= kWorthCompressing)
    compress(answer);
  if (served.route.kind == RequestKind::kList && answer.status == 200 && !served.outcome.wire)
    changes.list_page_answered();
  changes.request_answered();
  return served;
}

}  // namespace orderbridge::sandbox
