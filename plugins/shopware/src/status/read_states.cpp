// SPDX-License-Identifier: MIT
// See read_states.hpp.
#include "read_states.hpp"

#include <algorithm>

#include "../fetch/list_page.hpp"
#include "../fetch/query.hpp"
#include "../mapper/numbers.hpp"

namespace orderbridge::shopware5 {
namespace {

ListPage ask(ShopClient& client, const CancelToken& token, const std::vector<std::int64_t>& ids) {
  const auto request = by_id_request(ids);
  const auto body = client.ask(request, token);
  try {
    simdjson::ondemand::parser parser;
    if (auto page =
            read_list_page(parser, simdjson::padded_string_view(body.data(), body.size(), body.capacity())))
      return std::move(*page);
  } catch (const simdjson::simdjson_error&) {
  }
  throw unreadable_list(client.context(), request);
}

/// An absent or null state must not pass for "open".
ShopState states_of(const ListRow& row) {
  // An empty date comes as a year below zero.
  const bool cleared =
      !row.cleared.empty() && row.cleared.front() != '-' && row.cleared.substr(0, 4) != "0000";
  return {parse_integer(row.state_text),
          parse_integer(row.payment_state_text),
          row.tracking,
          cleared,
          row.hash,
          row.core};
}

}  // namespace

std::map<std::int64_t, ShopState> read_states(ShopClient& client, const CancelToken& token,
                                              std::vector<std::int64_t> ids) {
  std::map<std::int64_t, ShopState> found;
  while (!ids.empty()) {
    const auto page = ask(client, token, ids);
    const auto asked = ids.size();
    for (const auto& row : page.rows)
      if (std::erase(ids, row.id) > 0) found.emplace(row.id, states_of(row));
    // A shop may give fewer rows than it has: what is missing is asked for again, as long as that brings any.
    const bool cut = page.total > static_cast<std::int64_t>(page.rows.size());
    if (!cut || ids.size() == asked) break;
  }
  return found;
}

}  // namespace orderbridge::shopware5
