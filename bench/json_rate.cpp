// SPDX-License-Identifier: MIT
#include <cstdio>
#include <filesystem>

#include "bench.hpp"
#include "mapper/order_mapper.hpp"
#include "raw_reader.hpp"

namespace bench {

namespace {

std::vector<simdjson::padded_string> load_details() {
  std::vector<simdjson::padded_string> details;
  orderbridge::shopware5::OrderMapper mapper;
  for (const auto& entry : std::filesystem::directory_iterator(OB_BENCH_DETAILS)) {
    if (entry.path().extension() != ".json") continue;
    auto json = simdjson::padded_string::load(entry.path().string()).value();
    if (mapper.map(json, orderbridge::shopware5::Language{}).outcome ==
        orderbridge::shopware5::MapOutcome::kOrder)
      details.push_back(std::move(json));
  }
  return details;
}

}  // namespace

std::vector<Figure> json_rate(int rounds) {
  const auto details = load_details();
  constexpr int kRepeat = 400;
  simdjson::ondemand::parser parser;
  orderbridge::shopware5::OrderMapper mapper;
  std::vector<double> ratios, raw_us, mapped_us;
  std::uint64_t sum = 0;
  for (int round = 0; round < rounds; ++round) {
    Stopwatch raw;
    for (int i = 0; i < kRepeat; ++i)
      for (const auto& json : details) sum += read_raw(parser, json);
    const double raw_seconds = raw.seconds();
    Stopwatch mapped;
    for (int i = 0; i < kRepeat; ++i)
      for (const auto& json : details) {
        mapper.map(json, orderbridge::shopware5::Language{});
        sum += mapper.record().size;
      }
    const double mapped_seconds = mapped.seconds();
    const double each = 1e6 / (kRepeat * static_cast<double>(details.size()));
    ratios.push_back(raw_seconds / mapped_seconds);
    raw_us.push_back(raw_seconds * each);
    mapped_us.push_back(mapped_seconds * each);
  }
  char detail[120];
  std::snprintf(detail, sizeof detail, "of the raw reader (%.2f against %.2f us per order, checksum %llx)",
                median(mapped_us), median(raw_us), static_cast<unsigned long long>(sum));
  return {{"(a) JSON to order", median(ratios), 0.6, detail}};
}

}  // namespace bench
