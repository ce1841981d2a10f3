// SPDX-License-Identifier: MIT
// See outcome.hpp.
#include "outcome.hpp"

#include "spoilt_answers.hpp"

namespace orderbridge::sandbox {
namespace {

Answer too_many_requests(std::int64_t retry_after) {
  Answer answer = html_answer(429, "<html><body>Too Many Requests</body></html>");
  answer.headers.emplace_back("Retry-After", std::to_string(retry_after));
  return answer;
}

Answer maintenance(std::int64_t retry_after) {
  Answer answer =
      html_answer(503,
                  "<!DOCTYPE html>\n<html>\n<head>\n    <title>Wartungsmodus</title>\n</head>\n<body>\n"
                  "    <h1>Wartungsmodus</h1>\n</body>\n</html>\n");
  answer.headers.emplace_back("Status", "503 Service Temporarily Unavailable");
  answer.headers.emplace_back("Retry-After", std::to_string(retry_after));
  answer.close = true;
  return answer;
}

Answer fatal() {
  Answer answer = html_answer(500, "");
  answer.http_1_0 = answer.close = true;
  return answer;
}

Answer redirect(const std::string& host, const std::string& target) {
  Answer answer = html_answer(302, "<html><body>Moved</body></html>");
  answer.headers.emplace_back("Location", "http://" + host + target);
  return answer;
}

}  // namespace

bool replaces_answer(FaultKind kind) {
  switch (kind) {
    case FaultKind::kTooManyRequests:
    case FaultKind::kEmpty500:
    case FaultKind::kMaintenance:
    case FaultKind::kRedirect:
    case FaultKind::kNotJson:
    case FaultKind::kHang:
    case FaultKind::kReset:
    case FaultKind::kPage:
    case FaultKind::kSaysNo:
    case FaultKind::kTrickle:
      return true;
    default:
      return false;
  }
}

Outcome with_fault(const FaultRule& rule, Answer answer, const std::string& target) {
  switch (rule.kind) {
    case FaultKind::kTooManyRequests:
      return {too_many_requests(rule.retry_after), {}};
    case FaultKind::kMaintenance:
      return {maintenance(rule.retry_after), {}};
    case FaultKind::kEmpty500:
      return {fatal(), {}};
    case FaultKind::kRedirect:
      return {redirect(rule.host, target), {}};
    case FaultKind::kNotJson:
      return {html_answer(200, "<html><body>Bitte melden Sie sich an.</body></html>"), {}};
    case FaultKind::kEmpty200:
      answer.body.clear();
      return {std::move(answer), {}};
    case FaultKind::kTruncatedJson:
      answer.body.resize(answer.body.size() / 2);
      return {std::move(answer), {}};
    case FaultKind::kClose:
      answer.close = true;
      return {std::move(answer), {}};
    case FaultKind::kPage:
      return {page(rule), {}};
    case FaultKind::kSaysNo:
      return {no_with_200(rule.text), {}};
    case FaultKind::kBom:
    case FaultKind::kPhpWarning:
    case FaultKind::kGzip:
    case FaultKind::kLongHeader:
    case FaultKind::kCutList:
    case FaultKind::kGaps:
      return {spoilt(rule, std::move(answer)), {}};
    case FaultKind::kLatency:
    case FaultKind::kNonceRollover:
      return {std::move(answer), {}};
    case FaultKind::kCutLength:
      answer.framing = Framing::kLength;
      break;
    case FaultKind::kCutChunk:
      answer.framing = Framing::kChunked;
      break;
    case FaultKind::kHang:
    case FaultKind::kReset:
    case FaultKind::kOversize:
    case FaultKind::kTrickle:
      break;
  }
  answer.close = true;
  return {std::move(answer), rule};
}

}  // namespace orderbridge::sandbox
