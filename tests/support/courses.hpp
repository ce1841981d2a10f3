// SPDX-License-Identifier: MIT
// Ten thousand random courses in five test cases, so that CTest runs them beside each other and none comes
// near its time budget on a slow disk. OB_SEED=N repeats a part, OB_COURSES=N makes N in all instead of
// 10,000.
#pragma once
#include <cstdint>
#include <cstdlib>
#include <string>

#include "../crash/seed.hpp"

namespace ob_test {

struct CoursesPart {
  static constexpr int kParts = 5;
  std::uint64_t seed = crash::seed();  // print it
  int number = 0;                      // 0 ..

  /// What the part draws from; each part has its own.
  std::uint64_t stream() const noexcept {
    return seed + std::uint64_t{1000003} * static_cast<unsigned>(number);
  }
  int courses() const {
    const char* given = std::getenv("OB_COURSES");
    return (given ? std::atoi(given) : 10'000) / kParts;
  }
  int first() const { return 1 + number * courses(); }
  int last() const { return (number + 1) * courses(); }
};

}  // namespace ob_test

// NOLINTBEGIN(cppcoreguidelines-macro-usage): CTest is told of test cases by their names, which are literals
#define OB_COURSES_PART(title, n, run)                \
  TEST_CASE(title ", part " #n " of 5") {             \
    const ob_test::CoursesPart part{.number = (n)-1}; \
    INFO("OB_SEED=" << part.seed);                    \
    run(part);                                        \
  }
#define OB_COURSES(title, run)   \
  OB_COURSES_PART(title, 1, run) \
  OB_COURSES_PART(title, 2, run) \
  OB_COURSES_PART(title, 3, run) \
  OB_COURSES_PART(title, 4, run) \
  OB_COURSES_PART(title, 5, run)
// NOLINTEND(cppcoreguidelines-macro-usage)
