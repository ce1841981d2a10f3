// SPDX-License-Identifier: MIT
// See ask_list.hpp.
#include "ask_list.hpp"

namespace orderbridge::shopware5 {

ListPage ask_list(ShopClient& client, const Request& request, const CancelToken& token) {
  const auto body = client.ask(request, token);
  std::optional<ListPage> page;
  try {
    simdjson::ondemand::parser parser;
    page = read_list_page(parser, simdjson::padded_string_view(body.data(), body.size(), body.capacity()));
  } catch (const simdjson::simdjson_error&) {
  }
  if (page) return *std::move(page);
  const auto context = client.context();
  throw unreadable(
      context, request,
      context.say("the answer is no order list, or was cut off; a plugin or a server in front of the "
                  "shop may change answers",
                  "die Antwort ist keine Bestellliste oder abgeschnitten; vielleicht ändert ein Plugin "
                  "oder ein vorgeschalteter Server die Antworten"));
}

}  // namespace orderbridge::shopware5
