// SPDX-License-Identifier: MIT
// See limiter.hpp.
#include "limiter.hpp"

#include <algorithm>

namespace orderbridge::shopware5 {
namespace {

// A window slower than 2.5 times the best one plus this is a shop that cannot follow.
constexpr Pace::Latency kSlack{20'000};

}  // namespace

void Pace::answered(Latency latency) {
  sum_ += latency;
  if (++answers_ < limit_) return;
  const Latency mean = sum_ / answers_;
  answers_ = 0;
  sum_ = Latency{0};
  if (best_ == Latency{0} || mean < best_) best_ = mean;
  if (mean > best_ * 5 / 2 + kSlack) {
    slow_down();
  } else {
    limit_ = std::min(maximum_, doubling_ ? limit_ * 2 : limit_ + 1);
  }
  best_ += std::max((mean - best_) / 20, Latency{0});  // a shop that got slower for good is the new normal
}

void Pace::refused() {
  answers_ = 0;
  sum_ = Latency{0};
  slow_down();
}

void Pace::slow_down() {
  doubling_ = false;
  limit_ = std::max(1, limit_ / 2);
}

std::uint64_t Limiter::enter(const CancelToken& token) {
  std::unique_lock lock(mutex_);
  while (in_flight_ >= pace_.limit()) {
    token.check();
    place_.wait_for(lock, kCancelPoll);
  }
  ++in_flight_;
  return answered_;
}

/// Wakes as many as may go on: one for the place that is free, all where the limit grew.
template <class Learn>
void Limiter::leave_after(Learn learn) {
  bool grew = false;
  {
    const std::lock_guard lock(mutex_);
    --in_flight_;
    const int before = pace_.limit();
    learn();
    grew = pace_.limit() > before;
  }
  grew ? place_.notify_all() : place_.notify_one();
}

void Limiter::leave_answered(Pace::Latency latency) {
  leave_after([&] {
    ++answered_;
    pace_.answered(latency);
  });
}

void Limiter::leave_refused() {
  leave_after([&] { pace_.refused(); });
}

void Limiter::leave_hung(std::uint64_t answered_before) {
  leave_after([&] {
    if (answered_ == answered_before) pace_.refused();
  });
}

void Limiter::leave() {
  leave_after([] {});
}

int Limiter::limit() {
  const std::lock_guard lock(mutex_);
  return pace_.limit();
}

}  // namespace orderbridge::shopware5
