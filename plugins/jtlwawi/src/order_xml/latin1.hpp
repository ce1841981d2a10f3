// SPDX-License-Identifier: MIT
// UTF-8 as the ISO-8859-1 that JTL's order files are in. Pure; any thread.
#pragma once
#include <string>
#include <string_view>

namespace orderbridge::jtlwawi {

/// One byte per letter. A letter that ISO-8859-1 lacks becomes the nearest that it has ("Łódź" is "Lódz",
/// "–" is "-", "€" is "EUR"), and "?" where none is near; `replaced` becomes true then and is left alone
/// else. So does what no XML text may hold.
std::string to_latin1(std::string_view utf8, bool& replaced);
/// The same as text of an XML element, &, < and > escaped: a letter that ISO-8859-1 lacks becomes a character
/// reference
/// ("Ł" is "&#321;"), which every XML parser reads back. What no XML text may hold is "?", and `replaced`
/// true.
std::string to_latin1_xml(std::string_view utf8, bool& replaced);
/// Of what to_latin1() gave.
std::string escaped(std::string_view latin1);
std::string from_latin1(std::string_view latin1);

}  // namespace orderbridge::jtlwawi
