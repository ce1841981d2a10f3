// SPDX-License-Identifier: MIT
// What an error of the journal's database means for an admin, and what to do. Pure.
#pragma once
#include <string>

#include "journal/sqlite.hpp"

namespace orderbridge::journal {

std::string explain(const std::string& file, const SqliteError& error);

}  // namespace orderbridge::journal
