// SPDX-License-Identifier: MIT
// What a shop costs that is slower than we are: processor time while waiting for it, and what a run asks for
// that finds nothing new.
#include <cstdio>
#include <cstdlib>

#include "bench.hpp"
#include "child.hpp"
#include "orderbridge/sandbox/sandbox_shop.hpp"

namespace bench {

namespace {

namespace fs = std::filesystem;

void must_work(const Child& child) {
  if (child.exit_code == 0 || child.exit_code == 1) return;
  std::fprintf(stderr, "bench: exit code %d\n", child.exit_code);
  std::exit(4);
}

struct Shop : orderbridge::sandbox::SandboxShop {
  Shop(std::size_t orders, int latency_ms) : SandboxShop(with(orders, latency_ms)) { start(); }

 private:
  static orderbridge::sandbox::Settings with(std::size_t orders, int latency_ms) {
    orderbridge::sandbox::Settings settings;
    settings.orders = orders;
    settings.latency_ms = latency_ms;
    return settings;
  }
};

/// A genuine 5.7.19 with PHP 8.2 needs 20-27 ms an order.
Figure slow_shop(const fs::path& folder, int rounds) {
  constexpr std::size_t kOrders = 2000;
  Shop shop(kOrders, 25);
  write_config(folder, shop.url());
  run_host(folder);  // probes the connectors once; the cache is warm afterwards
  std::vector<double> cpu_ms, rate;
  for (int round = 0; round < rounds; ++round) {
    const auto host = run_host(folder);
    must_work(host);
    cpu_ms.push_back(1000 * host.cpu_seconds / kOrders);
    rate.push_back(kOrders / host.seconds);
  }
  char detail[120];
  std::snprintf(detail, sizeof detail, "at most 0.4, shop at 25 ms an answer (%.0f orders/s)", median(rate));
  return {"(e) CPU of an order, ms", median(cpu_ms), 0, detail, 0.4};
}

/// What the lists of a run would cost the genuine shop: 17 ms each and 0.039 ms a row (measured: 16-27 ms for
/// 100 of 19,902 orders, 54-58 ms for 1000).
double shop_seconds(const orderbridge::sandbox::CounterValues& asked, std::size_t rows) {
  return 0.017 * static_cast<double>(asked.of(orderbridge::sandbox::RequestKind::kList)) +
         0.000039 * static_cast<double>(rows);
}

std::vector<Figure> idle_run(const fs::path& folder, int rounds) {
  constexpr std::size_t kOrders = 20000;
  Shop shop(kOrders, 0);
  write_config(folder, shop.url());
  must_work(run_host(folder));
  std::vector<double> cpu, wall, shop_time;
  std::uint64_t lists = 0;
  for (int round = 0; round < rounds; ++round) {
    shop.counters().reset();
    const auto host = run_host_again(folder);
    must_work(host);
    const auto asked = shop.counters().values();
    lists = asked.of(orderbridge::sandbox::RequestKind::kList);
    cpu.push_back(host.cpu_seconds);
    wall.push_back(host.seconds);
    shop_time.push_back(shop_seconds(asked, kOrders));
  }
  char detail[120], lists_text[120];
  std::snprintf(detail, sizeof detail, "at most 0.2, nothing new (%.2f s beside the sandbox)", median(wall));
  std::snprintf(lists_text, sizeof lists_text, "at most 1.5, by measured costs (%llu lists)",
                static_cast<unsigned long long>(lists));
  return {{"(f) CPU of a run over 20,000 known orders, s", median(cpu), 0, detail, 0.2},
          {"(f) the shop's time for it, s", median(shop_time), 0, lists_text, 1.5}};
}

}  // namespace

std::vector<Figure> waiting(int rounds) {
  const auto folder = scratch_folder();
  std::vector<Figure> figures{slow_shop(folder, rounds)};
  for (auto& figure : idle_run(folder, rounds)) figures.push_back(std::move(figure));
  fs::remove_all(folder);
  return figures;
}

}  // namespace bench
