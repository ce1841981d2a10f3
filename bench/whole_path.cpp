// SPDX-License-Identifier: MIT
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "bench.hpp"
#include "orderbridge/sandbox/sandbox_shop.hpp"

extern char** environ;

namespace bench {

namespace {

namespace fs = std::filesystem;

struct Child {
  double seconds = 0;
  long peak_kib = 0;
  int exit_code = -1;
};

Child run(std::vector<std::string> words) {
  std::vector<char*> arguments;
  for (auto& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  Stopwatch watch;
  pid_t pid = 0;
  if (::posix_spawn(&pid, arguments[0], &actions, nullptr, arguments.data(), environ) != 0) std::exit(4);
  posix_spawn_file_actions_destroy(&actions);
  int status = 0;
  rusage usage{};
  ::wait4(pid, &status, 0, &usage);
  return {watch.seconds(), usage.ru_maxrss, WIFEXITED(status) ? WEXITSTATUS(status) : -1};
}

void write_config(const fs::path& folder, const std::string& url) {
  std::ofstream(folder / "bench.xml")
      << "<orderbridge xmlns=\"urn:orderbridge:config:1\">\n  <connectors folder=\"" << OB_BENCH_CONNECTORS
      << "\"/>\n  <journal file=\"journal.db\"/>\n"
      << "  <connections>\n    <shopware5 id=\"shop\" url=\"" << url << "\" user=\""
      << orderbridge::sandbox::kDemoUser << "\" api-key=\"${env:ORDERBRIDGE_BENCH_KEY}\"/>\n"
      << "    <jtlwawi id=\"wawi\" database=\"sqlite:wawi.db\"/>\n  </connections>\n"
      << "  <pipelines><pipeline id=\"import\"><from connection=\"shop\"/><to "
         "connection=\"wawi\"/></pipeline></pipelines>\n</orderbridge>\n";
}

Child run_host(const fs::path& folder) {
  for (const auto* file : {"journal.db", "wawi.db"}) fs::remove(folder / file);
  return run({OB_BENCH_HOST, "--config", (folder / "bench.xml").string(), "run", "--quiet"});
}

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
  const auto folder = fs::temp_directory_path() / ("orderbridge-bench-" + std::to_string(::getpid()));
  fs::create_directories(folder);
  ::setenv("ORDERBRIDGE_BENCH_KEY", std::string(orderbridge::sandbox::kDemoKey).c_str(), 1);
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
