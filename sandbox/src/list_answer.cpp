// SPDX-License-Identifier: MIT
// See list_answer.hpp. A condition is judged once per template and remembered, so that 100,000 clones cost
// one look each.
#include "list_answer.hpp"

#include <algorithm>
#include <cstdlib>
#include <deque>
#include <limits>
#include <optional>

#include "column_value.hpp"

namespace orderbridge::sandbox {
namespace {

class Judge {
 public:
  Judge(const Condition& condition, std::size_t templates)
      : condition_(condition),
        by_id_(condition.property == "id" &&
               std::string_view("= != <> < <= > >=").find(condition.expression) != std::string_view::npos),
        remembers_(same_in_clones(condition.property)),
        known_(templates, kUnknown) {
    if (by_id_) wanted_ = std::strtoll(condition.values.front().c_str(), nullptr, 10);
  }

  bool operator()(const Order& order) {
    if (by_id_) return judge_id(order.id);
    if (!remembers_ || order.changes) return matches(column_value(order, condition_.property), condition_);
    signed char& known = known_[order.base->index];
    if (known == kUnknown) known = matches(column_value(order, condition_.property), condition_) ? 1 : 0;
    return known == 1;
  }

 private:
  static constexpr signed char kUnknown = -1;

  bool judge_id(std::int64_t id) const {
    const std::string& how = condition_.expression;
    if (how == ">") return id > wanted_;
    if (how == ">=") return id >= wanted_;
    if (how == "<") return id < wanted_;
    if (how == "<=") return id <= wanted_;
    return (id == wanted_) == (how == "=");
  }

  const Condition& condition_;
  bool by_id_;
  bool remembers_;
  std::vector<signed char> known_;
  std::int64_t wanted_ = 0;
};

std::size_t first_candidate(const std::vector<Order>& orders, const ListQuery& query) {
  std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
  for (const Condition& condition : query.conditions) {
    if (condition.alternative) return 0;
    if (condition.property == "id" && condition.expression.starts_with(">") && !condition.values.empty())
      lowest = std::max<std::int64_t>(lowest, std::strtoll(condition.values.front().c_str(), nullptr, 10));
  }
  const auto at = std::lower_bound(orders.begin(), orders.end(), lowest,
                                   [](const Order& order, std::int64_t id) { return order.id < id; });
  return static_cast<std::size_t>(at - orders.begin());
}

std::vector<const Order*> select(const std::vector<Order>& orders, std::size_t templates,
                                 const ListQuery& query) {
  std::vector<Judge> judges;
  for (const Condition& condition : query.conditions) judges.emplace_back(condition, templates);
  std::vector<const Order*> found;
  for (std::size_t at = first_candidate(orders, query); at < orders.size(); ++at) {
    bool fits = true;
    for (std::size_t i = 0; i < judges.size(); ++i) {
      if (query.conditions[i].alternative && i > 0)
        fits = fits || judges[i](orders[at]);
      else
        fits = fits && judges[i](orders[at]);
    }
    if (fits) found.push_back(&orders[at]);
  }
  return found;
}

// What the database does where the sort leaves it free: any order, another one for another page.
std::uint64_t whim(std::int64_t id, const ListQuery& query) {
  std::uint64_t x = static_cast<std::uint64_t>(id) * 0x9E3779B97F4A7C15U +
                    static_cast<std::uint64_t>(query.start * 1000003 + query.limit) * 0xC2B2AE3D27D4EB4FU;
  x ^= x >> 29;
  return x * 0xBF58476D1CE4E5B9U;
}

// The values of one sort key; a template's value serves all its unchanged clones.
class SortColumn {
 public:
  SortColumn(const SortKey& key, std::size_t templates)
      : key_(key), shared_(same_in_clones(key.property)), by_template_(shared_ ? templates : 0) {}

  const ColumnValue* of(const Order& order) {
    if (!shared_ || order.changes) return &own_.emplace_back(column_value(order, key_.property));
    auto& value = by_template_[order.base->index];
    if (!value) value = column_value(order, key_.property);
    return &*value;
  }

 private:
  const SortKey& key_;
  bool shared_;
  std::vector<std::optional<ColumnValue>> by_template_;
  std::deque<ColumnValue> own_;  // a deque: the addresses stay
};

struct Ranked {
  const Order* order;
  std::vector<const ColumnValue*> keys;
  std::uint64_t whim;
};

void arrange_by(std::vector<const Order*>& found, const std::vector<SortKey>& sort, std::size_t templates,
                const ListQuery& query) {
  std::vector<SortColumn> columns;
  for (const SortKey& key : sort) columns.emplace_back(key, templates);
  std::vector<Ranked> ranked;
  ranked.reserve(found.size());
  for (const Order* order : found) {
    ranked.push_back({order, {}, whim(order->id, query)});
    for (auto& column : columns) ranked.back().keys.push_back(column.of(*order));
  }
  const auto before = [&](const Ranked& left, const Ranked& right) {
    for (std::size_t i = 0; i < sort.size(); ++i) {
      const int order = compare(*left.keys[i], *right.keys[i]);
      if (order != 0) return sort[i].descending ? order > 0 : order < 0;
    }
    return left.whim < right.whim;
  };
  std::sort(ranked.begin(), ranked.end(), before);
  for (std::size_t i = 0; i < found.size(); ++i) found[i] = ranked[i].order;
}

// Without a sort the database follows the index it likes: the customer's for a small page of a table, the
// primary key else. With a filter it changes its mind in the middle, so pages overlap.
void arrange_unsorted(std::vector<const Order*>& found, std::size_t templates, const ListQuery& query) {
  const auto total = static_cast<std::int64_t>(found.size());
  const bool small = query.limit * 10 <= total;
  if (small && (query.conditions.empty() || query.start * 2 < total))
    arrange_by(found, {{"customerId", false}, {"id", false}}, templates, query);
}

void arrange(std::vector<const Order*>& found, std::size_t templates, const ListQuery& query) {
  if (query.sort.empty()) return arrange_unsorted(found, templates, query);
  if (query.sort.front().property != "id") return arrange_by(found, query.sort, templates, query);
  if (query.sort.front().descending) std::reverse(found.begin(), found.end());
}

}  // namespace

std::string list_answer(const std::vector<Order>& orders, std::size_t templates, const ListQuery& query) {
  auto found = select(orders, templates, query);
  const std::size_t total = found.size();
  const auto begin =
      std::min<std::size_t>(static_cast<std::size_t>(std::max<std::int64_t>(query.start, 0)), total);
  const auto end = std::min<std::size_t>(begin + static_cast<std::size_t>(query.limit), total);
  if (begin < end) arrange(found, templates, query);
  std::string out = "{\"data\":[";
  out.reserve((end - begin) * 1000 + 64);
  for (std::size_t at = begin; at < end; ++at) {
    if (at > begin) out += ',';
    found[at]->append_row(out);
  }
  return out + "],\"total\":" + std::to_string(total) + ",\"success\":true}";
}

}  // namespace orderbridge::sandbox
