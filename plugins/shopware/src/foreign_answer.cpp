// SPDX-License-Identifier: MIT
// See foreign_answer.hpp.
#include "foreign_answer.hpp"

#include <simdjson.h>

#include <algorithm>

#include "orderbridge/text.hpp"

namespace orderbridge::shopware5 {
namespace {

constexpr std::size_t kLargestWord = 1u << 20, kLargestRefusal = 64 * 1024, kLongestName = 60,
                      kLongestMessage = 200;

/// What a server says of itself, safe to show: printable, short, in one line.
std::string shown(std::string_view text, std::size_t limit = kLongestName) {
  auto cut = cut_remote_text(text, limit);
  if (!simdjson::validate_utf8(cut)) return {};
  std::replace(cut.begin(), cut.end(), '"', '\'');
  return cut;
}

bool equals_ignoring_case(std::string_view text, std::string_view lower) noexcept {
  return std::equal(text.begin(), text.end(), lower.begin(), lower.end(), [](char a, char b) {
    return (a >= 'A' && a <= 'Z' ? static_cast<char>(a | 0x20) : a) == b;
  });
}

std::size_t find_tag(std::string_view page, std::string_view tag, std::size_t from = 0) noexcept {
  for (auto at = page.find('<', from); at != std::string_view::npos; at = page.find('<', at + 1))
    if (equals_ignoring_case(page.substr(at, tag.size()), tag)) return at;
  return std::string_view::npos;
}

std::string title_of(std::string_view page) {
  page = page.substr(0, kLargestRefusal);
  const auto tag = find_tag(page, "<title");
  const auto open = tag == std::string_view::npos ? tag : page.find('>', tag);
  if (open == std::string_view::npos) return {};
  const auto close = page.find('<', open);
  const auto text = page.substr(open + 1, close == std::string_view::npos ? close : close - open - 1);
  const auto first = text.find_first_not_of(" \t\r\n"), last = text.find_last_not_of(" \t\r\n");
  return first == std::string_view::npos ? std::string() : shown(text.substr(first, last - first + 1));
}

}  // namespace

bool looks_like_json(std::string_view body) noexcept {
  const auto first = body.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && body[first] == '{';
}

ShopWord shop_word(const std::string& body) {
  ShopWord word;
  if (!looks_like_json(body) || body.size() > kLargestWord) return word;
  try {
    simdjson::ondemand::parser parser;
    const simdjson::padded_string padded(body);
    auto document = parser.iterate(padded).value();
    for (auto entry : document.get_object()) {
      auto field = std::move(entry).take_value();
      const std::string_view key = field.unescaped_key();
      bool success = true;
      std::string_view message;
      if (key == "success" && field.value().get_bool().get(success) == simdjson::SUCCESS) {
        word.own = true;
        word.success = success;
      } else if (key == "message" && field.value().get_string().get(message) == simdjson::SUCCESS) {
        word.message = cut_remote_text(message);
      }
    }
  } catch (const simdjson::simdjson_error&) {
    return {};
  }
  return word;
}

bool may_say_no(std::string_view body) noexcept {
  constexpr std::string_view kKey = "\"success\"";
  if (body.size() > kLargestRefusal) return false;
  for (auto at = body.find(kKey); at != std::string_view::npos; at = body.find(kKey, at + 1)) {
    const auto value = body.find_first_not_of(" \t\r\n:", at + kKey.size());
    if (value != std::string_view::npos && body[value] == 'f') return true;
  }
  return false;
}

std::string shown_message(const std::string& message) {
  std::string text;
  for (std::size_t at = 0; at < message.size();) {
    const auto end = std::min(message.find(' ', at), message.size());
    const auto word = std::string_view(message).substr(at, end - at);
    if (!text.empty()) text += ' ';
    text += word.find('@') == std::string_view::npos ? word : std::string_view("...");
    at = end + 1;
  }
  return shown(text, kLongestMessage);
}

std::string stands_in_front(Language say, const Answer& answer) {
  std::string text = say("a web page", "eine Webseite");
  const auto add = [&text](const std::string& what, const std::string& value) {
    if (!value.empty()) text += ", " + what + " \"" + value + '"';
  };
  if (!answer.mitigated.empty()) add(say("bot protection", "Bot-Schutz"), shown(answer.mitigated));
  if (answer.status == 401) add(say("a login of its own", "mit eigener Anmeldung"), shown(answer.realm));
  add("Server", shown(answer.server));
  add(say("title", "Titel"), title_of(answer.body));
  return text;
}

bool has_php_message(std::string_view body) noexcept {
  for (const auto* sign :
       {"<b>Warning</b>:", "<b>Notice</b>:", "<b>Deprecated</b>:", "<b>Fatal error</b>:",
        "<b>Parse error</b>:", "<b>Strict Standards</b>:", "PHP Warning:", "PHP Notice:", "PHP Deprecated:",
        "PHP Fatal error:", "\nWarning: ", "\nNotice: ", "\nDeprecated: ", "\nFatal error: "})
    if (body.find(sign) != std::string_view::npos) return true;
  return false;
}

bool asks_for_https(std::string_view body) noexcept {
  for (const auto* sign : {"plain HTTP request was sent to HTTPS port", "speaking plain HTTP to an SSL",
                           "Client sent an HTTP request to an HTTPS server"})
    if (body.find(sign) != std::string_view::npos) return true;
  return false;
}

}  // namespace orderbridge::shopware5
