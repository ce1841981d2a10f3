// SPDX-License-Identifier: MIT
// See spoilt_answers.hpp.
#include "spoilt_answers.hpp"

#include <algorithm>

#include "raw_json.hpp"

namespace orderbridge::sandbox {
namespace {

constexpr const char* kPhpWarning =
    "<br />\n<b>Warning</b>:  Undefined array key \"x\" in <b>/var/www/shop/x.php</b> on line <b>1</b><br "
    "/>\n";

// What json_encode() makes of a list that lacks the entry 1.
std::string as_object(std::string_view array) {
  std::string text = "{";
  std::size_t key = 0;
  for (const auto element : elements(array)) {
    text += (text.size() > 1 ? ",\"" : "\"") + std::to_string(key) + "\":";
    text += element;
    key += key == 0 ? 2 : 1;
  }
  return text + '}';
}

std::string first_rows(std::string_view array, std::int64_t rows) {
  std::string text = "[";
  for (const auto element : elements(array)) {
    if (rows-- <= 0) break;
    if (text.size() > 1) text += ',';
    text += element;
  }
  return text + ']';
}

// The object with `change(key, value)` instead of each value; an empty text keeps it.
template <class Change>
std::string changed(std::string_view object, Change change) {
  std::string text = "{";
  for (const auto& [key, value] : members(object)) {
    const std::string other = change(key, value);
    text += text.size() > 1 ? ",\"" : "\"";
    text += key;
    text += "\":";
    text += other.empty() ? std::string(value) : other;
  }
  return text + '}';
}

std::string with_gaps(std::string_view body) {
  return changed(body, [](std::string_view key, std::string_view value) -> std::string {
    if (key != "data" || value.empty()) return {};
    if (value.front() == '[') return as_object(value);
    return changed(value, [](std::string_view field, std::string_view list) -> std::string {
      return field == "details" && list.size() > 2 && list.front() == '[' ? as_object(list) : std::string();
    });
  });
}

std::string cut(std::string_view body, std::int64_t rows) {
  const auto had = static_cast<std::int64_t>(elements(member(body, "data")).size());
  if (had <= rows) return std::string(body);
  return changed(body, [rows](std::string_view key, std::string_view value) -> std::string {
    if (key == "data") return first_rows(value, rows);
    return key == "total" ? std::to_string(rows) : std::string();
  });
}

}  // namespace

Answer page(const FaultRule& rule) {
  Answer answer =
      html_answer(rule.status, "<!DOCTYPE html>\n<html><head><title>" + rule.text +
                                   "</title></head><body><h1>" + rule.text + "</h1></body></html>\n");
  if (!rule.server.empty()) answer.server = rule.server;
  if (!rule.mitigated.empty()) answer.headers.emplace_back("cf-mitigated", rule.mitigated);
  if (!rule.location.empty()) answer.headers.emplace_back("Location", rule.location);
  if (!rule.realm.empty())
    answer.headers.emplace_back("WWW-Authenticate", "Basic realm=\"" + rule.realm + '"');
  return answer;
}

Answer no_with_200(const std::string& message) {
  Answer answer;
  answer.body = "{\"success\":false,\"message\":" + json_text(message) + "}";
  return answer;
}

Answer spoilt(const FaultRule& rule, Answer answer) {
  switch (rule.kind) {
    case FaultKind::kBom:
      answer.body.insert(0, "\xEF\xBB\xBF");
      break;
    case FaultKind::kPhpWarning:
      answer.body.insert(0, kPhpWarning);
      answer.content_type = "text/html; charset=UTF-8";
      break;
    case FaultKind::kGzip:
      compress(answer);
      break;
    case FaultKind::kLongHeader:
      for (std::int64_t i = 0; i < rule.lines; ++i)
        answer.headers.emplace_back("X-Long-" + std::to_string(i),
                                    std::string(static_cast<std::size_t>(rule.bytes), 'v'));
      break;
    case FaultKind::kCutList:
      answer.body = cut(answer.body, rule.rows);
      break;
    case FaultKind::kGaps:
      answer.body = with_gaps(answer.body);
      break;
    default:
      break;
  }
  return answer;
}

}  // namespace orderbridge::sandbox
