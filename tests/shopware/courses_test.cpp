// SPDX-License-Identifier: MIT
// 10,000 random courses of persons, an ERP and a shop that loses answers: no person's state is lost without a
// conflict that was told, no payment is lost, no cancelled order is taken over, and each thing is said once.
#include "courses.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>

TEST_CASE("10,000 random courses of persons, ERP and shop") {
  const char* given = std::getenv("OB_SEED");
  const auto seed = given ? static_cast<unsigned>(std::strtoul(given, nullptr, 10)) : std::random_device{}();
  courses::World world(seed, 10000);
  for (int round = 0; round < 8; ++round) world.round(round % 4 != 3);
  world.last_round();
  INFO("OB_SEED=" << seed);
  for (const auto& wrong : world.wrong) FAIL_CHECK(wrong);
  // It was a world in which things happen.
  CHECK(world.count.taken > 5000);
  CHECK(world.count.persons > 20000);
  CHECK(world.count.puts > 4000);
  CHECK(world.count.conflicts > 2000);
  CHECK(world.count.lost_answers > 500);
}
