// SPDX-License-Identifier: MIT
// What a list request asks for, read as Shopware's QueryBuilder reads it, with its error texts.
#pragma once

#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "php_query.hpp"

namespace orderbridge::sandbox {

struct Condition {
  std::string property;    // "status", "customer.email": without the prefix "orders."
  std::string expression;  // upper case; LIKE and IN are filled in where none was given
  std::vector<std::string> values;
  bool alternative = false;  // `operator` was given: (everything before) OR this
};

struct SortKey {
  std::string property;
  bool descending = false;
};

struct ListQuery {
  std::int64_t limit = 1000;
  std::int64_t start = 0;
  std::vector<Condition> conditions;
  std::vector<SortKey> sort;
};

// A 500 of the shop. An empty text means the empty text/html answer of a PHP fatal.
struct QueryError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// (group, name) -> is there such a property; see OrderStore::has_property.
using KnowsProperty = std::function<bool(std::string_view, std::string_view)>;

ListQuery parse_list_query(const QueryNode& query, const KnowsProperty& knows);

}  // namespace orderbridge::sandbox
