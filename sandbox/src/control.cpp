// SPDX-License-Identifier: MIT
// See control.hpp.
#include "control.hpp"

#include <functional>
#include <sstream>
#include <stdexcept>

#include "raw_json.hpp"
#include "report.hpp"

namespace orderbridge::sandbox {
namespace {

void for_each_line(const std::string& body, const std::function<void(const std::string&)>& act) {
  std::istringstream lines(body);
  std::string line;
  while (std::getline(lines, line)) {
    if (line.ends_with('\r')) line.pop_back();
    if (!line.empty()) act(line);
  }
}

Answer json(int status, std::string body) {
  Answer answer;
  answer.status = status;
  answer.body = std::move(body);
  answer.framing = Framing::kLength;
  answer.shopware = false;
  return answer;
}

}  // namespace

bool Control::command(const std::string& path, const std::string& body) {
  if (path == "fault") {
    for_each_line(body, [this](const std::string& line) { faults_.add(line); });
  } else if (path == "change") {
    for_each_line(body, [this](const std::string& line) { changes_.add(line); });
  } else if (path == "faults/clear") {
    faults_.clear();
  } else if (path == "counters/reset") {
    counters_.reset();
  } else {
    return false;
  }
  return true;
}

std::string Control::report(const std::string& path) const {
  if (path == "counters") return report_of(counters_.values());
  if (path == "puts") return report_of(counters_.puts());
  if (path == "log") return report_of(counters_.log());
  if (path == "orders") return report_of(store_.ids());
  if (!path.starts_with("orders/")) return {};
  const auto state = store_.state(std::strtoll(path.c_str() + 7, nullptr, 10));
  return state ? report_of(*state) : std::string();
}

Answer Control::answer(const std::string& method, const std::string& path, const std::string& body) {
  try {
    const std::string found = method == "GET" ? report(path) : command(path, body) ? "{\"ok\":true}" : "";
    return found.empty() ? json(404, "{\"error\":\"no such control path or order\"}") : json(200, found);
  } catch (const std::invalid_argument& problem) {
    return json(400, "{\"error\":" + json_text(problem.what()) + "}");
  }
}

}  // namespace orderbridge::sandbox
