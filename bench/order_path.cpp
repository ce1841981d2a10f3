// SPDX-License-Identifier: MIT
// bench_order_path [--rounds N] [--orders N] [--only a|b|c|w] [--memory] [--gate]: how fast an order travels,
// as ratios. Build it with the release flags: cmake --preset release -DORDERBRIDGE_DEV=ON. --gate: exit code
// 1 where a ratio misses its floor.
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "bench.hpp"

int main(int argc, char** argv) {
  int rounds = 5;
  long orders = 10000;
  bool gate = false, memory = false;
  std::string only = "abcw";
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--gate") == 0)
      gate = true;
    else if (std::strcmp(argv[i], "--memory") == 0)
      memory = true;
    else if (std::strcmp(argv[i], "--rounds") == 0 && i + 1 < argc)
      rounds = std::atoi(argv[++i]);
    else if (std::strcmp(argv[i], "--orders") == 0 && i + 1 < argc)
      orders = std::atol(argv[++i]);
    else if (std::strcmp(argv[i], "--only") == 0 && i + 1 < argc)
      only = argv[++i];
    else
      return std::fprintf(
                 stderr,
                 "usage: bench_order_path [--rounds N] [--orders N] [--only a|b|c|w] [--memory] [--gate]\n"),
             2;
  }
  bool all_hold = true;
  const auto print = [&](const std::vector<bench::Figure>& figures) {
    for (const auto& f : figures) {
      std::printf("%-46s %12.2f  %s%s\n", f.name.c_str(), f.value, f.detail.c_str(),
                  f.holds() ? "" : "  MISSED");
      all_hold &= f.holds();
    }
    std::fflush(stdout);
  };
  if (only.find('a') != std::string::npos) print(bench::json_rate(rounds));
  if (only.find('b') != std::string::npos) print(bench::boundary_rate(rounds, orders * 10));
  if (only.find('c') != std::string::npos) print(bench::whole_path(rounds, orders, memory));
  if (only.find('w') != std::string::npos) print(bench::waiting(rounds));
  return gate && !all_hold ? 1 : 0;
}
