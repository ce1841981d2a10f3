// SPDX-License-Identifier: MIT
#include <regex>

#include "rules.hpp"

namespace tidy {

namespace {

constexpr std::size_t kMost = 60;

std::size_t indent_of(const std::string& line) {
  const auto first = line.find_first_not_of(' ');
  return first == std::string::npos ? std::string::npos : first;
}

/// As clang-format writes it: the line that opens a body ends in " {", and the body ends with a brace as far
/// in as the line that its head begins with.
bool opens_function(const std::string& line) {
  static const std::regex head(
      R"re(\)( const)?( noexcept)?( override)?( final)?( -> [^{]+)?( :[^{]*)? \{$)re");
  static const std::regex other(
      R"re(^\s*(\} )?(if|for|while|switch|else|do|try|catch|namespace|class|struct|enum|union|case|default|return)\b|^#|=|\]\([^)]*\)( mutable)?( noexcept)?( -> [^{]*)? \{$)re");
  return std::regex_search(line, head) && !std::regex_search(line, other);
}

/// A head may go over several lines; what stands before it ends in one of these.
bool goes_on(const std::string& line) {
  const auto last = line.find_last_not_of(' ');
  return last != std::string::npos && std::string(";{}:").find(line[last]) == std::string::npos &&
         line.front() != '#';
}

}  // namespace

Findings function_length(const Tree& tree) {
  Findings findings;
  for (const auto& [path, text] : tree) {
    const bool product = path.rfind("host/", 0) == 0 || path.rfind("plugins/", 0) == 0 ||
                         path.rfind("plugin-api/", 0) == 0 || path.rfind("sandbox/", 0) == 0;
    if (!product || !is_cpp(path)) continue;
    const auto lines = lines_of(code_only(text));
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (!opens_function(lines[i])) continue;
      auto first = i;
      while (first > 0 && goes_on(lines[first - 1])) --first;
      const auto close = std::string(indent_of(lines[first]), ' ') + "}";
      for (auto last = i + 1; last < lines.size(); ++last) {
        if (lines[last].rfind(close, 0) != 0) continue;
        if (last - first + 1 > kMost)
          findings.push_back(at(path, first + 1,
                                "a function of " + std::to_string(last - first + 1) + " lines; " +
                                    std::to_string(kMost) + " are the most"));
        break;
      }
    }
  }
  return findings;
}

}  // namespace tidy
