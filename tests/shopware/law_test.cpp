// SPDX-License-Identifier: MIT
// The law of the way back, host and connector together: the tables of docs/telling.md, which were written by
// hand and not from the code, each cell with every state that a shop may show.
#include <catch2/catch.hpp>
#include <fstream>
#include <map>
#include <sstream>

#include "mapper/states.hpp"
#include "pipeline/may_replace.hpp"
#include "status/desired_state.hpp"

namespace shop = orderbridge::shopware5;
using orderbridge::journal::StandingState;
using orderbridge::pipeline::ToldState;

namespace {

using Strings = std::vector<std::string>;

struct Cell {
  std::string stands, word;  // "nothing known" or the shop's id; what the ERP says
  std::int64_t wanted = 0;   // its id
  std::vector<std::int64_t> replaced;
};

Strings split(const std::string& text, char at) {
  Strings parts;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, at);) {
    const auto from = part.find_first_not_of(' '), to = part.find_last_not_of(' ');
    parts.push_back(from == part.npos ? "" : part.substr(from, to - from + 1));
  }
  return parts;
}

/// The table below this heading.
std::vector<Cell> table(const std::string& heading) {
  std::ifstream in(OB_SOURCE_DIR "/docs/telling.md");
  std::vector<Cell> cells;
  Strings columns;
  bool here = false;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("## ")) here = line == "## " + heading;
    if (!here || !line.starts_with("| ")) continue;
    auto parts = split(line, '|');  // the first one is empty
    if (columns.empty()) {
      columns = parts;
      continue;
    }
    for (std::size_t i = 2; i < parts.size(); ++i) {
      const auto column = split(columns[i], ' ');
      Cell cell{parts[1], column[0], std::stoll(column[1]), {}};
      for (const auto& id : split(parts[i], ','))
        if (id != "–") cell.replaced.push_back(std::stoll(id));
      cells.push_back(std::move(cell));
    }
  }
  return cells;
}

std::vector<std::string_view> views(const Strings& texts) {
  return {texts.begin(), texts.end()};
}

const shop::StateMap kMap = shop::default_state_map();

shop::Comparison decide(ToldState field, const Cell& cell, const StandingState& stands,
                        const Strings& allowed, std::int64_t shown) {
  const auto list = orderbridge::pipeline::may_replace(field, stands, cell.word, allowed);
  shop::DesiredState desired;
  const bool order = field == ToldState::kOrder;
  (order ? desired.order : desired.payment) = cell.wanted;
  (order ? desired.may_replace : desired.may_replace_payment) = views(list);
  return shop::compare(desired, order ? shop::ShopState{shown, 17} : shop::ShopState{0, shown}, kMap);
}

StandingState standing(ToldState field, const std::string& id) {
  if (id == "nothing known") return {};
  const auto number = std::stoll(id);
  return {
      id,
      std::string(field == ToldState::kOrder ? shop::state_name(number) : shop::payment_state_name(number)),
      ""};
}

void check(ToldState field, const std::vector<Cell>& cells, const std::vector<std::int64_t>& shown) {
  using Outcome = shop::Comparison::Outcome;
  for (const auto& cell : cells)
    for (const auto is : shown) {
      INFO("stands: " << cell.stands << ", the ERP says " << cell.word << ", the shop shows " << is);
      const bool replaced = std::find(cell.replaced.begin(), cell.replaced.end(), is) != cell.replaced.end();
      const auto expected = is == cell.wanted ? Outcome::kHolds
                            : replaced        ? Outcome::kWrite
                                              : Outcome::kConflict;
      CHECK(decide(field, cell, standing(field, cell.stands), {}, is).outcome == expected);
      // By the configuration, whatever stands there; by id as by word.
      CHECK(decide(field, cell, standing(field, cell.stands), {std::to_string(is)}, is).outcome ==
            (is == cell.wanted ? Outcome::kHolds : Outcome::kWrite));
      // The word alone is enough where the shop's id is not known.
      if (auto stands = standing(field, cell.stands);
          !stands.word.empty() && stands.word != "other" && stands.word != "open") {
        stands.id.clear();
        CHECK(decide(field, cell, stands, {}, is).outcome == expected);
      }
    }
}

const std::vector<std::int64_t> kOrders{0, 1, 2, 3, 4, 5, 6, 7, 8, 50};
const std::vector<std::int64_t> kPayments{0,  9,  10, 11, 12, 13, 14, 15, 16,
                                          17, 18, 19, 20, 21, 30, 31, 35, 99};

}  // namespace

TEST_CASE("the table of order states in docs/telling.md is what host and connector do") {
  const auto cells = table("Order states");
  REQUIRE(cells.size() == 11 * 6);
  check(ToldState::kOrder, cells, kOrders);
}

TEST_CASE("the table of payment states in docs/telling.md is what host and connector do") {
  const auto cells = table("Payment states");
  REQUIRE(cells.size() == 8 * 3);
  check(ToldState::kPayment, cells, kPayments);
}

TEST_CASE("what may have arrived without an answer may be replaced, but never back from where it may be") {
  const auto list = [](const char* trying, const char* wanted) {
    return orderbridge::pipeline::may_replace(ToldState::kOrder, {"1", "in_process", trying}, wanted, {});
  };
  CHECK(list("partially_delivered", "completely_delivered") ==
        Strings{"completely_delivered", "1", "partially_delivered"});
  CHECK(list("partially_delivered completely_delivered", "completed") ==
        Strings{"completed", "1", "partially_delivered", "completely_delivered"});
  CHECK(list("cancelled", "accepted") == Strings{"accepted", "1"});
  CHECK(list("", "") == Strings{});
}
