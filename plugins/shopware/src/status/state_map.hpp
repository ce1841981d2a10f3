// SPDX-License-Identifier: MIT
// StateMap: the names of connector_abi.h for states an ERP tells, and the ids this shop has for them. Made
// once from the options `states` and `payments`. Immutable, read from all threads.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace orderbridge::shopware5 {

/// One option's table: name -> id.
class StateTable {
 public:
  using Ids = std::map<std::string, std::int64_t, std::less<>>;
  /// `untouched`: ids that mean that nobody has done anything yet.
  StateTable(Ids ids, std::vector<std::int64_t> untouched);

  std::optional<std::int64_t> id_of(std::string_view name) const;
  /// Nobody has done anything yet: what the connector may overwrite without being told that it may.
  bool is_untouched(std::int64_t id) const noexcept;
  bool knows(std::string_view name) const { return ids_.find(name) != ids_.end(); }
  /// Another id for a name that the table knows.
  void replace(std::string_view name, std::int64_t id) { ids_.find(name)->second = id; }
  /// "accepted, cancelled, ..."
  std::string names() const;

 private:
  Ids ids_;
  std::vector<std::int64_t> untouched_;
};

struct StateMap {
  StateTable order, payment;
};

/// Shopware's own states.
StateMap default_state_map();

}  // namespace orderbridge::shopware5
