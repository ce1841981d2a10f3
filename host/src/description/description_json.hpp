// SPDX-License-Identifier: MIT
// LibraryInfo as JSON text and back: what the probe child prints and what the description cache keeps. Pure.
#pragma once
#include <string>

#include "description/description.hpp"

namespace orderbridge::description {

std::string to_json(const LibraryInfo& info);
/// Throws std::exception where the text is not what to_json() writes.
LibraryInfo library_from_json(const std::string& text);

}  // namespace orderbridge::description
