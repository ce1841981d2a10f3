// SPDX-License-Identifier: MIT
// How the views search and sort texts of people in SQL: upper and lower case alike, umlauts too, which
// SQLite's LIKE and NOCASE do for ASCII only. Pure.
#pragma once
#include <string>
#include <string_view>

namespace orderbridge::jtlwawi {

/// A pattern for GLOB, to be bound: what contains the text in whatever case. Signs of GLOB stand for
/// themselves.
std::string containing(std::string_view text);
/// The column, to be sorted by, as in a German phone book: ä as a, ß as ss, case is nothing.
std::string sort_text(const std::string& column, bool descending = false);
/// Numbers of one range: AU9 before AU10.
std::string sort_number(const std::string& column, bool descending = false);

}  // namespace orderbridge::jtlwawi
