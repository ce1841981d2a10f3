// SPDX-License-Identifier: MIT
#include "cli/terminal.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "cli/harmless.hpp"
#include "platform/terminal.hpp"

namespace orderbridge::cli {

std::size_t terminal_width() noexcept {
  if (const auto columns = platform::terminal_columns(platform::StandardStream::kOut)) return *columns;
  const char* columns = std::getenv("COLUMNS");
  const auto given = columns ? std::strtoul(columns, nullptr, 10) : 0;
  return given > 0 ? given : std::string::npos;
}

std::string table(const std::vector<TableRow>& rows, std::size_t indent) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width_of(row[i]));
  }
  std::string text;
  for (const auto& row : rows) {
    text.append(indent, ' ');
    for (std::size_t i = 0; i < row.size(); ++i) {
      text += row[i];
      if (i + 1 < row.size()) text.append(widths[i] - width_of(row[i]) + 2, ' ');
    }
    text += '\n';
  }
  return text;
}

namespace {

/// Past the stream, which lets no carriage return through.
void put(const std::string& text) noexcept {
  std::fflush(stderr);
  platform::write_raw(platform::StandardStream::kError, text);
}

}  // namespace

ProgressLine::ProgressLine(bool wanted)
    : active_(wanted && platform::is_terminal(platform::StandardStream::kError)) {}

ProgressLine::~ProgressLine() {
  if (active_ && shown_ > 0) put("\r" + std::string(shown_, ' ') + "\r");
}

void ProgressLine::show(const std::string& text) {
  if (!active_) return;
  const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(
                       std::chrono::steady_clock::now().time_since_epoch())
                       .count();
  if (now - last_ms_ < 100) return;
  last_ms_ = now;
  const auto line = harmless(text);
  const auto width = width_of(line);
  put("\r" + line + std::string(shown_ > width ? shown_ - width : 0, ' '));
  shown_ = width;
}

}  // namespace orderbridge::cli
