// SPDX-License-Identifier: MIT
#include <map>
#include <regex>
#include <set>

#include "rules.hpp"

namespace tidy {

namespace {

/// What POSIX and Linux offer beyond standard C++; <csignal> has kill(), sigaction() and their like.
const std::regex kSystemHeader(
    R"re(^\s*#\s*include <(sys/[^>]*|linux/[^>]*|arpa/[^>]*|netinet/[^>]*|unistd\.h|fcntl\.h|signal\.h|csignal|termios\.h|poll\.h|dlfcn\.h|spawn\.h|pthread\.h|sched\.h|execinfo\.h|pwd\.h|grp\.h|dirent\.h|stdio_ext\.h|langinfo\.h|ucontext\.h|windows\.h)>)re");

struct Place {
  std::string path;
  std::size_t line;
  std::string header;
};

std::vector<Place> uses(const std::string& path, const std::string& text) {
  std::vector<Place> places;
  const auto lines = lines_of(text);
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (std::smatch found; std::regex_search(lines[i], found, kSystemHeader))
      places.push_back({path, i + 1, found[1]});
  return places;
}

}  // namespace

Findings system_headers(const Tree& tree) {
  Findings findings;
  std::map<std::string, std::vector<Place>> by_plugin;
  for (const auto& [path, text] : tree) {
    if (!is_cpp(path)) continue;
    const bool host = path.rfind("host/src/", 0) == 0, plugin = path.rfind("plugins/", 0) == 0;
    if (!host && !plugin) continue;
    if (path.rfind("host/src/platform/", 0) == 0) continue;
    for (auto& use : uses(path, text)) {
      if (host)
        findings.push_back(at(path, use.line, "<" + use.header + "> outside host/src/platform"));
      else
        by_plugin[path.substr(0, path.find('/', 8))].push_back(std::move(use));
    }
  }
  for (const auto& [plugin, places] : by_plugin)
    for (const auto& use : places)
      if (use.path != places.front().path)
        findings.push_back(
            at(use.path, use.line,
               "<" + use.header + ">: " + plugin + " has its system headers in " + places.front().path));
  return findings;
}

}  // namespace tidy
