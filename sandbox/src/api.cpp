// SPDX-License-Identifier: MIT
// See api.hpp.
#include "api.hpp"

#include <algorithm>
#include <cctype>
#include <cstdlib>

#include "list_query.hpp"
#include "put_order.hpp"
#include "raw_json.hpp"

namespace orderbridge::sandbox {
namespace {

// PHP's (int): leading digits, else 0.
std::int64_t php_int(const std::string& text) {
  return std::strtoll(text.c_str(), nullptr, 10);
}

bool truthy(const std::string& text) {
  return !text.empty() && text != "0";
}

std::string next_segment(std::string_view& path) {
  while (path.starts_with('/')) path.remove_prefix(1);
  const auto end = path.find('/');
  const std::string segment = percent_decoded(path.substr(0, end), false);
  path = end == std::string_view::npos ? std::string_view() : path.substr(end);
  return segment;
}

bool version_segment(std::string_view path) {
  return path.size() >= 3 && path[0] == '/' && path[1] == 'v' &&
         std::isdigit(static_cast<unsigned char>(path[2])) && (path.size() == 3 || path[3] == '/');
}

bool has_encoded_slash(std::string_view path) {
  return path.find("%2F") != std::string_view::npos || path.find("%2f") != std::string_view::npos;
}

RequestKind kind_of(const Route& route) {
  if (route.resource == "version") return RequestKind::kVersion;
  if (route.resource != "orders" || !route.sub.empty()) return RequestKind::kOther;
  if (route.method == "PUT") return RequestKind::kPut;
  if (route.method != "GET") return RequestKind::kOther;
  return route.id.empty() ? RequestKind::kList : RequestKind::kDetail;
}

Answer json(int status, std::string body) {
  Answer answer;
  answer.status = status;
  answer.body = std::move(body);
  answer.close = status == 400 || status == 500;
  return answer;
}

Answer plain_error(int status, const std::string& message) {
  return json(status, "{\"success\":false,\"message\":" + json_text(message) + "}");
}

std::string not_allowed(const User& user, const char* what) {
  return "Role \"" + user.role + "\" is not allowed to \"" + what + "\" on resource \"order\"";
}

}  // namespace

Answer Api::error(int status, const std::string& message) const {
  if (!version_.code_in_errors) return plain_error(status, message);
  return json(status, "{\"success\":false,\"message\":" + json_text(message) +
                          ",\"code\":" + std::to_string(status) + "}");
}

Route Api::route(const ApiRequest& request) const {
  Route route;
  std::string_view target = request.target;
  const auto question = target.find('?');
  std::string_view path = target.substr(0, question);
  if ((path != "/api" && !path.starts_with("/api/")) || has_encoded_slash(path)) return route;
  route.in_api = true;
  path.remove_prefix(4);
  if (version_segment(path)) path.remove_prefix(3);
  route.resource = next_segment(path);
  route.id = next_segment(path);
  route.sub = next_segment(path);
  if (route.id == "0") route.id.clear();  // an empty id in PHP: the list
  if (question != std::string_view::npos) route.query = parse_query(target.substr(question + 1));
  const std::string other_method = route.query.text_of("_method");
  route.method = other_method.empty() ? request.method : other_method;
  route.kind = kind_of(route);
  if (!route.id.empty())
    route.order_id = truthy(route.query.text_of("useNumberAsId")) ? store_.id_of_number(route.id).value_or(0)
                                                                  : php_int(route.id);
  return route;
}

Answer Api::answer(const ApiRequest& request, const Route& route, const User& user) {
  if (!request.body.empty() && !is_json(request.body))
    return plain_error(400, "Invalid method or invalid json string.");
  Answer answer = route.resource == "version" && route.method == "GET" && route.id.empty()
                      ? json(200, "{\"data\":{\"version\":" + json_text(version_.text) +
                                      ",\"revision\":\"202309251430\"},\"success\":true}")
                  : route.resource == "orders" ? orders(request, route, user)
                                               : plain_error(404, "Resource not found");
  if (answer.status == 200 && truthy(route.query.text_of("pretty"))) answer.body = pretty(answer.body);
  return answer;
}

Answer Api::orders(const ApiRequest& request, const Route& route, const User& user) {
  if (!route.sub.empty()) return plain_error(404, "Resource not found");
  if (route.method == "POST") return plain_error(501, "The sandbox shop does not create orders by POST.");
  if (route.id.empty() && (route.method == "PUT" || route.method == "DELETE"))
    return version_.code_in_errors
               ? error(405, "This resource has no support for batch operations")
               : json(405,
                      "{\"success\":false,\"code\":405,\"message\":\"This resource has no support for "
                      "batch operations.\"}");
  if (route.method == "PUT")
    return user.may_write ? put(request, route, user) : error(403, not_allowed(user, "update"));
  if (route.method != "GET") return plain_error(404, "Resource not found");
  if (!user.may_read) return error(403, not_allowed(user, "read"));
  return route.id.empty() ? list(route) : detail(route);
}

Answer Api::list(const Route& route) const {
  try {
    const auto knows = [this](std::string_view group, std::string_view name) {
      return store_.has_property(group, name);
    };
    return json(200, store_.list(parse_list_query(route.query, knows)));
  } catch (const QueryError& problem) {
    if (*problem.what()) return plain_error(500, problem.what());
    Answer fatal = html_answer(500, "");
    fatal.http_1_0 = fatal.close = true;
    return fatal;
  }
}

Answer Api::detail(const Route& route) const {
  const bool by_number = truthy(route.query.text_of("useNumberAsId"));
  const auto order = route.order_id != 0 ? store_.detail(route.order_id) : std::nullopt;
  if (!order && by_number && route.order_id == 0)
    return error(404, "Order by number " + route.id + " not found");
  if (!order) return error(404, "Order by id " + std::to_string(route.order_id) + " not found");
  return json(200, "{\"data\":" + *order + ",\"success\":true}");
}

Answer Api::put(const ApiRequest& request, const Route& route, const User& user) {
  const bool by_number = truthy(route.query.text_of("useNumberAsId"));
  const PutAnswer result = by_number && route.order_id == 0
                               ? PutAnswer{404, "Order by number " + route.id + " not found"}
                               : store_.put(route.order_id, request.body, user.name);
  counters_.received_put({route.order_id, request.body, result.status});
  if (result.status == 500) return plain_error(500, result.message);
  if (result.status != 200) return error(result.status, result.message);
  const std::string id = std::to_string(route.order_id);
  const std::string location = json_text("http://" + request.host + "/api/orders/" + id);
  return json(200, "{\"success\":true,\"data\":{\"id\":" + id + ",\"location\":" + location + "}}");
}

}  // namespace orderbridge::sandbox
