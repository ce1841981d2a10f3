// SPDX-License-Identifier: MIT
// The journal's tables and how they came to be: one migration per schema version, applied forward in one
// transaction. Private to the journal. Errors are SqliteError: SQLITE_SCHEMA for a newer schema,
// SQLITE_NOTADB for a database of something else.
#pragma once
#include <functional>

#include "journal/sqlite.hpp"

namespace orderbridge::journal {

inline constexpr std::int64_t kSchemaVersion = 5;

/// The version that stands in the database, 0 where it is new; only reads. Throws where this program does not
/// know it.
std::int64_t known_version(Database& database);

/// Brings the database to kSchemaVersion. `before` is called with the old version (never 0) inside the
/// transaction that will change it, so nobody else writes meanwhile; what it throws leaves everything as it
/// was.
void migrate(Database& database, const std::function<void(std::int64_t)>& before);

}  // namespace orderbridge::journal
