// SPDX-License-Identifier: MIT
// Queries, list pages, selection, cursors and the pace of requests.
#include "fetch/selection.hpp"
#include "fetch/position.hpp"
#include "fetch/query.hpp"
#include "http/limiter.hpp"
#include "test_data.hpp"

using namespace shopware_test;
using namespace orderbridge::shopware5;

TEST_CASE("list requests name model fields, explicit expressions and sort by id") {
  CHECK(list_request({filter_number("status", ">=", 0), filter_number("id", ">", 228)}, 100).target ==
        "/api/orders?limit=100&sort%5B0%5D%5Bproperty%5D=id&sort%5B0%5D%5Bdirection%5D=ASC"
        "&filter%5B0%5D%5Bproperty%5D=status&filter%5B0%5D%5Bexpression%5D=%3E%3D&filter%5B0%5D%5Bvalue%5D=0"
        "&filter%5B1%5D%5Bproperty%5D=id&filter%5B1%5D%5Bexpression%5D=%3E&filter%5B1%5D%5Bvalue%5D=228");
  const std::set<std::int64_t> one{0}, two{0, 5};
  CHECK(filter_any("status", one).expression == "=");
  const auto target = list_request({filter_any("status", two)}, 1).target;
  CHECK(
      target.find("%5Bexpression%5D=IN&filter%5B0%5D%5Bvalue%5D%5B%5D=0&filter%5B0%5D%5Bvalue%5D%5B%5D=5") !=
      std::string::npos);
  CHECK(detail_request(63).target == "/api/orders/63");
}

TEST_CASE("a recorded list page: rows, null number, hashes over the whole row") {
  auto json = data_file("shopware5/list_all_sort_id.http");
  json.erase(0, json.find("{\"data\""));
  simdjson::ondemand::parser parser;
  const auto page = read_list_page(parser, padded(json));
  REQUIRE(page);
  CHECK(page->total == 62);
  REQUIRE(page->rows.size() == 62);
  const auto& first = page->rows[0];
  CHECK(first.id == 15);
  CHECK(first.number == "20001");
  CHECK(first.payment_state == 17);
  CHECK(first.subshop_id == "1");
  for (std::size_t i = 1; i < page->rows.size(); ++i) CHECK(page->rows[i].id > page->rows[i - 1].id);
  for (const auto& row : page->rows)
    if (row.id == 210) CHECK_FALSE(row.has_number);
  auto changed = with(json, "\"trackingCode\":\"\"", "\"trackingCode\":\"X\"");
  changed.reserve(changed.size() + simdjson::SIMDJSON_PADDING);
  const auto again = read_list_page(parser, padded(changed));
  CHECK(again->rows[0].hash != first.hash);
  CHECK(again->rows[1].hash == page->rows[1].hash);
  const auto cut = json.substr(0, json.size() / 2) + std::string(1, ' ');
  auto room = cut;
  room.reserve(room.size() + simdjson::SIMDJSON_PADDING);
  CHECK_THROWS_AS(read_list_page(parser, padded(room)), simdjson::simdjson_error);
}

TEST_CASE("the stored hash never changes between versions") {
  CHECK(stable_hash("") != stable_hash("0"));
  CHECK(stable_hash(std::string("\0", 1)) != stable_hash(std::string("\0\0", 2)));
  CHECK(stable_hash("{\"id\":63}") == stable_hash("{\"id\":63}"));
  CHECK(stable_hash("{\"id\":63}") == 0x4c595bd08807957bu);
}

TEST_CASE("selection: every refusal has a code and a text") {
  Wanted wanted;
  wanted.order_states = {0};
  Judged order{"20001", true, 0, 17, "2026-11-01T00:00:00+0100", "1", "2"};
  const auto code = [&] {
    const auto reason = not_wanted(wanted, order, Language{});
    return reason ? reason->code : std::string("wanted");
  };
  CHECK(code() == "wanted");
  wanted.payment_states = {12};
  CHECK(not_wanted(wanted, order, Language{})->text ==
        "payment state 17 (open) is not among payment-states: 12");
  order.payment_state = 12;
  wanted.subshops = {"1"};
  CHECK(code() == "sub-shop");
  wanted.subshops = {"2"};
  wanted.start_date = "2026-11-02";
  CHECK(not_wanted(wanted, order, Language{true})->text ==
        "bestellt am 2026-11-01, vor start-date 2026-11-02");
  wanted.start_date = "2026-11-01";
  CHECK(code() == "wanted");
  for (const auto* time : {"", "0000-00-00 00:00:00", "-0001-11-30T00:00:00+0053"}) {
    order.order_time = time;  // never taken past start-date unseen
    CHECK(code() == "order-time-unreadable");
    CHECK(not_wanted(wanted, order, Language{})->for_a_person);
  }
  order.order_time = "2026-11-01T00:00:00+0100";
  order.state = 8;
  CHECK(code() == "order-state");
  order.number = "0";
  CHECK(code() == "aborted-checkout");
  order = {"20001", true, -1, 0, "", "1", "1"};
  CHECK(code() == "aborted-checkout");
}

TEST_CASE("converted baskets: reported, or imported with payment state 0 as open") {
  Wanted wanted;
  wanted.order_states = {0};
  const Judged basket{"20099", true, 1, 0, "2026-11-01T00:00:00+0100", "1", "1"};
  CHECK(not_wanted(wanted, basket, Language{})->code == "converted-basket");
  CHECK(not_wanted(wanted, basket, Language{})->for_a_person);
  wanted.import_converted = true;
  CHECK_FALSE(not_wanted(wanted, basket, Language{}));
  wanted.payment_states = {17};
  CHECK_FALSE(not_wanted(wanted, basket, Language{}));
  wanted.payment_states = {12};
  CHECK(not_wanted(wanted, basket, Language{})->code == "payment-state");
}

TEST_CASE("cursors and bookmarks") {
  CHECK(Position{Phase::kCoverage, 228}.cursor() == "coverage:228");
  CHECK(parse_cursor("open:17")->id == 17);
  for (const auto* bad : {"", "open", "open:", "open:x", "other:1", "open:-1", "open:99999999999999999999"})
    CHECK_FALSE(parse_cursor(bad));
  CHECK(parse_bookmark(Bookmark{228, ""}.text()).highest == 228);
  const auto both = parse_bookmark(Bookmark{228, "2026-11-24T10:11:12+0100"}.text());
  CHECK(both.highest == 228);
  CHECK(both.changed == "2026-11-24T10:11:12+0100");
  CHECK(parse_bookmark("").highest == 0);
  CHECK(parse_bookmark("highest=x").highest == 0);
}

TEST_CASE("phases: nothing is listed twice, nothing is left out") {
  Wanted wanted;
  wanted.order_states = {0};
  using Phases = std::vector<Phase>;
  CHECK(phases_of(wanted, 0, true) == Phases{Phase::kCoverage});
  CHECK(phases_of(wanted, 28, true) ==
        Phases{Phase::kOpen, Phase::kConverted, Phase::kChanged, Phase::kCoverage});
  wanted.order_states = {0, 1};
  CHECK(phases_of(wanted, 28, false) == Phases{Phase::kOpen, Phase::kCoverage});
  wanted.all_since = true;
  CHECK(phases_of(wanted, 28, false) == Phases{Phase::kConverted, Phase::kCoverage});
}

TEST_CASE("a checkpoint never passes an order that is still on its way") {
  Finished finished;
  const auto a = finished.start({Phase::kOpen, 1}), b = finished.start({Phase::kOpen, 2});
  const auto c = finished.start({Phase::kOpen, 3});
  finished.finish(b);
  CHECK_FALSE(finished.take());
  finished.finish(a);
  CHECK(finished.pending() == 2);
  CHECK(finished.take()->id == 2);
  CHECK_FALSE(finished.take());
  finished.finish(c);
  CHECK(finished.take()->id == 3);
}

TEST_CASE("pace: doubles while the shop keeps up, halves when it refuses or slows down") {
  using namespace std::chrono_literals;
  Pace pace(16);
  const auto answer = [&](int count, Pace::Latency latency) {
    for (int i = 0; i < count; ++i) pace.answered(latency);
  };
  CHECK(pace.limit() == 2);
  answer(2, 10ms);
  CHECK(pace.limit() == 4);
  answer(4 + 8, 12ms);
  CHECK(pace.limit() == 16);
  answer(16, 12ms);
  CHECK(pace.limit() == 16);
  answer(16, 200ms);
  CHECK(pace.limit() == 8);
  answer(8, 12ms);
  CHECK(pace.limit() == 9);
  for (int i = 0; i < 6; ++i) pace.refused();
  CHECK(pace.limit() == 1);
  CHECK(Pace(1).limit() == 1);
}
TEST_CASE("changes are asked for again from a good hour before the last one") {
  CHECK(changes_since("2026-11-24T10:11:12+0100") == "2026-11-24 09:01:12");
  CHECK(changes_since("2026-03-01T00:30:00+0100") == "2026-02-28 23:20:00");  // over midnight and month
  CHECK(changes_since("") == "");
  CHECK(changes_since("yesterday") == "");
}
