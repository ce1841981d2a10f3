// SPDX-License-Identifier: MIT
// Handoff between the fetching and the writing side: order kept, back-pressure, an end that wakes everybody,
// and each id handled once. Run under a thread sanitizer, too.
#include "pipeline/handoff.hpp"

#include <atomic>
#include <catch2/catch.hpp>
#include <map>
#include <thread>

using namespace orderbridge::pipeline;
using Ids = std::vector<std::string>;

namespace {

bool put(Handoff& handoff, const std::string& id) {
  return handoff.put([&](Batch& batch) { batch.entries.emplace_back().id = id; });
}

}  // namespace

TEST_CASE("what gathered is taken in one batch, in its order") {
  Handoff handoff({10, 1 << 20});
  for (const auto* id : {"1", "2", "3"}) CHECK(put(handoff, id));
  auto batch = handoff.take();
  REQUIRE(batch);
  REQUIRE(batch->entries.size() == 3);
  CHECK(batch->entries[2].id == "3");
  handoff.recycle(std::move(batch));
  put(handoff, "4");
  handoff.finish();
  batch = handoff.take();
  REQUIRE(batch);
  CHECK(batch->entries.size() == 1);  // a recycled batch is empty
  CHECK(handoff.take() == nullptr);
}

TEST_CASE("little is waited with for more; enough, the end or somebody who waits ends that") {
  Handoff::Limits limits;
  limits.gather = std::chrono::hours(1);
  limits.enough = 3;
  Handoff handoff(limits);
  std::size_t taken = 0;
  const auto take_while = [&](auto&& meanwhile) {
    std::thread writer([&] {
      const auto batch = handoff.take();
      taken = batch->entries.size();
      handoff.settle(*batch);
    });
    meanwhile();
    writer.join();
  };
  take_while([&] {
    for (const auto* id : {"1", "2", "3"}) put(handoff, id);
  });
  CHECK(taken == 3);
  take_while([&] {
    put(handoff, "4");
    CHECK(handoff.drain());
  });
  CHECK(taken == 1);
  take_while([&] {
    put(handoff, "5");
    handoff.finish();
  });
  CHECK(taken == 1);
}

TEST_CASE("a checkpoint alone is worth taking") {
  Handoff handoff({10, 1 << 20});
  handoff.put([](Batch& batch) { batch.position = orderbridge::journal::Position{"c", "b"}; });
  const auto batch = handoff.take();
  REQUIRE(batch);
  CHECK(batch->entries.empty());
  CHECK(batch->position->cursor == "c");
}

TEST_CASE("a full batch holds the fetching side back until it is taken") {
  Handoff handoff({3, 1 << 20});
  std::atomic<int> in{0};
  std::thread fetcher([&] {
    for (int i = 0; i < 10; ++i, ++in) put(handoff, std::to_string(i));
    handoff.finish();
  });
  int out = 0;
  while (const auto batch = handoff.take()) {
    CHECK(batch->entries.size() <= 3);
    out += static_cast<int>(batch->entries.size());
    CHECK(in.load() <= out + 4);  // three in the next open batch and one on its way
  }
  fetcher.join();
  CHECK(out == 10);
}

TEST_CASE("bytes count as well") {
  Handoff handoff({1000, 1000});
  handoff.put([](Batch& batch) {
    batch.arena.allocate(5000);
    batch.entries.emplace_back().id = "large";
  });
  std::thread fetcher([&] {
    put(handoff, "next");
    handoff.finish();
  });
  const auto first = handoff.take();
  CHECK(first->entries.size() == 1);
  const auto second = handoff.take();
  REQUIRE(second);
  CHECK(second->entries[0].id == "next");
  fetcher.join();
}

TEST_CASE("abort wakes whoever waits to put, and nothing goes in any more") {
  Handoff handoff({1, 1 << 20});
  put(handoff, "1");
  std::atomic<bool> answered{true};
  std::thread fetcher([&] { answered = put(handoff, "2"); });
  handoff.abort();
  fetcher.join();
  CHECK_FALSE(answered);
  CHECK_FALSE(put(handoff, "3"));
}

TEST_CASE("finish wakes whoever waits to take") {
  Handoff handoff({1, 1 << 20});
  std::shared_ptr<Batch> taken = std::make_shared<Batch>();
  std::thread writer([&] { taken = handoff.take(); });
  handoff.finish();
  writer.join();
  CHECK(taken == nullptr);
}

TEST_CASE("an id is claimed once, answered once, and free again when it is settled") {
  Handoff handoff({10, 1 << 20});
  ListedRow row;
  row.number = "20001";
  CHECK(handoff.claim("1", {row, nullptr, {}, false}));
  CHECK_FALSE(handoff.claim("1", {row, nullptr, {}, false}));
  CHECK(handoff.claim("2", {row, nullptr, {}, false}));
  CHECK(handoff.is_in_flight("1"));
  Entry back;
  back.id = "1";
  CHECK(handoff.answer(back));
  CHECK(back.row.number == "20001");
  CHECK_FALSE(handoff.answer(back));
  back.id = "unknown";
  CHECK_FALSE(handoff.answer(back));
  put(handoff, "1");
  handoff.settle(*handoff.take());
  CHECK_FALSE(handoff.is_in_flight("1"));
}

TEST_CASE("what was wanted and got no answer is named, forgotten, and may be wanted again") {
  Handoff handoff({10, 1 << 20});
  for (const auto* id : {"1", "2", "3"}) CHECK(handoff.claim(id, {{}, nullptr, {}, false}));
  Entry answered;
  answered.id = "2";
  CHECK(handoff.answer(answered));
  CHECK(handoff.take_unanswered() == Ids{"1", "3"});
  CHECK(handoff.take_unanswered().empty());
  CHECK(handoff.is_in_flight("2"));
  CHECK(handoff.claim("1", {{}, nullptr, {}, false}));
}

TEST_CASE("drained is when all that was put is settled, or the run stops") {
  Handoff handoff({10, 1 << 20});
  CHECK(handoff.drain());
  put(handoff, "1");
  std::atomic<bool> drained{false};
  std::thread fetcher([&] { drained = handoff.drain(); });
  const auto batch = handoff.take();
  CHECK_FALSE(drained);  // taken is not settled
  handoff.settle(*batch);
  fetcher.join();
  CHECK(drained);
  put(handoff, "2");
  std::thread waiting([&] { drained = handoff.drain(); });
  handoff.abort();
  waiting.join();
  CHECK_FALSE(drained);
}

TEST_CASE("a batch that somebody still reads is not used again") {
  Handoff handoff({10, 1 << 20});
  put(handoff, "1");
  auto batch = handoff.take();
  const auto abandoned_call = batch;
  handoff.recycle(std::move(batch));
  put(handoff, "2");
  const auto next = handoff.take();
  CHECK(next != abandoned_call);
  CHECK(abandoned_call->entries[0].id == "1");
}

TEST_CASE("many threads put, one takes: nothing is lost, nothing comes twice") {
  constexpr int kThreads = 4, kEach = 2000;
  Handoff handoff({64, 1 << 20});
  std::vector<std::thread> fetchers;
  std::atomic<int> claimed{0};
  for (int t = 0; t < kThreads; ++t)
    fetchers.emplace_back([&] {
      for (int i = 0; i < kEach; ++i) {  // every thread tries every id
        const auto id = std::to_string(i);
        if (!handoff.claim(id, {{}, nullptr, {}, false})) continue;
        ++claimed;
        Entry entry;
        entry.id = id;
        if (handoff.answer(entry)) put(handoff, id);
      }
    });
  std::thread finisher([&] {
    for (auto& fetcher : fetchers) fetcher.join();
    handoff.finish();
  });
  std::map<std::string, int> seen;
  std::vector<std::shared_ptr<Batch>> batches;  // not settled before the end: all ids stay in flight
  while (auto batch = handoff.take()) {
    for (const auto& entry : batch->entries) ++seen[entry.id];
    batches.push_back(std::move(batch));
  }
  finisher.join();
  for (const auto& batch : batches) handoff.settle(*batch);
  CHECK(claimed == kEach);
  CHECK(seen.size() == kEach);
  for (const auto& [id, times] : seen) CHECK(times == 1);
  CHECK(handoff.take_unanswered().empty());
}
