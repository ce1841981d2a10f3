// SPDX-License-Identifier: MIT
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "bench.hpp"
#include "child.hpp"
#include "orderbridge/sandbox/sandbox_shop.hpp"

namespace bench {

namespace {

namespace fs = std::filesystem;

Child run_straight(const fs::path& folder, const std::string& url) {
  fs::remove(folder / "straight.db");
  return run({OB_BENCH_STRAIGHT_LINE, url, orderbridge::sandbox::kDemoUser, orderbridge::sandbox::kDemoKey,
              (folder / "straight.db").string()});
}

long host_peak_kib(const fs::path& folder, long orders) {
  orderbridge::sandbox::Settings settings;
  settings.orders = static_cast<decltype(settings.orders)>(orders);
  orderbridge::sandbox::SandboxShop shop(settings);
  shop.start();
  write_config(folder, shop.url());
  return run_host(folder).peak_kib;
}

}  // namespace

std::vector<Figure> whole_path(int rounds, long orders, bool memory) {
  const auto folder = scratch_folder();
  orderbridge::sandbox::Settings settings;
  settings.orders = static_cast<decltype(settings.orders)>(orders);
  orderbridge::sandbox::SandboxShop shop(settings);
  shop.start();
  write_config(folder, shop.url());
  run_host(folder);  // probes the connectors once; the cache is warm afterwards
  std::vector<double> ratios, host_rate, straight_rate;
  for (int round = 0; round < rounds; ++round) {
    const auto straight = run_straight(folder, shop.url());
    const auto host = run_host(folder);
    if (straight.exit_code != 0 || host.exit_code > 1)
      std::fprintf(stderr, "bench: exit codes %d and %d\n", straight.exit_code, host.exit_code), std::exit(4);
    ratios.push_back(straight.seconds / host.seconds);
    host_rate.push_back(static_cast<double>(orders) / host.seconds);
    straight_rate.push_back(static_cast<double>(orders) / straight.seconds);
  }
  shop.stop();
  char detail[120];
  std::snprintf(detail, sizeof detail, "of the straight line (%.0f against %.0f orders/s)", median(host_rate),
                median(straight_rate));
  std::vector<Figure> figures{{"(c) shop to SQLite through the host", median(ratios), 0.7, detail}};
  if (memory) {
    const long small = host_peak_kib(folder, 10000), large = host_peak_kib(folder, 100000);
    std::snprintf(detail, sizeof detail, "peak %ld KiB at 10,000 orders, %ld KiB at 100,000", small, large);
    figures.push_back({"(d) memory, small over large",
                       static_cast<double>(small) / static_cast<double>(large), 0.8, detail});
  }
  fs::remove_all(folder);
  return figures;
}

}  // namespace bench
