// SPDX-License-Identifier: MIT
#include "journal/backups.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <filesystem>

namespace orderbridge::journal {

namespace fs = std::filesystem;

namespace {

constexpr Micros kKept = 30 * 24 * 3600 * 1000000LL;
constexpr std::string_view kEnding = ".backup";

/// "journal.db.v1-1795000000.backup": the schema's version and when it was made, in seconds since 1970 UTC.
bool read_name(std::string_view name, std::string_view prefix, Backup& backup) {
  if (!name.starts_with(prefix) || !name.ends_with(kEnding)) return false;
  name = name.substr(prefix.size(), name.size() - prefix.size() - kEnding.size());
  const auto dash = name.find('-');
  if (dash == std::string_view::npos) return false;
  const auto number = [](std::string_view text, std::int64_t& out) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    return error == std::errc() && end == text.data() + text.size();
  };
  if (!number(name.substr(0, dash), backup.version) || !number(name.substr(dash + 1), backup.made))
    return false;
  backup.made *= 1000000;
  backup.expires = backup.made + kKept;
  return true;
}

void sync(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return;
  ::fsync(file);
  ::close(file);
}

void copy_to(Database& from, const std::string& file) {
  Database to(file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX);
  to.execute("PRAGMA synchronous = FULL");
  auto* copying = sqlite3_backup_init(to.handle(), "main", from.handle(), "main");
  if (!copying) to.fail(sqlite3_errcode(to.handle()));
  const int code = sqlite3_backup_step(copying, -1);
  sqlite3_backup_finish(copying);
  if (code != SQLITE_DONE) to.fail(code);
}

}  // namespace

std::vector<Backup> backups_of(const std::string& journal_file) {
  const fs::path journal(journal_file);
  const auto folder = journal.has_parent_path() ? journal.parent_path() : fs::path(".");
  const auto prefix = journal.filename().string() + ".v";
  std::vector<Backup> found;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    Backup backup;
    if (!read_name(entry.path().filename().string(), prefix, backup)) continue;
    backup.file = entry.path().string();
    found.push_back(std::move(backup));
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.made < b.made; });
  return found;
}

void make_backup(Database& database, const std::string& journal_file, std::int64_t version, Micros now) {
  const auto file = journal_file + ".v" + std::to_string(version) + "-" + std::to_string(now / 1000000) +
                    std::string(kEnding);
  const auto aside = file + ".part";
  std::error_code ignored;
  fs::remove(aside, ignored);
  try {
    copy_to(database, aside);
  } catch (...) {
    fs::remove(aside, ignored);
    throw;
  }
  sync(aside);
  if (std::rename(aside.c_str(), file.c_str()) != 0)
    throw SqliteError(SQLITE_CANTOPEN, "cannot write " + file);
  const fs::path path(file);
  sync(path.has_parent_path() ? path.parent_path().string() : ".");
}

void remove_expired_backups(const std::string& journal_file, Micros now) {
  std::error_code ignored;
  for (const auto& backup : backups_of(journal_file))
    if (backup.expires < now) fs::remove(backup.file, ignored);
}

}  // namespace orderbridge::journal
