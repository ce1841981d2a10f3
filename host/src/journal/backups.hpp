// SPDX-License-Identifier: MIT
// Copies of the journal that were made before it was brought to a newer version: beside the file, whole at
// any moment, kept for 30 days. One thread.
#pragma once
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "journal/sqlite.hpp"

namespace orderbridge::journal {

struct Backup {
  std::string file;
  std::int64_t version = 0;  // of the schema in it
  Micros made = 0, expires = 0;
};

/// Oldest first.
std::vector<Backup> backups_of(const std::string& journal_file);
/// Copies what is open as `database` to "FILE.vN-TIME.backup": written aside, synced, renamed. Throws
/// SqliteError; then there is no copy and nothing else has changed.
void make_backup(Database& database, const std::string& journal_file, std::int64_t version, Micros now);
/// Removes those whose time is over. What cannot be removed stays.
void remove_expired_backups(const std::string& journal_file, Micros now);

}  // namespace orderbridge::journal
