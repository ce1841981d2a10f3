// SPDX-License-Identifier: MIT
// See raw_json.hpp.
#include "raw_json.hpp"

#include <cstdint>
#include <cstdio>

namespace orderbridge::sandbox {
namespace {

bool blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (at < text.size() && blank(text[at])) ++at;
  return at;
}

std::size_t end_of_string(std::string_view text, std::size_t at) {
  for (++at; at < text.size() && text[at] != '"'; ++at)
    if (text[at] == '\\') ++at;
  return at + 1;
}

std::size_t end_of_value(std::string_view text, std::size_t at) {
  if (text[at] == '"') return end_of_string(text, at);
  if (text[at] != '{' && text[at] != '[') {
    while (at < text.size() && text[at] != ',' && text[at] != '}' && text[at] != ']' && !blank(text[at]))
      ++at;
    return at;
  }
  int depth = 0;
  while (at < text.size()) {
    const char c = text[at];
    if (c == '"') {
      at = end_of_string(text, at);
      continue;
    }
    ++at;
    if (c == '{' || c == '[') ++depth;
    if ((c == '}' || c == ']') && --depth == 0) break;
  }
  return at;
}

void append_utf16(std::string& out, std::uint32_t unit) {
  char buffer[8];
  std::snprintf(buffer, sizeof buffer, "\\u%04x", unit);
  out += buffer;
}

void append_utf8(std::string& out, std::uint32_t point) {
  if (point < 0x80) {
    out += static_cast<char>(point);
  } else if (point < 0x800) {
    out += static_cast<char>(0xC0 | (point >> 6));
    out += static_cast<char>(0x80 | (point & 0x3F));
  } else if (point < 0x10000) {
    out += static_cast<char>(0xE0 | (point >> 12));
    out += static_cast<char>(0x80 | ((point >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (point & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (point >> 18));
    out += static_cast<char>(0x80 | ((point >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((point >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (point & 0x3F));
  }
}

std::uint32_t next_point(std::string_view utf8, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(utf8[at++]);
  const int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
  std::uint32_t point = more == 0 ? lead : lead & (0x3F >> more);
  for (int i = 0; i < more && at < utf8.size(); ++i) point = (point << 6) | (utf8[at++] & 0x3F);
  return point;
}

std::uint32_t hex4(std::string_view token, std::size_t at) {
  return static_cast<std::uint32_t>(std::stoul(std::string(token.substr(at, 4)), nullptr, 16));
}

}  // namespace

std::vector<Member> members(std::string_view object) {
  std::vector<Member> found;
  std::size_t at = skip_blanks(object, 0);
  if (at >= object.size() || object[at] != '{') return found;
  for (at = skip_blanks(object, at + 1); at < object.size() && object[at] == '"';) {
    const std::size_t key_end = end_of_string(object, at);
    const std::size_t value = skip_blanks(object, object.find(':', key_end) + 1);
    const std::size_t value_end = end_of_value(object, value);
    found.push_back({object.substr(at + 1, key_end - at - 2), object.substr(value, value_end - value)});
    at = skip_blanks(object, value_end);
    if (at >= object.size() || object[at] != ',') break;
    at = skip_blanks(object, at + 1);
  }
  return found;
}

std::vector<std::string_view> elements(std::string_view array) {
  std::vector<std::string_view> found;
  std::size_t at = skip_blanks(array, 0);
  if (at >= array.size() || array[at] != '[') return found;
  for (at = skip_blanks(array, at + 1); at < array.size() && array[at] != ']';) {
    const std::size_t end = end_of_value(array, at);
    found.push_back(array.substr(at, end - at));
    at = skip_blanks(array, end);
    if (at >= array.size() || array[at] != ',') break;
    at = skip_blanks(array, at + 1);
  }
  return found;
}

std::string_view member(std::string_view object, std::string_view key) {
  for (const auto& [name, value] : members(object))
    if (name == key) return value;
  return {};
}

std::string json_text(std::string_view utf8) {
  std::string out = "\"";
  for (std::size_t at = 0; at < utf8.size();) {
    const std::uint32_t point = next_point(utf8, at);
    static constexpr std::string_view kEscaped = "\"\\/\b\f\n\r\t";
    static constexpr std::string_view kLetters = "\"\\/bfnrt";
    const auto known = point < 0x80 ? kEscaped.find(static_cast<char>(point)) : std::string_view::npos;
    if (known != std::string_view::npos) {
      out += '\\';
      out += kLetters[known];
    } else if (point >= 0x10000) {
      append_utf16(out, 0xD800 + ((point - 0x10000) >> 10));
      append_utf16(out, 0xDC00 + ((point - 0x10000) & 0x3FF));
    } else if (point < 0x20 || point >= 0x80) {
      append_utf16(out, point);
    } else {
      out += static_cast<char>(point);
    }
  }
  return out + '"';
}

std::string plain_text(std::string_view token) {
  if (token.size() < 2 || token.front() != '"') return std::string(token);
  token = token.substr(1, token.size() - 2);
  std::string out;
  for (std::size_t at = 0; at < token.size(); ++at) {
    if (token[at] != '\\') {
      out += token[at];
      continue;
    }
    const char c = token[++at];
    if (c != 'u') {
      static constexpr std::string_view kLetters = "bfnrt";
      const auto known = kLetters.find(c);
      out += known == std::string_view::npos ? c : "\b\f\n\r\t"[known];
      continue;
    }
    std::uint32_t point = hex4(token, at + 1);
    at += 4;
    if (point >= 0xD800 && point < 0xDC00 && at + 6 < token.size() && token[at + 2] == 'u') {
      point = 0x10000 + ((point - 0xD800) << 10) + (hex4(token, at + 3) - 0xDC00);
      at += 6;
    }
    append_utf8(out, point);
  }
  return out;
}

std::string pretty(std::string_view json) {
  std::string out;
  std::string indent = "\n";
  for (std::size_t at = 0; at < json.size();) {
    const char c = json[at];
    if (c == '"') {
      const std::size_t end = end_of_string(json, at);
      out += json.substr(at, end - at);
      at = end;
      continue;
    }
    ++at;
    const bool opens = c == '{' || c == '[';
    if (opens && at < json.size() && (json[at] == '}' || json[at] == ']')) {
      out += c;
      out += json[at++];
    } else if (opens) {
      indent += '\t';
      (out += c) += indent;
    } else if (c == '}' || c == ']') {
      indent.pop_back();
      (out += indent) += c;
    } else {
      out += c;
      if (c == ',') out += indent;
    }
  }
  return out;
}

}  // namespace orderbridge::sandbox
