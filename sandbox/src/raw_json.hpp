// SPDX-License-Identifier: MIT
// Cuts JSON text into its parts without changing a byte: the recorded answers are served as they were
// recorded. Trusts its input (recorded data and what the sandbox wrote itself); views point into the given
// text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace orderbridge::sandbox {

struct Member {
  std::string_view key;    // without quotes
  std::string_view value;  // raw token
};

std::vector<Member> members(std::string_view object);
std::vector<std::string_view> elements(std::string_view array);

// The raw value of a member, empty if there is none (or `object` is no object).
std::string_view member(std::string_view object, std::string_view key);

// Encodes UTF-8 as PHP's json_encode does: ASCII only, `/` as `\/`.
std::string json_text(std::string_view utf8);
// The text of a raw string token as UTF-8; other tokens come back as they are.
std::string plain_text(std::string_view token);

// The form of `?pretty=1`: tabs, no blank after the colon.
std::string pretty(std::string_view json);

}  // namespace orderbridge::sandbox
