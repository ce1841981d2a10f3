// SPDX-License-Identifier: MIT
// Who answered: the shop, or something in front of it. Shopware's API says everything as JSON with "success"
// (all recorded answers of 5.7.19 do, errors included; so does the source of 5.1 to 5.6). Whatever else comes
// is from a web server, a bot protection, a maintenance page or a plugin: passing trouble, named for what it
// shows of itself. Pure.
#pragma once
#include <string>
#include <string_view>

#include "http/answer.hpp"
#include "language.hpp"

namespace orderbridge::shopware5 {

bool looks_like_json(std::string_view body) noexcept;

/// What the shop itself says, from the top level of its JSON.
struct ShopWord {
  bool own = false;     // it is Shopware's API that speaks
  bool success = true;  // false: it says no, whatever the status
  std::string message;  // cut; remote text, may hold anything
};
/// Reads no body above 1 MiB: such a one is an answer with data.
ShopWord shop_word(const std::string& body);
/// Cheap enough for every answer: does a body that may be data say success: false?
bool may_say_no(std::string_view body) noexcept;

/// The shop's message for a text that people read and that is logged: short, without whatever has an @.
std::string shown_message(const std::string& message);

/// 'a web page by the server "cloudflare", bot challenge, title "Just a moment..."'
std::string stands_in_front(Language say, const Answer& answer);

/// PHP printed a warning, notice or error into the answer (display_errors).
bool has_php_message(std::string_view body) noexcept;

/// A server says that plain http was spoken to its https port (nginx and Apache answer 400 with a page).
bool asks_for_https(std::string_view body) noexcept;

}  // namespace orderbridge::shopware5
