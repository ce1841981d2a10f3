// SPDX-License-Identifier: MIT
// See counters.hpp.
#include "orderbridge/sandbox/counters.hpp"

#include <algorithm>

namespace orderbridge::sandbox {

namespace {
constexpr std::size_t kLogLines = 1000;
}

const char* name_of(RequestKind kind) {
  static constexpr std::array<const char*, kRequestKinds> kNames{"version", "list", "detail", "put", "other"};
  return kNames[static_cast<std::size_t>(kind)];
}

void Counters::enter() {
  const std::lock_guard lock(mutex_);
  ++values_.requests;
  values_.max_in_flight = std::max(values_.max_in_flight, ++values_.in_flight);
}

void Counters::leave(RequestKind kind, bool logged_in, std::int64_t id, int status, std::string line) {
  const std::lock_guard lock(mutex_);
  --values_.in_flight;
  ++values_.by_status[status];
  if (status == 401) ++values_.challenges;
  if (logged_in) {
    ++values_.by_kind[static_cast<std::size_t>(kind)];
    if (kind == RequestKind::kDetail) ++details_[id];
  }
  if (log_.size() == kLogLines) log_.pop_front();
  log_.push_back(std::move(line));
}

void Counters::received_put(ReceivedPut put) {
  const std::lock_guard lock(mutex_);
  puts_.push_back(std::move(put));
}

void Counters::reset() {
  const std::lock_guard lock(mutex_);
  const int in_flight = values_.in_flight;
  values_ = {};
  values_.in_flight = values_.max_in_flight = in_flight;
  puts_.clear();
  details_.clear();
  log_.clear();
}

CounterValues Counters::values() const {
  const std::lock_guard lock(mutex_);
  return values_;
}

std::vector<ReceivedPut> Counters::puts() const {
  const std::lock_guard lock(mutex_);
  return puts_;
}

std::uint64_t Counters::detail_requests(std::int64_t id) const {
  const std::lock_guard lock(mutex_);
  const auto found = details_.find(id);
  return found == details_.end() ? 0 : found->second;
}

std::vector<std::string> Counters::log() const {
  const std::lock_guard lock(mutex_);
  return {log_.begin(), log_.end()};
}

}  // namespace orderbridge::sandbox
