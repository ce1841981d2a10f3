// SPDX-License-Identifier: MIT
// See report.hpp.
#include "report.hpp"

#include <nlohmann/json.hpp>

namespace orderbridge::sandbox {
namespace {

using Json = nlohmann::ordered_json;

// PUT bodies are foreign bytes: whatever is no UTF-8 must not make the report fail.
std::string printed(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string report_of(const CounterValues& values) {
  Json out{{"requests", values.requests}, {"challenges", values.challenges}};
  for (std::size_t i = 0; i < kRequestKinds; ++i)
    out[name_of(static_cast<RequestKind>(i))] = values.by_kind[i];
  out["maxInFlight"] = values.max_in_flight;
  out["byStatus"] = Json::object();
  for (const auto& [status, count] : values.by_status) out["byStatus"][std::to_string(status)] = count;
  return printed(out);
}

std::string report_of(const std::vector<ReceivedPut>& puts) {
  Json out = Json::array();
  for (const auto& put : puts) out.push_back({{"id", put.id}, {"status", put.status}, {"body", put.body}});
  return printed(out);
}

std::string report_of(const std::vector<std::string>& lines) {
  return printed(Json(lines));
}

std::string report_of(const std::vector<std::int64_t>& ids) {
  return printed(Json(ids));
}

std::string report_of(const OrderState& state) {
  Json out{{"id", state.id},
           {"number", state.number},
           {"orderStatusId", state.status},
           {"paymentStatusId", state.payment},
           {"orderTime", state.order_time},
           {"changed", state.changed},
           {"trackingCode", state.tracking_code},
           {"internalComment", state.internal_comment},
           {"clearedDate", state.cleared_date},
           {"readable", state.readable},
           {"history", Json::array()}};
  for (const auto& entry : state.history)
    out["history"].push_back({{"user", entry.user},
                              {"previousOrderStatusId", entry.previous_status},
                              {"orderStatusId", entry.status},
                              {"previousPaymentStatusId", entry.previous_payment},
                              {"paymentStatusId", entry.payment},
                              {"time", entry.time}});
  return printed(out);
}

}  // namespace orderbridge::sandbox
