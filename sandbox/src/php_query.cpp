// SPDX-License-Identifier: MIT
// See php_query.hpp.
#include "php_query.hpp"

namespace orderbridge::sandbox {
namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

QueryNode& child_of(QueryNode& node, std::string key) {
  if (!node.is_array) node = {node.key, {}, true, {}};
  if (key.empty()) key = std::to_string(node.children.size());
  for (auto& known : node.children)
    if (known.key == key) return known;
  node.children.push_back({std::move(key), {}, false, {}});
  return node.children.back();
}

void insert(QueryNode& root, const std::string& name, std::string value) {
  std::size_t bracket = name.find('[');
  if (bracket == 0) return;
  QueryNode* at = &child_of(root, name.substr(0, bracket));
  while (bracket != std::string::npos) {
    const std::size_t end = name.find(']', bracket);
    if (end == std::string::npos) break;
    at = &child_of(*at, name.substr(bracket + 1, end - bracket - 1));
    bracket = end + 1 < name.size() && name[end + 1] == '[' ? end + 1 : std::string::npos;
  }
  *at = {at->key, std::move(value), false, {}};
}

}  // namespace

const QueryNode* QueryNode::child(std::string_view wanted) const {
  for (const auto& node : children)
    if (node.key == wanted) return &node;
  return nullptr;
}

std::string QueryNode::text_of(std::string_view wanted) const {
  const auto* node = child(wanted);
  return node ? node->text : std::string();
}

std::string percent_decoded(std::string_view text, bool plus_is_blank) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '%' && at + 2 < text.size() && hex_value(text[at + 1]) >= 0 &&
        hex_value(text[at + 2]) >= 0) {
      out += static_cast<char>(hex_value(text[at + 1]) * 16 + hex_value(text[at + 2]));
      at += 2;
    } else {
      out += plus_is_blank && text[at] == '+' ? ' ' : text[at];
    }
  }
  return out;
}

QueryNode parse_query(std::string_view query) {
  QueryNode root{{}, {}, true, {}};
  while (!query.empty()) {
    const auto end = query.find('&');
    const auto pair = query.substr(0, end);
    query = end == std::string_view::npos ? std::string_view() : query.substr(end + 1);
    if (pair.empty()) continue;
    const auto equals = pair.find('=');
    const auto value = equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1);
    insert(root, percent_decoded(pair.substr(0, equals), true), percent_decoded(value, true));
  }
  return root;
}

}  // namespace orderbridge::sandbox
