// SPDX-License-Identifier: MIT
// StatusWriter: brings orders of the shop to their desired state: reads what stands there, compares, changes
// header fields only where they differ and may be replaced, reads back. The shop answers 200 for what it did
// not apply and sometimes applies what it did not answer, so only what is read back counts. One call; the
// calling thread talks to the host, workers do the requests.
#pragma once
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "../fetch/list_page.hpp"
#include "../http/client.hpp"
#include "../options.hpp"
#include "orderbridge/call.hpp"

namespace orderbridge::shopware5 {

class StatusWriter {
 public:
  StatusWriter(const Options& options, ShopClient& client, Call& call, Results& results,
               const CancelToken& token);
  ~StatusWriter();

  /// Reports each index at most once. Throws Error where the shop as a whole fails, and Cancelled: then what
  /// is not reported is in doubt, and the next call reads first.
  void write(const ob_batch& batch);

 private:
  struct Job;

  void prepare(const ob_batch& batch);
  bool map_states(Job& job, const ob_status_update& update);
  void read(bool after_put);
  void take_row(Job& job, const ListRow& row, bool after_put);
  void compare(Job& job);
  bool may_replace(const Job& job) const;
  void put_all();
  void put(Job& job) noexcept;
  void judge_put(Job& job);

  void report(Job& job, std::int32_t outcome, std::string_view code = {}, std::string_view text = {},
              std::int64_t retry_after_ms = 0);
  void gone(Job& job);

  const Options& options_;
  ShopClient& client_;
  Call& call_;
  Results& results_;
  const CancelToken& token_;
  std::vector<std::unique_ptr<Job>> jobs_;

  std::mutex mutex_;  // guards what workers hand over:
  std::condition_variable answered_;
  std::size_t in_flight_ = 0;
};

}  // namespace orderbridge::shopware5
