// SPDX-License-Identifier: MIT
// Letters of UTF-8 texts, one at a time. Pure; any thread.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace orderbridge::jtlwawi {

/// The letter at `at`, which is moved behind it; 0 and unmoved where there is none: bytes that are no
/// UTF-8, or a zero.
char32_t take_letter(std::string_view text, std::size_t& at);
void append_utf8(std::string& out, char32_t letter);
/// The same letter in the other case: Latin, Greek and Cyrillic; itself where it has none.
char32_t other_case(char32_t letter);

}  // namespace orderbridge::jtlwawi
