// SPDX-License-Identifier: MIT
// What foreign texts may do to a terminal: nothing. Order numbers, names and messages come from shops and
// their customers; an escape sequence in them could recolour, move or overwrite what a command says, a
// direction mark could turn it around. Every byte that a command prints goes through here, so no command can
// forget it.
#pragma once
#include <string>
#include <string_view>

#include "platform/terminal.hpp"

namespace orderbridge::cli {

/// Control characters (C0 but tab and line feed, DEL, C1), direction marks, line and paragraph separators,
/// and bytes that are no UTF-8 become visible as "\u202e", which is also what JSON calls them. Keeps what a
/// character that is cut off at the end of one piece needs until the next piece comes. One thread at a time.
class HarmlessText final : public platform::OutputFilter {
 public:
  std::string operator()(std::string_view piece) override;
  /// What is left of a character that never ended.
  std::string rest();

 private:
  std::string begun_;
};

inline std::string harmless(std::string_view text) {
  HarmlessText filter;
  auto out = filter(text);
  return out + filter.rest();
}

/// From now on all that is printed to stdout and stderr by this process goes through HarmlessText. Called
/// once, before any output and any other thread. Where memory is out, output stays as it is.
void make_output_harmless() noexcept;

}  // namespace orderbridge::cli
