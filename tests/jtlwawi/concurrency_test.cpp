// SPDX-License-Identifier: MIT
// Several instances, as of several hosts, on one file at the same time.
#include <catch2/catch.hpp>
#include <deque>
#include <thread>

#include "fake_host.hpp"

using namespace ob_test;
using orderbridge::OrderBuilder;

TEST_CASE("instances that open a new file together agree on it") {
  Folder folder;
  std::deque<Wawi> wawis;
  for (int i = 0; i < 4; ++i) wawis.emplace_back(folder);
  std::vector<ob_status> statuses(wawis.size(), OB_INTERNAL);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < wawis.size(); ++i)
    threads.emplace_back([&, i] { statuses[i] = wawis[i].open(); });
  for (auto& thread : threads) thread.join();
  for (std::size_t i = 0; i < wawis.size(); ++i) {
    CAPTURE(wawis[i].failure);
    CHECK(statuses[i] == OB_OK);
  }
  CHECK(value(folder.file("wawi.db"), "SELECT count(*) FROM tShop") == "1");
}

TEST_CASE("two instances writing the same batches write each order once") {
  constexpr int kOrders = 200, kBatch = 20;
  Folder folder;
  Wawi first(folder), second(folder);
  REQUIRE(first.open() == OB_OK);
  REQUIRE(second.open() == OB_OK);
  std::deque<OrderBuilder> builders(kOrders);
  std::vector<const ob_record*> records;
  for (int i = 0; i < kOrders; ++i) {
    fill_order(builders[i], i + 1);
    records.push_back(&builders[i].finish());
  }
  struct Tally {
    int written = 0, duplicate = 0, other = 0;
  } tallies[2];
  const auto run = [&](Wawi& wawi, Tally& tally) {
    for (int at = 0; at < kOrders; at += kBatch) {
      const auto status = wawi.write({records.begin() + at, records.begin() + at + kBatch});
      for (const auto& reported : wawi.reported) {
        if (status == OB_OK && reported.times == 1 && reported.outcome == OB_WRITTEN)
          ++tally.written;
        else if (status == OB_OK && reported.times == 1 && reported.outcome == OB_DUPLICATE)
          ++tally.duplicate;
        else
          ++tally.other;
      }
    }
  };
  std::thread one([&] { run(first, tallies[0]); }), two([&] { run(second, tallies[1]); });
  one.join();
  two.join();
  CHECK(tallies[0].written + tallies[1].written == kOrders);
  CHECK(tallies[0].duplicate + tallies[1].duplicate == kOrders);
  CHECK(tallies[0].other + tallies[1].other == 0);
  const std::string file = folder.file("wawi.db");
  CHECK(value(file, "SELECT count(*) FROM tinetbestellung") == "200");
  CHECK(value(file, "SELECT count(*),count(DISTINCT kInetBestellPos) FROM tinetbestellpos") == "600|600");
  CHECK(value(file, "PRAGMA integrity_check") == "ok");
}
