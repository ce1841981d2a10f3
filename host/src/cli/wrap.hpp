// SPDX-License-Identifier: MIT
// Sentences over several lines, as wide as the terminal. Pure.
#pragma once
#include <cstddef>
#include <string>

namespace orderbridge::cli {

/// The text, broken at blanks so that no line is wider than `width` columns; lines begin with `indent`
/// blanks, those after the first with `hanging` more. A word that is wider by itself is left whole, so that
/// commands can be copied.
std::string wrapped(const std::string& text, std::size_t width, std::size_t indent, std::size_t hanging = 0);

}  // namespace orderbridge::cli
