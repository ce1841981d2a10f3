// SPDX-License-Identifier: MIT
#include "connection_string.hpp"

#include <algorithm>

namespace orderbridge::jtlwawi::sqlserver {

namespace {

std::string folded(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

/// By ODBC's rule a value in braces ends at the first "}" that is not doubled.
std::string braced(std::string_view value) {
  std::string out = "{";
  for (const char c : value) out.append(c == '}' ? 2 : 1, c);
  return out + "}";
}

/// FreeTDS knows no doubled "}": a value in braces ends at the first "};", any other one at the first ";".
std::optional<std::string> for_freetds(const std::string& value) {
  if (value.find(';') == std::string::npos && value.substr(0, 1) != "{") return value;
  if (value.find("};") != std::string::npos) return std::nullopt;
  return "{" + value + "}";
}

}  // namespace

std::optional<std::string> connection_value(std::string_view connection, std::string_view key) {
  while (!connection.empty()) {
    const auto equals = connection.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    const auto name = trimmed(connection.substr(0, equals));
    connection.remove_prefix(equals + 1);
    const bool in_braces = connection.substr(0, 1) == "{";
    auto end = in_braces ? connection.find("};") : connection.find(';');
    if (end == std::string_view::npos) end = connection.size();
    auto value = connection.substr(0, end);
    if (in_braces) {
      value.remove_prefix(1);
      if (end == connection.size() && !value.empty() && value.back() == '}') value.remove_suffix(1);
      if (end < connection.size()) ++end;
    }
    if (folded(name) == folded(key)) return std::string(value);
    connection.remove_prefix(std::min(end + 1, connection.size()));
  }
  return std::nullopt;
}

bool is_freetds(std::string_view connection,
                const std::function<std::string(const std::string&)>& driver_of) {
  auto driver = connection_value(connection, "DRIVER");
  if (!driver)
    if (const auto dsn = connection_value(connection, "DSN")) driver = driver_of(*dsn);
  const auto name = folded(driver.value_or(""));
  return name.find("freetds") != std::string::npos || name.find("tdsodbc") != std::string::npos;
}

std::optional<std::string> connection_text(std::string connection, const std::string& user,
                                           const std::string& password, bool freetds, std::size_t seconds) {
  if (!connection.empty() && connection.back() != ';') connection += ';';
  const auto add_where_missing = [&](const char* key, const std::string& value) {
    if (!connection_value(connection, key)) connection.append(key).append("=").append(value).append(";");
  };
  if (freetds) {
    // Below 7.2 it knows no NVARCHAR(MAX); without a charset it takes what it is told for ISO-8859-1.
    add_where_missing("TDS_Version", "7.4");
    add_where_missing("ClientCharset", "UTF-8");
    add_where_missing("Timeout", std::to_string(seconds));
  }
  for (const auto& [key, value] : {std::pair{"UID", &user}, std::pair{"PWD", &password}}) {
    if (value->empty()) continue;
    const auto written = freetds ? for_freetds(*value) : std::optional(braced(*value));
    if (!written) return std::nullopt;
    connection.append(key).append("=").append(*written).append(";");
  }
  return connection;
}

}  // namespace orderbridge::jtlwawi::sqlserver
