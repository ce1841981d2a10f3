// SPDX-License-Identifier: MIT
// "did you mean": the nearest of the allowed names. Used by the walk, the references and the XPath check.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace orderbridge {

/// The candidate that differs least, empty where none is near: swapped, missing, extra or wrong letters.
std::string nearest(std::string_view name, const std::vector<std::string>& candidates);
/// "did you mean 'x'?", else "allowed: a, b, c", else nothing.
std::string did_you_mean(std::string_view name, const std::vector<std::string>& candidates);
/// "a, b, c"
std::string joined(const std::vector<std::string>& names);

}  // namespace orderbridge
