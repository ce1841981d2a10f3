// SPDX-License-Identifier: MIT
// Reader: what a source calls lands in the open batch, in order; what is against the rules becomes a note.
#include "pipeline/reader.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "journal/sqlite_journal.hpp"
#include "orderbridge/text.hpp"
#include "support/filled_records.hpp"

using namespace orderbridge;
using namespace orderbridge::pipeline;

namespace {

struct Source {
  explicit Source(std::uint32_t kind = OB_KIND_ORDER) {
    RunFacts facts;
    facts.run = 1, facts.now = 1000, facts.generation = "generation", facts.kind = kind;
    reader = std::make_shared<Reader>(*journal, 1, facts, handoff, second_look, stop, progress);
  }
  std::shared_ptr<Batch> batch() { return handoff->take(); }

  std::unique_ptr<journal::Journal> journal = journal::make_null_journal();
  std::shared_ptr<Handoff> handoff = std::make_shared<Handoff>(Handoff::Limits{});
  std::shared_ptr<SecondLook> second_look = std::make_shared<SecondLook>();
  std::shared_ptr<connectors::StopSignal> stop = std::make_shared<connectors::StopSignal>();
  std::shared_ptr<Progress> progress = std::make_shared<Progress>();
  std::shared_ptr<Reader> reader;
};

ob_listed row(std::string_view id) {
  ob_listed listed{};
  listed.size = sizeof listed;
  listed.id = to_abi(id);
  listed.hint = 7;
  return listed;
}

}  // namespace

TEST_CASE("asked, emitted, checkpoint: one entry with its row, then the position") {
  Source source;
  host_test::FilledOrder filled;
  const auto listed = row("4711");
  CHECK(source.reader->want(listed) == OB_WANT);
  CHECK(source.reader->want(listed) == OB_KNOWN);  // once is enough
  CHECK(source.reader->emit(filled.record(), &listed) == OB_OK);
  CHECK(source.reader->emit(filled.record(), &listed) == OB_OK);
  CHECK(source.reader->checkpoint("cursor", "bookmark") == OB_OK);
  const auto batch = source.batch();
  REQUIRE(batch->entries.size() == 1);
  CHECK(batch->entries[0].kind == Entry::Kind::kRecord);
  CHECK(batch->entries[0].row.hint == 7);
  CHECK(batch->position->cursor == "cursor");
  CHECK(source.reader->listed() == 1);
}

TEST_CASE("a record of another kind than the pipeline's never reaches a sink") {
  host_test::FilledOrder order;
  host_test::FilledStatus status;
  Source orders(OB_KIND_ORDER), statuses(OB_KIND_STATUS);
  orders.reader->emit(status.record(), nullptr);
  statuses.reader->emit(order.record(), nullptr);
  for (auto* source : {&orders, &statuses}) {
    const auto batch = source->batch();
    REQUIRE(batch->entries.size() == 1);
    CHECK(batch->entries[0].kind == Entry::Kind::kNote);
    CHECK(batch->entries[0].note.code == "bad-record");
  }
}

TEST_CASE("ids against the rules get keys that are short, printable and their own") {
  Source source;
  std::vector<std::string> keys;
  for (const std::string& id : {std::string(), std::string(300, 'x'), std::string(300, 'y'),
                                std::string("1\x1B[31m"), std::string("K\xF6ln")}) {
    ob_note note{};
    note.size = sizeof note;
    note.outcome = OB_NOTE_GONE;
    note.id = to_abi(id);
    CHECK(source.reader->note(note) == OB_OK);
  }
  const auto batch = source.batch();
  for (const auto& entry : batch->entries) keys.push_back(entry.id);
  std::sort(keys.begin(), keys.end());
  CHECK(std::unique(keys.begin(), keys.end()) == keys.end());
  CHECK(keys.size() == 5);
  for (const auto& key : keys) CHECK(key.substr(0, 10) == "broken-id-");
}

TEST_CASE("a cursor that cannot be kept is refused") {
  Source source;
  CHECK(source.reader->checkpoint(std::string(5000, 'x'), "") == OB_REJECTED);
  CHECK(source.reader->checkpoint("", "K\xF6ln") == OB_REJECTED);
  CHECK(source.reader->checkpoint("", "") == OB_OK);
}

TEST_CASE("a stopped run takes nothing more") {
  Source source;
  host_test::FilledOrder filled;
  source.stop->request();
  CHECK(source.reader->want(row("1")) == OB_STOP);
  CHECK(source.reader->emit(filled.record(), nullptr) == OB_CANCELLED);
  CHECK(source.reader->checkpoint("", "") == OB_CANCELLED);
  CHECK(source.reader->listed() == 0);
}
