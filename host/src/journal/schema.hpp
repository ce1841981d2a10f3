// SPDX-License-Identifier: MIT
// The journal's tables and how older files become today's. Used by sqlite_journal.cpp only.
#pragma once
#include <functional>

#include "journal/sqlite.hpp"

namespace orderbridge::journal {

inline constexpr std::int64_t kSchemaVersion = 2;

/// 0: a new file.
std::int64_t version_of(Database& database);
/// Brings the tables to kSchemaVersion in one transaction; `before` is called in it, ahead of all changes,
/// with an older file's version. Throws SqliteError, with SQLITE_SCHEMA and before anything is written where
/// the file is newer.
void migrate(Database& database, const std::function<void(std::int64_t version)>& before);

}  // namespace orderbridge::journal
