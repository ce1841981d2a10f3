// SPDX-License-Identifier: MIT
// Faults on demand: a list of rules, asked once for every request that is logged in (challenges do not use up
// a count). The first rule that fits decides the answer; latency rules add up. Thread-safe.
//
// As text: NAME or NAME:key=value,...
//   latency         ms=1000 jitter=0          later answer, jitter is seeded
//   nonce-rollover                            as if the hour had passed: 401 with a new nonce
//   429             retry-after=2             too many requests
//   500-empty                                 PHP fatal: HTTP/1.0 500, empty text/html
//   503-html        retry-after=1200          update running
//   hang            ms=0                      no answer until the client leaves (or for ms)
//   cut-length                                half of the announced Content-Length, then closed
//   cut-chunk                                 closed in the middle of a chunk
//   reset                                     connection reset without an answer
//   truncated-json                            a complete HTTP answer with half of the JSON
//   not-json                                  200 with an HTML page
//   empty-200                                 200 with nothing
//   redirect        host=elsewhere.example    302 to another host
//   oversize        bytes=67108864            a JSON text without end
//   close                                     a good answer, then the connection is closed
//   page            status=403 server= mitigated= realm= location= title=Wartung
//                                             something in front of the shop answers with a web page
//   says-no         value=TEXT                200 with success: false and this message (value= comes last)
//   trickle         ms=500 header=0           a body, or a header, that comes byte by byte and never ends
//   long-header     bytes=9000 lines=1        so many fields of so many characters before the good answer
//   bom, php-warning                          stand before the good JSON
//   gzip                                      compressed although nobody asked for it
//   cut-list        rows=10                   no more rows than that, and a total that counts these
//   gaps                                      lists come as objects with number keys, as PHP writes lists
//                                             that lack an entry
// Keys of all: on=any|version|list|detail|put, id=ORDER, count=N (default: always), skip=N (let N pass
// first), after-put=1 (only the first such request after each PUT that was received, e.g. the list by which a
// client looks what came of it; skip and count see those only), p=0..1 (seeded), applied=1 (a PUT takes
// effect although its answer is lost).
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <mutex>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "orderbridge/sandbox/counters.hpp"

namespace orderbridge::sandbox {

enum class FaultKind {
  kLatency,
  kNonceRollover,
  kTooManyRequests,
  kEmpty500,
  kMaintenance,
  kHang,
  kCutLength,
  kCutChunk,
  kReset,
  kTruncatedJson,
  kNotJson,
  kEmpty200,
  kRedirect,
  kOversize,
  kClose,
  kPage,
  kSaysNo,
  kTrickle,
  kLongHeader,
  kBom,
  kPhpWarning,
  kGzip,
  kCutList,
  kGaps,
};
inline constexpr std::size_t kFaultKinds = 24;

struct FaultRule {
  FaultKind kind = FaultKind::kLatency;
  std::optional<RequestKind> on;  // empty: any
  std::int64_t id = 0;            // 0: any order
  std::int64_t count = -1;        // how often; -1: always
  std::int64_t skip = 0;
  bool after_put = false;  // asleep but for the first request that fits after a PUT
  bool awake = false;      // a PUT was received
  double probability = 1;
  bool applied = false;
  std::int64_t ms = 0;
  std::int64_t jitter_ms = 0;
  std::int64_t retry_after = 0;  // seconds
  std::string host;
  std::int64_t bytes = 0, lines = 0, rows = 0;
  bool header = false;
  int status = 0;
  std::string server, mitigated, realm, location, text;  // text: title, message
};

struct FaultHit {
  std::int64_t delay_ms = 0;
  std::optional<FaultRule> rule;
};

class FaultPlan {
 public:
  explicit FaultPlan(std::uint64_t seed) : random_(seed) {}

  void add(const std::string& text);  // throws std::invalid_argument
  void add(FaultRule rule);
  void clear();
  FaultHit pick(RequestKind kind, std::int64_t id);
  std::int64_t random_up_to(std::int64_t limit);  // 0 to limit, seeded
  std::uint64_t hits(FaultKind kind) const;       // how often it struck

 private:
  bool strikes(FaultRule& rule, RequestKind kind, std::int64_t id);

  mutable std::mutex mutex_;
  std::atomic<bool> any_{false};  // spares the lock on the way of most requests
  std::vector<FaultRule> rules_;
  std::array<std::uint64_t, kFaultKinds> hits_{};
  std::mt19937_64 random_;
};

}  // namespace orderbridge::sandbox
