// SPDX-License-Identifier: MIT
// See read_states.hpp.
#include "read_states.hpp"

#include <algorithm>

#include "../fetch/list_page.hpp"
#include "../fetch/query.hpp"
#include "../mapper/numbers.hpp"

namespace orderbridge::shopware5 {
namespace {

constexpr int kInVain = 2;  // lists that show nothing of what was asked for

ListPage ask(ShopClient& client, const CancelToken& token, const std::vector<std::int64_t>& ids) {
  const auto request = by_id_request(ids);
  const auto body = client.ask(request, token);
  try {
    simdjson::ondemand::parser parser;
    if (auto page = read_list_page(
            parser, simdjson::padded_string_view(body.data(), body.size(), body.capacity()), Core::kHashed))
      return std::move(*page);
  } catch (const simdjson::simdjson_error&) {
  }
  throw unreadable_list(client.context(), request, body);
}

/// An absent or null state must not pass for "open".
ShopState states_of(const ListRow& row) {
  // An empty date comes as a year below zero.
  const bool cleared =
      !row.cleared.empty() && row.cleared.front() != '-' && row.cleared.substr(0, 4) != "0000";
  ShopState state{parse_integer(row.state_text),
                  parse_integer(row.payment_state_text),
                  row.tracking,
                  cleared,
                  row.hash,
                  row.core,
                  {}};
  for (const auto& time : {row.order_time, row.changed})
    if (const auto sample = clock_sample(time)) state.clock.push_back(*sample);
  return state;
}

}  // namespace

std::map<std::int64_t, ShopState> read_states(ShopClient& client, const CancelToken& token,
                                              std::vector<std::int64_t> ids) {
  std::map<std::int64_t, ShopState> found;
  // What a list does not show is asked for once more before it counts as gone: a list may be cut, or empty
  // for a moment, and count itself as whole.
  for (int in_vain = 0; !ids.empty() && in_vain < kInVain;) {
    const auto page = ask(client, token, ids);
    const auto asked = ids.size();
    for (const auto& row : page.rows)
      if (std::erase(ids, row.id) > 0) found.emplace(row.id, states_of(row));
    if (ids.size() == asked) ++in_vain;
  }
  return found;
}

}  // namespace orderbridge::shopware5
