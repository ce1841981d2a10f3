// SPDX-License-Identifier: MIT
#include "config/report.hpp"

#include <algorithm>
#include <utility>

#include "base/language.hpp"

namespace orderbridge::config {

bool has_errors(const std::vector<Finding>& findings) noexcept {
  return std::any_of(findings.begin(), findings.end(),
                     [](const Finding& f) { return f.level == Finding::kError; });
}

std::string to_text(const Finding& finding) {
  std::string out = finding.file;
  if (finding.line > 0) out += ":" + std::to_string(finding.line);
  out += finding.level == Finding::kError ? tr(": error: ", ": Fehler: ") : tr(": warning: ", ": Warnung: ");
  out += finding.text;
  if (!finding.fix.empty()) out += "; " + finding.fix;
  return out;
}

void Report::error(int line, std::string text, std::string fix) {
  add(Finding::kError, line, std::move(text), std::move(fix));
}
void Report::warning(int line, std::string text, std::string fix) {
  add(Finding::kWarning, line, std::move(text), std::move(fix));
}

void Report::add(Finding::Level level, int line, std::string text, std::string fix) {
  const auto count = findings_.size() - first_;
  if (count > kMaxFindings) return;
  if (count == kMaxFindings) {
    level = Finding::kError, line = 0;
    text = tr("more than {} findings, the rest is not listed",
              "mehr als {} Befunde, der Rest ist nicht aufgeführt", kMaxFindings);
    fix = tr("correct these first", "zuerst diese beheben");
  }
  findings_.push_back({level, file_, line, std::move(text), std::move(fix)});
}

void Report::sort() {
  const auto key = [](const Finding& f) { return f.line > 0 ? f.line : 1 << 30; };
  std::stable_sort(findings_.begin() + static_cast<std::ptrdiff_t>(first_), findings_.end(),
                   [&](const Finding& a, const Finding& b) { return key(a) < key(b); });
}

std::string shown(std::string_view text) {
  constexpr std::size_t kMax = 60;
  std::string out(text.substr(0, kMax));
  if (text.size() > kMax) {
    while (!out.empty() && (static_cast<unsigned char>(out.back()) & 0xC0u) == 0x80u) out.pop_back();
    if (!out.empty() && static_cast<unsigned char>(out.back()) >= 0xC0u) out.pop_back();
    out += "...";
  }
  for (auto& c : out)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
  return out;
}

}  // namespace orderbridge::config
