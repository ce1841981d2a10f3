// SPDX-License-Identifier: MIT
// What the parts of bench_order_path share: a stopwatch, medians, one figure. Single-threaded.
#pragma once
#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

namespace bench {

class Stopwatch {
 public:
  double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

inline double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values.empty() ? 0 : values[values.size() / 2];
}

/// One line of the report. `floor` and `ceiling` 0: informative only.
struct Figure {
  std::string name;
  double value = 0, floor = 0;
  std::string detail;
  double ceiling = 0;
  bool holds() const { return (floor == 0 || value >= floor) && (ceiling == 0 || value <= ceiling); }
};

/// (a) JSON -> order against simdjson On-Demand reading the same fields.
std::vector<Figure> json_rate(int rounds);
/// (b) null source -> null sink through the real boundary and host, without and with journal.
std::vector<Figure> boundary_rate(int rounds, long orders);
/// (c) sandbox shop -> SQLite: the host against a straight-line program with the same client, parser and
/// statements.
std::vector<Figure> whole_path(int rounds, long orders, bool memory);
/// (e) what waiting for a shop at 25 ms an answer costs, (f) a run over 20,000 orders that are all known.
std::vector<Figure> waiting(int rounds);

}  // namespace bench
