// SPDX-License-Identifier: MIT
// The three standard streams: is there a person behind them, how wide is their screen, and what is written to
// them goes through a filter. main() sets the filter up before any thread runs; the rest: any thread.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace orderbridge::platform {

enum class StandardStream { kIn = 0, kOut = 1, kError = 2 };

bool is_terminal(StandardStream stream) noexcept;
/// Columns of the terminal; nullopt: it is none. One that does not say has 80.
std::optional<std::size_t> terminal_columns(StandardStream stream) noexcept;
/// At once, past stdio and its filter; what cannot be written is given up.
void write_raw(StandardStream stream, std::string_view text) noexcept;

/// Gives back what is to be written in place of `piece`; called by whoever writes, one call at a time.
class OutputFilter {
 public:
  virtual ~OutputFilter() = default;
  virtual std::string operator()(std::string_view piece) = 0;
};
/// From here on stdout or stderr go through it; it must live as long as the process.
void filter_output(StandardStream stream, OutputFilter& filter) noexcept;

}  // namespace orderbridge::platform
