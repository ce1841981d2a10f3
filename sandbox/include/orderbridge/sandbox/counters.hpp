// SPDX-License-Identifier: MIT
// What the sandbox was asked: numbers per kind, the PUTs it received, the last requests. Thread-safe; answers
// are copies. Requests to /_sandbox are not counted.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace orderbridge::sandbox {

enum class RequestKind { kVersion, kList, kDetail, kPut, kOther };
inline constexpr std::size_t kRequestKinds = 5;
const char* name_of(RequestKind kind);  // version, list, detail, put, other

struct ReceivedPut {
  std::int64_t id = 0;  // 0: no such order
  std::string body;
  int status = 0;  // of the answer
};

struct CounterValues {
  std::uint64_t requests = 0;                          // all of them, challenges too
  std::uint64_t challenges = 0;                        // answered 401
  std::array<std::uint64_t, kRequestKinds> by_kind{};  // logged in, whatever came of it
  std::map<int, std::uint64_t> by_status;              // 0: no complete answer was sent (hang, reset, cut)
  int in_flight = 0, max_in_flight = 0;
  std::uint64_t of(RequestKind kind) const { return by_kind[static_cast<std::size_t>(kind)]; }
};

class Counters {
 public:
  void enter();
  // `id` counts detail requests; `target` goes to the log.
  void leave(RequestKind kind, bool logged_in, std::int64_t id, int status, std::string line);
  void received_put(ReceivedPut put);
  void reset();

  CounterValues values() const;
  std::vector<ReceivedPut> puts() const;
  std::uint64_t detail_requests(std::int64_t id) const;
  std::vector<std::string> log() const;  // "GET /api/orders/63 200", the last 1,000

 private:
  mutable std::mutex mutex_;
  CounterValues values_;
  std::vector<ReceivedPut> puts_;
  std::unordered_map<std::int64_t, std::uint64_t> details_;
  std::deque<std::string> log_;
};

}  // namespace orderbridge::sandbox
