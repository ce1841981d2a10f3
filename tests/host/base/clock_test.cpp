// SPDX-License-Identifier: MIT
// Times for people: the machine's zone, and which it is.
#include "base/clock.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <ctime>

#include "support/shop_times.hpp"

using namespace orderbridge;

namespace {

class MachineZone {
 public:
  explicit MachineZone(const char* name) {
    if (const char* now = std::getenv("TZ")) before_ = now;
    setenv("TZ", name, 1);
    tzset();
  }
  ~MachineZone() {
    if (before_.empty())
      unsetenv("TZ");
    else
      setenv("TZ", before_.c_str(), 1);
    tzset();
  }
  MachineZone(const MachineZone&) = delete;
  MachineZone& operator=(const MachineZone&) = delete;

 private:
  std::string before_;
};

}  // namespace

TEST_CASE("a local time says its offset") {
  for (const auto& time : ob_test::kShopTimes) {
    const MachineZone zone(time.zone);
    CHECK(format_local(time.instant) == std::string(time.shown) + " " + time.offset);
  }
  CHECK(format_local(INT64_MIN).empty());
}

TEST_CASE("a zone that the machine does not know is UTC, and looks like it") {
  const MachineZone zone("Europa/Berlin");
  CHECK(format_local(1798759800000000) == "2026-12-31 23:30:00 +00:00");
}
