// SPDX-License-Identifier: MIT
#include "pipeline/delivery.hpp"

#include "base/language.hpp"
#include "connectors/answers.hpp"
#include "connectors/foreign_text.hpp"
#include "orderbridge/text.hpp"

namespace orderbridge::pipeline {

namespace {

using connectors::safe;

/// A refusal without a reason still needs words in the report.
std::string reason_of(const ob_result& r) {
  auto text = safe(r.text, 1000);
  const bool needs = r.outcome == OB_WRITE_REJECTED || r.outcome == OB_WRITE_RETRY;
  return text.empty() && needs ? tr("the connector gave no reason", "der Konnektor nannte keinen Grund")
                               : text;
}

/// Keeps what the sink reports in one call. Called on the connector's thread while the caller waits.
class Collector final : public connectors::WriteHandler {
 public:
  explicit Collector(std::size_t count) : results(count), warnings(count) {}
  void report(std::size_t index, const ob_result& r) noexcept override {
    try {
      results[index] = {.reported = true,
                        .outcome = r.outcome,
                        .remote_id = safe(r.remote_id, 200),
                        .code = safe(r.code, 60),
                        .text = reason_of(r),
                        .found = safe(r.found, 200),
                        .retry_after_ms = connectors::sane_wait_ms(r.retry_after_ms),
                        .hint = OB_HAS(&r, hint) ? r.hint : 0,
                        .kept = OB_HAS(&r, kept) ? r.kept : 0};
    } catch (...) {
      results[index].reported = false;
    }
  }
  void warn(std::size_t index, const ob_warning& w) noexcept override {
    try {
      warnings[index].push_back(safe(w.text, 500));
    } catch (...) {
    }
  }
  std::vector<SinkResult> results;
  std::vector<std::vector<std::string>> warnings;
};

class Deliverer {
 public:
  Deliverer(Sink& sink, const std::vector<const ob_record*>& records,
            const std::shared_ptr<const void>& owner)
      : sink_(sink), records_(records), owner_(owner) {
    out_.results.resize(records.size());
    out_.warnings.resize(records.size());
    for (std::size_t i = 0; i < records.size(); ++i) left_.push_back(i);
  }

  Delivered run(const config::RedeliveryPolicy& policy, Waiting& waiting) {
    Attempts attempts;
    attempts.call = [this](int&) { return call(); };
    attempts.reopen = [this] { return sink_.reopen(); };
    attempts.goes_on = [this] { return !left_.empty(); };
    out_.outcome = redelivered(attempts, policy, waiting);
    return std::move(out_);
  }

 private:
  connectors::Outcome call() {
    std::vector<const ob_record*> records;
    for (const auto i : left_) records.push_back(records_[i]);
    auto collected = std::make_shared<Collector>(records.size());
    auto outcome = sink_.write(records.front()->kind, records, owner_, collected);
    std::vector<std::size_t> unreported;
    for (std::size_t k = 0; k < left_.size(); ++k) {
      auto& result = collected->results[k];
      auto& warnings = out_.warnings[left_[k]];
      warnings.insert(warnings.end(), collected->warnings[k].begin(), collected->warnings[k].end());
      // A call that failed says "again" for what it did not get to: that is the call's failure, not the
      // order's.
      const bool open = !result.reported || (!outcome.ok() && result.outcome == OB_WRITE_RETRY);
      if (open) unreported.push_back(left_[k]);
      out_.results[left_[k]] = std::move(result);
    }
    left_ = std::move(unreported);
    return outcome;
  }

  Sink& sink_;
  const std::vector<const ob_record*>& records_;
  const std::shared_ptr<const void>& owner_;
  std::vector<std::size_t> left_;  // indexes that are not answered yet
  Delivered out_;
};

}  // namespace

Delivered deliver(Sink& sink, const std::vector<const ob_record*>& records,
                  const std::shared_ptr<const void>& owner, const config::RedeliveryPolicy& policy,
                  Waiting& waiting) {
  return Deliverer(sink, records, owner).run(policy, waiting);
}

}  // namespace orderbridge::pipeline
