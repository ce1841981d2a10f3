// SPDX-License-Identifier: MIT
// UTF-8 to UTF-16 and back, as ODBC's wide calls want texts. Used by the ODBC session and by the TDS server
// of the tests. Pure; any thread.
#pragma once
#include <string>
#include <string_view>

namespace orderbridge::jtlwawi::sqlserver {

/// What is no UTF-8 becomes U+FFFD, byte by byte.
std::u16string to_utf16(std::string_view utf8);
/// One half of a surrogate pair alone becomes U+FFFD.
std::string to_utf8(std::u16string_view utf16);

}  // namespace orderbridge::jtlwawi::sqlserver
