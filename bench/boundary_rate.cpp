// SPDX-License-Identifier: MIT
#include <unistd.h>

#include <cstdio>
#include <filesystem>

#include "bench.hpp"
#include "connectors/registry.hpp"
#include "journal/sqlite_journal.hpp"
#include "pipeline/run.hpp"

namespace bench {

namespace {

using namespace orderbridge;

config::Settings null_settings(long orders) {
  config::Settings s;
  s.host.base_dir = "/";
  s.generation = "bench";
  config::Connection source, sink;
  source.id = "ns";
  source.connector = "null-source";
  source.options.resize(1);
  source.options[0].name = "orders";
  source.options[0].value = std::to_string(orders);
  sink.id = "nk";
  sink.connector = "null-sink";
  s.connections = {source, sink};
  config::Pipeline p;
  p.id = "null";
  p.from = "ns";
  p.to = "nk";
  s.pipelines = {p};
  return s;
}

double orders_per_second(const config::Settings& settings, connectors::Registry& registry,
                         journal::Journal& journal, long orders) {
  const pipeline::Services services{settings, registry, journal, std::make_shared<connectors::StopSignal>()};
  Stopwatch watch;
  const auto report = pipeline::run_pipeline(services, settings.pipelines.front());
  const double seconds = watch.seconds();
  if (report.record.counts.written != orders) {
    std::fprintf(stderr, "bench: %ld of %ld orders written: %s\n",
                 static_cast<long>(report.record.counts.written), orders, report.failure.c_str());
    std::exit(4);
  }
  return static_cast<double>(orders) / seconds;
}

}  // namespace

std::vector<Figure> boundary_rate(int rounds, long orders) {
  connectors::Registry::Settings registry_settings;
  registry_settings.folders = {std::string(OB_BENCH_NULL_CONNECTORS) + "/null_source",
                               std::string(OB_BENCH_NULL_CONNECTORS) + "/null_sink"};
  registry_settings.probe_program = OB_BENCH_HOST;
  connectors::Registry registry(registry_settings);
  registry.scan();
  const auto settings = null_settings(orders);
  const auto folder =
      std::filesystem::temp_directory_path() / ("orderbridge-bench-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  std::vector<double> without, with;
  for (int round = 0; round < rounds; ++round) {
    const auto none = journal::make_null_journal();
    without.push_back(orders_per_second(settings, registry, *none, orders));
    const auto file = (folder / ("journal-" + std::to_string(round) + ".db")).string();
    with.push_back(orders_per_second(settings, registry, *journal::open_sqlite_journal(file), orders));
  }
  std::filesystem::remove_all(folder);
  return {{"(b) boundary and host, no journal, orders/s", median(without), 500000, "floor 500,000"},
          {"(b) boundary and host, with journal, orders/s", median(with), 50000, "floor 50,000"}};
}

}  // namespace bench
