// SPDX-License-Identifier: MIT
// See fault_plan.hpp.
#include "orderbridge/sandbox/fault_plan.hpp"

#include <stdexcept>
#include <utility>

#include "spec.hpp"

namespace orderbridge::sandbox {
namespace {

constexpr std::array<const char*, kFaultKinds> kNames{
    "latency",     "nonce-rollover", "429",       "500-empty",   "503-html",
    "hang",        "cut-length",     "cut-chunk", "reset",       "truncated-json",
    "not-json",    "empty-200",      "redirect",  "oversize",    "close",
    "page",        "says-no",        "trickle",   "long-header", "bom",
    "php-warning", "gzip",           "cut-list",  "gaps"};

FaultKind kind_named(const std::string& name) {
  std::string all;
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (name == kNames[i]) return static_cast<FaultKind>(i);
    all += std::string(i ? ", " : "") + kNames[i];
  }
  throw std::invalid_argument("there is no fault '" + name + "'; there are: " + all);
}

std::optional<RequestKind> request_named(const std::string& name) {
  if (name == "any") return std::nullopt;
  for (const auto kind : {RequestKind::kVersion, RequestKind::kList, RequestKind::kDetail, RequestKind::kPut})
    if (name == name_of(kind)) return kind;
  throw std::invalid_argument("on must be any, version, list, detail or put, not '" + name + "'");
}

std::int64_t default_ms(FaultKind kind) {
  if (kind == FaultKind::kTrickle) return 500;
  return kind == FaultKind::kLatency ? 1000 : 0;
}

}  // namespace

void FaultPlan::add(const std::string& text) {
  Spec spec(text);
  FaultRule rule;
  rule.kind = kind_named(spec.name());
  rule.on = request_named(spec.text("on", "any"));
  rule.id = spec.number("id", 0);
  rule.count = spec.number("count", -1);
  rule.skip = spec.number("skip", 0);
  rule.after_put = spec.flag("after-put", false);
  rule.probability = spec.fraction("p", 1);
  rule.applied = spec.flag("applied", false);
  rule.ms = spec.number("ms", default_ms(rule.kind));
  rule.jitter_ms = spec.number("jitter", 0);
  rule.retry_after = spec.number("retry-after", rule.kind == FaultKind::kMaintenance ? 1200 : 2);
  rule.host = spec.text("host", "elsewhere.example");
  rule.bytes = spec.number("bytes", rule.kind == FaultKind::kLongHeader ? 9000 : 64 << 20);
  rule.lines = spec.number("lines", 1);
  rule.rows = spec.number("rows", 10);
  rule.header = spec.flag("header", false);
  rule.status = static_cast<int>(spec.number("status", 403));
  rule.server = spec.text("server");
  rule.mitigated = spec.text("mitigated");
  rule.realm = spec.text("realm");
  rule.location = spec.text("location");
  rule.text = rule.kind == FaultKind::kSaysNo ? spec.text("value") : spec.text("title", "Wartung");
  spec.finish();
  add(std::move(rule));
}

void FaultPlan::add(FaultRule rule) {
  const std::lock_guard lock(mutex_);
  rules_.push_back(std::move(rule));
  any_ = true;
}

void FaultPlan::clear() {
  const std::lock_guard lock(mutex_);
  rules_.clear();
  any_ = false;
}

bool FaultPlan::strikes(FaultRule& rule, RequestKind kind, std::int64_t id) {
  if (rule.count == 0 || (rule.on && *rule.on != kind) || (rule.id != 0 && rule.id != id)) return false;
  if (rule.after_put && !std::exchange(rule.awake, false)) return false;
  if (rule.skip > 0) {
    --rule.skip;
    return false;
  }
  if (rule.probability < 1 && std::uniform_real_distribution<>(0, 1)(random_) >= rule.probability)
    return false;
  if (rule.count > 0) --rule.count;
  ++hits_[static_cast<std::size_t>(rule.kind)];
  return true;
}

FaultHit FaultPlan::pick(RequestKind kind, std::int64_t id) {
  FaultHit hit;
  if (!any_) return hit;
  const std::lock_guard lock(mutex_);
  for (FaultRule& rule : rules_) {
    if ((rule.kind != FaultKind::kLatency && hit.rule) || !strikes(rule, kind, id)) continue;
    if (rule.kind != FaultKind::kLatency)
      hit.rule = rule;
    else
      hit.delay_ms +=
          rule.ms +
          (rule.jitter_ms > 0 ? std::uniform_int_distribution<std::int64_t>(0, rule.jitter_ms)(random_) : 0);
  }
  if (kind == RequestKind::kPut)
    for (FaultRule& rule : rules_) rule.awake = true;
  return hit;
}

std::int64_t FaultPlan::random_up_to(std::int64_t limit) {
  const std::lock_guard lock(mutex_);
  return std::uniform_int_distribution<std::int64_t>(0, limit)(random_);
}

std::uint64_t FaultPlan::hits(FaultKind kind) const {
  const std::lock_guard lock(mutex_);
  return hits_[static_cast<std::size_t>(kind)];
}

}  // namespace orderbridge::sandbox
