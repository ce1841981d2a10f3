// SPDX-License-Identifier: MIT
// Texts and their lengths as JTL's columns count them, in UTF-16 units as nvarchar(n) does. Pure; any thread.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace orderbridge::jtl {

inline constexpr std::string_view kCutMark = "\xE2\x80\xA6[gek\xC3\xBCrzt]";  // "…[gekürzt]"

std::size_t utf16_units(std::string_view utf8) noexcept;
/// The longest prefix that together with kCutMark has at most `limit` units; never splits a character.
std::string cut_visibly(std::string_view utf8, std::size_t limit);
/// "a, b", or the one that is not empty.
std::string joined(std::string_view a, std::string_view b);

}  // namespace orderbridge::jtl
