// SPDX-License-Identifier: MIT
// How wide a text is on a terminal: combining marks take no column, East Asian wide characters and emoji two.
// Close enough for tables; terminals differ in the rest. Pure.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace orderbridge::cli {

std::size_t width_of(std::string_view text) noexcept;
/// At most so many columns; what was longer ends in "…".
std::string cut_to_width(const std::string& text, std::size_t width);

}  // namespace orderbridge::cli
