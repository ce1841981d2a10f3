// SPDX-License-Identifier: MIT
// Backups: copies of the whole journal that an update made beside it before it changed the tables, for going
// back to the older program. They expire after 30 days and are deleted when the journal is next opened. Used
// by the journal when it opens and by the command line, which lists them. Any thread.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/clock.hpp"

namespace orderbridge::journal {

inline constexpr Micros kBackupKept = Micros{30} * 24 * 3600 * 1000000;

struct Backup {
  std::string path;
  std::int64_t schema_version = 0;  // of the journal in it
  Micros made = 0, expires = 0;
};

/// Oldest first; empty where the folder cannot be read.
std::vector<Backup> backups(const std::string& journal_file);

/// Copies the journal as it is now into a file named after its schema version and `now`, whole or not at all,
/// with the journal's access rights; its path. The caller holds the journal's write lock. Throws
/// JournalError.
std::string make_backup(const std::string& journal_file, std::int64_t schema_version, Micros now);

/// What cannot be deleted is left for the next time.
void delete_expired_backups(const std::string& journal_file, Micros now);

}  // namespace orderbridge::journal
