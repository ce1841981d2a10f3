// SPDX-License-Identifier: MIT
// Dead letters: opened, renewed, closed and edited; at most one open letter an order.
#include "journal/support.hpp"

using namespace journal_test;

namespace {

DeadLetter dead(const std::string& order, Micros at = 10) {
  DeadLetter l;
  l.order = order, l.number = "2" + order, l.stage = "sink", l.code = "c", l.text = "t",
  l.place = "shop.xml:3";
  l.attempts = 8, l.first_at = l.last_at = at, l.run = 3, l.content_version = "v1", l.record = "<order/>";
  return l;
}

struct Desk {
  Folder folder;
  std::unique_ptr<Journal> journal = open_sqlite_journal(folder.file("j.db"));
  StreamId one = journal->stream("import", "source"), other = journal->stream("second", "source");

  void put(StreamId stream, const DeadLetter& letter) const {
    auto c = changes(stream);
    c.letters = {letter};
    journal->commit(c);
  }
  void close(StreamId stream, const std::string& order, LetterState state = LetterState::kResolved) const {
    auto c = changes(stream);
    c.closed_letters = {{order, state}};
    journal->commit(c);
  }
  std::vector<std::int64_t> listed(const LetterFilter& filter) const {
    std::vector<std::int64_t> all;
    for (const auto& l : journal->letters(filter)) all.push_back(l.id);
    return all;
  }
};
template <class Set>
LetterFilter only(Set set) {
  LetterFilter filter;
  set(filter);
  return filter;
}
using Numbers = std::vector<std::int64_t>;

}  // namespace

TEST_CASE("a letter keeps all its parts; a list is without the records") {
  const Desk desk;
  desk.put(desk.one, dead("7"));
  const auto list = desk.journal->letters({});
  REQUIRE(list.size() == 1);
  CHECK(list[0].record.empty());
  const auto l = desk.journal->letter(list[0].id).value();
  CHECK(l.stream == desk.one);
  CHECK(l.pipeline == "import");
  CHECK(Ids{l.order, l.number, l.stage, l.code, l.text, l.place} ==
        Ids{"7", "27", "sink", "c", "t", "shop.xml:3"});
  CHECK(l.attempts == 8);
  CHECK(l.first_at == 10);
  CHECK(l.last_at == 10);
  CHECK(l.run == 3);
  CHECK(l.state == LetterState::kOpen);
  CHECK(l.content_version == "v1");
  CHECK(l.record == "<order/>");
  CHECK(l.edited.empty());
  CHECK_FALSE(desk.journal->letter(l.id + 1));
}

TEST_CASE("an open letter is renewed: its beginning and what a person made of it stay") {
  const Desk desk;
  desk.put(desk.one, dead("7"));
  const auto id = desk.journal->letters({})[0].id;
  CHECK(desk.journal->edit_letter(id, "v1", "<edited/>"));
  CHECK_FALSE(desk.journal->edit_letter(id, "v0", "<other/>"));  // made from another content
  desk.put(desk.one, dead("7", 15));                             // the same order: the edit still fits
  CHECK(desk.journal->letter(id)->edited == "<edited/>");
  CHECK(desk.journal->letter(id)->attempts == 9);
  auto again = dead("7", 20);
  again.text = "other", again.attempts = 12, again.content_version = "v2", again.record = "<newer/>";
  desk.put(desk.one, again);
  CHECK(desk.journal->open_letters(0) == 1);
  auto l = desk.journal->letter(id).value();
  CHECK(l.first_at == 10);
  CHECK(l.last_at == 20);
  CHECK(l.text == "other");
  CHECK(l.attempts == 12);
  CHECK(l.content_version == "v2");
  CHECK(l.record == "<newer/>");
  CHECK(l.edited.empty());                              // made from another content: it does not fit any more
  again.record.clear(), again.content_version.clear();  // this time the source gave none
  desk.put(desk.one, again);
  l = desk.journal->letter(id).value();
  CHECK(l.record == "<newer/>");
  CHECK(l.content_version == "v2");
}

TEST_CASE("a closed letter stays closed; the next trouble opens a new one with an id never used") {
  const Desk desk;
  desk.put(desk.one, dead("7"));
  desk.put(desk.other, dead("7"));
  const auto id = desk.listed(only([](auto& f) { f.pipeline = "import"; })).at(0);
  desk.close(desk.one, "7");
  desk.close(desk.one, "7", LetterState::kDropped);  // not open: as it is
  CHECK(desk.journal->letter(id)->state == LetterState::kResolved);
  CHECK_FALSE(desk.journal->edit_letter(id, "v1", "<late/>"));
  CHECK(desk.journal->letter(id)->edited.empty());
  CHECK(desk.journal->open_letters(desk.one) == 0);
  CHECK(desk.journal->open_letters(desk.other) == 1);
  desk.put(desk.one, dead("7", 30));
  const auto next = desk.listed(only([](auto& f) { f.pipeline = "import"; })).at(0);
  CHECK(next > id + 1);
  CHECK(desk.journal->letter(next)->first_at == 30);
  run_sql(desk.folder.file("j.db"), "DELETE FROM dead_letter");
  desk.put(desk.one, dead("8"));
  CHECK(desk.listed({}).at(0) > next);
}

TEST_CASE("letters by pipeline, order, number, state and page") {
  const Desk desk;
  for (const char* order : {"1", "2", "3"}) desk.put(desk.one, dead(order));
  desk.put(desk.other, dead("1"));
  desk.close(desk.one, "2", LetterState::kDropped);
  CHECK(desk.listed({}) == Numbers{1, 3, 4});
  CHECK(desk.listed(only([](auto& f) { f.pipeline = "second"; })) == Numbers{4});
  CHECK(desk.listed(only([](auto& f) { f.order = "1"; })) == Numbers{1, 4});
  CHECK(desk.listed(only([](auto& f) { f.order = "23"; })) == Numbers{3});
  CHECK(desk.listed(only([](auto& f) { f.state = LetterState::kDropped; })) == Numbers{2});
  CHECK(desk.listed(only([](auto& f) { f.state = std::nullopt; })) == Numbers{1, 2, 3, 4});
  CHECK(desk.listed(only([](auto& f) {
    f.after = 1;
    f.limit = 1;
  })) == Numbers{3});
  CHECK(desk.listed(only([](auto& f) { f.pipeline = "nobody"; })).empty());
}

TEST_CASE("an order that got on in the batch that also tells of its trouble has no open letter") {
  const Desk desk;
  auto c = changes(desk.one);
  c.letters = {dead("7")};
  c.closed_letters = {{"7"}};
  desk.journal->commit(c);
  CHECK(desk.journal->open_letters(0) == 0);
}
