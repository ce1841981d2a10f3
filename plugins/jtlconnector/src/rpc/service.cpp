// SPDX-License-Identifier: MIT
// See service.hpp.
#include "service.hpp"

#include <algorithm>
#include <orderbridge/error.hpp>

#include "identity.hpp"
#include "links.hpp"
#include "presentation.hpp"
#include "pushes.hpp"

namespace orderbridge::jtlconnector {
namespace {

constexpr std::string_view kComponent = "jtlconnector";
/// Enough for any authentication; more is read only from those who have a session.
constexpr std::size_t kUnknownCallerLimit = 64 * 1024;
constexpr std::int64_t kDefaultLimit = 100, kHighestLimit = 1000;
/// Of one answer to a pull; what remains waits for the next.
constexpr std::size_t kAnswerBytes = std::size_t{32} << 20U;

std::optional<Model> pulled_model(const std::string& controller) {
  if (controller == "Customer") return Model::kCustomer;
  if (controller == "CustomerOrder") return Model::kCustomerOrder;
  if (controller == "Payment") return Model::kPayment;
  return std::nullopt;
}

std::size_t limit_of(const Value& params) {
  const Value* given = params.find("limit");
  const auto limit = given ? whole_number(*given) : std::nullopt;
  if (!limit || *limit <= 0) return kDefaultLimit;
  return static_cast<std::size_t>(std::min(*limit, kHighestLimit));
}

RpcError without_session(const Asked& asked) {
  if (!asked.session || asked.session->empty()) return {Code::kNoSession, "No session"};
  return {Code::kInvalidSession, "Session is invalid"};
}

ServiceSettings checked(ServiceSettings settings) {
  if (settings.token.empty()) throw bad_config("token", "token must not be empty");
  const auto& data = settings.global_data;
  if (data.customer_groups.empty() || data.languages.empty() || data.currencies.empty() ||
      data.tax_rates.empty())
    throw Error(OB_BAD_CONFIG, "JTL-Wawi needs a customer group, a language, a currency and a tax rate");
  return settings;
}

}  // namespace

Service::Service(ServiceSettings settings, Store& store, const Host& host, Clock clock)
    : settings_(checked(std::move(settings))),
      global_data_(to_json(settings_.global_data)),
      store_(store),
      host_(host),
      sessions_(settings_.session_lifetime, settings_.sessions, clock),
      gate_(settings_.token, clock) {}

std::string Service::refuse(std::string_view why) {
  return error_packet("", Code::kRequestError, why);
}

std::string Service::answer(const Asked& asked) {
  std::string id;
  try {
    return result_of(asked, id);
  } catch (const RpcError& error) {
    return error_packet(id, error.code(), error.what());
  } catch (const std::exception& error) {
    // What went wrong is the host's admin's to know; Wawi only needs to come again.
    host_.log(OB_LOG_ERROR, kComponent, error.what());
    return error_packet(id, Code::kServerError, "Internal error, see the log of Orderbridge");
  }
}

std::string Service::result_of(const Asked& asked, std::string& id) {
  const bool in_session = asked.session && !asked.session->empty() && sessions_.use(*asked.session);
  if (!in_session && asked.rpc.size() > kUnknownCallerLimit) throw without_session(asked);
  Packet packet = read_packet(asked.rpc, id);
  const Method method = read_method(packet.method);
  if (method.action != Action::kAuth && !in_session) throw without_session(asked);
  std::vector<std::string> warnings;
  const auto result = method.controller == "Connector" ? core(method, asked, packet, warnings)
                                                       : about_models(method, packet, warnings);
  for (const auto& warning : warnings) host_.log(OB_LOG_WARN, kComponent, warning);
  return answer_packet(id, result, warnings);
}

std::string Service::authenticate(const Asked& asked, const Value& params) {
  switch (gate_.try_token(asked.client, params.text_of("token"))) {
    case TokenGate::Verdict::kRight:
      return R"({"sessionId":)" + json_text(sessions_.begin()) + R"(,"lifetime":)" +
             std::to_string(settings_.session_lifetime.count()) + "}";
    case TokenGate::Verdict::kTooMany:
      throw RpcError(Code::kAuthenticationFailed, "Authentication failed, too many attempts: wait a minute");
    case TokenGate::Verdict::kWrong:
      break;
  }
  const auto refused = gate_.refused();
  if (refused <= 10 || refused % 100 == 0)  // who tries for hours must not fill the log
    host_.log(OB_LOG_WARN, kComponent,
              host_.say("somebody came with a wrong token, ", "jemand kam mit einem falschen Token, ") +
                  std::to_string(refused) + host_.say(" so far", " bisher"));
  throw RpcError(Code::kAuthenticationFailed, "Authentication failed");
}

std::string Service::core(const Method& method, const Asked& asked, const Packet& packet,
                          std::vector<std::string>& warnings) {
  switch (method.action) {
    case Action::kAuth:
      return authenticate(asked, packet.params);
    case Action::kFeatures:
      return features_json();
    case Action::kIdentify:
      return identify_json(settings_.version, settings_.body_limit);
    case Action::kAck: {
      const std::scoped_lock lock(store_mutex_);
      acknowledge_all(store_, packet.params, warnings);
      return "true";
    }
    case Action::kClear: {
      const std::scoped_lock lock(store_mutex_);
      clear_links(store_, packet.params);
      host_.log(OB_LOG_WARN, kComponent,
                host_.say("JTL-Wawi had its links cleared; what they stood for waits again",
                          "JTL-Wawi ließ Verknüpfungen löschen; was daran hing, wartet wieder"));
      return "true";
    }
    case Action::kFinish:
      sessions_.end(*asked.session);
      return "true";
    default:
      return "true";  // init
  }
}

std::string Service::about_models(const Method& method, Packet& packet, std::vector<std::string>& warnings) {
  const std::scoped_lock lock(store_mutex_);
  switch (method.action) {
    case Action::kStatistic:
      return statistic(method);
    case Action::kPull:
      return pull(method, packet.params);
    case Action::kDelete:
      delete_models(store_, method, packet.params);
      return to_json(packet.params);
    default:
      return push(method, packet.params, warnings);
  }
}

std::string Service::statistic(const Method& method) {
  std::int64_t available = method.controller == "GlobalData" ? 1 : 0;
  if (const auto model = pulled_model(method.controller)) available = store_.waiting(*model);
  return R"({"available":)" + std::to_string(available) + R"(,"controllerName":)" +
         json_text(method.controller) + "}";
}

std::string Service::pull(const Method& method, const Value& params) {
  if (method.controller == "GlobalData") return "[" + with_hosts(store_, global_data_).value_or("") + "]";
  std::string out = "[";
  if (const auto model = pulled_model(method.controller))
    for (const auto& waiting : store_.pull(*model, limit_of(params))) {
      if (out.size() > 1 && out.size() + waiting.json.size() > kAnswerBytes) break;
      const auto json = with_hosts(store_, waiting.json);
      if (!json) {  // one that cannot be sent must not hold up the others
        host_.log(
            OB_LOG_ERROR, kComponent,
            method.controller + " " + waiting.endpoint +
                host_.say(
                    " cannot be handed to JTL-Wawi: what is stored of it is no JSON",
                    " kann der JTL-Wawi nicht übergeben werden: was dazu gespeichert ist, ist kein JSON"));
        continue;
      }
      if (out.size() > 1) out += ',';
      out += *json;
    }
  return out + "]";
}

std::string Service::push(const Method& method, Value& models, std::vector<std::string>& warnings) {
  if (method.controller == "StatusChange")
    push_status_changes(store_, models, warnings);
  else if (method.controller == "DeliveryNote")
    push_delivery_notes(store_, models, warnings);
  else if (method.controller == "Payment")
    push_payments(store_, models, warnings);
  else if (!models.is(Value::Kind::kList))
    throw invalid_request();
  // All else goes back as it came: nothing is kept of products, but Wawi's sync must not fail over it.
  return to_json(models);
}

}  // namespace orderbridge::jtlconnector
