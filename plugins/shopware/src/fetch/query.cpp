// SPDX-License-Identifier: MIT
// See query.hpp.
#include "query.hpp"

#include "../http/url.hpp"
#include "../mapper/numbers.hpp"

namespace orderbridge::shopware5 {

Filter filter_number(const std::string& property, const std::string& expression, std::int64_t value) {
  return {property, expression, {std::to_string(value)}};
}

namespace {

Request sorted_list(const std::vector<Filter>& filters, int limit, const char* direction,
                    const char* property = "id") {
  Request request;
  request.asking = Asking::kList;
  auto& target = request.target;
  target = "/api/orders?limit=" + std::to_string(limit);
  const auto add = [&target](const std::string& key, const std::string& value) {
    target += '&' + percent_encoded(key) + '=' + percent_encoded(value);
  };
  // Without it the shop's order is arbitrary and pages lose orders.
  add("sort[0][property]", property);
  add("sort[0][direction]", direction);
  for (std::size_t i = 0; i < filters.size(); ++i) {
    const auto key = "filter[" + std::to_string(i) + "]";
    const auto& filter = filters[i];
    add(key + "[property]", filter.property);
    add(key + "[expression]", filter.expression);
    const bool list = filter.expression == "IN";
    for (const auto& value : filter.values) add(key + (list ? "[value][]" : "[value]"), value);
  }
  return request;
}

}  // namespace

Request list_request(const std::vector<Filter>& filters, int limit) {
  return sorted_list(filters, limit, "ASC");
}

Request highest_request() {
  return sorted_list({filter_number("status", ">=", 0)}, 1, "DESC");
}

Request last_changed_request() {
  return sorted_list({filter_number("status", ">=", 0)}, 1, "DESC", "changed");
}

Request by_id_request(const std::vector<std::int64_t>& ids) {
  Filter filter{"id", "IN", {}};
  for (const auto id : ids) filter.values.push_back(std::to_string(id));
  return list_request({filter}, static_cast<int>(kIdsPerList));
}

Request id_range_request(std::int64_t first, std::int64_t last, int limit) {
  return list_request({filter_number("id", ">=", first), filter_number("id", "<=", last)}, limit);
}

Request detail_request(std::int64_t id) {
  Request request;
  request.asking = Asking::kDetail;
  request.order_id = std::to_string(id);
  request.target = "/api/orders/" + request.order_id;
  return request;
}

Request update_request(std::int64_t id, std::string fields) {
  Request request;
  request.asking = Asking::kUpdate;
  request.method = "PUT";
  request.order_id = std::to_string(id);
  request.target = "/api/orders/" + request.order_id;
  request.body = std::move(fields);
  return request;
}

std::optional<std::int64_t> order_id(std::string_view text) noexcept {
  const auto id = parse_integer(text);
  return id && *id > 0 && std::to_string(*id) == text ? id : std::nullopt;
}

Request version_request() {
  Request request;
  request.asking = Asking::kVersion;
  request.target = "/api/version";
  return request;
}

}  // namespace orderbridge::shopware5
