// SPDX-License-Identifier: MIT
// The journal's tables and how they came to be: one migration per schema version, applied forward in one
// transaction. Private to the journal.
#pragma once
#include "journal/sqlite.hpp"

namespace orderbridge::journal {

inline constexpr std::int64_t kSchemaVersion = 1;

/// Brings the database to kSchemaVersion. Throws SqliteError; a newer schema is a SqliteError with
/// SQLITE_SCHEMA.
void migrate(Database& database);

}  // namespace orderbridge::journal
