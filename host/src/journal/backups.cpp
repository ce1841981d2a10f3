// SPDX-License-Identifier: MIT
#include "journal/backups.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <optional>
#include <string_view>

#include "base/language.hpp"
#include "journal/journal.hpp"
#include "journal/sqlite.hpp"
#include "platform/files.hpp"

namespace orderbridge::journal {

namespace fs = std::filesystem;

namespace {

// journal.db.v1-20261126T141500.backup, in UTC. While it is being written: journal.db.backup.part
constexpr std::string_view kEnd = ".backup";
constexpr std::string_view kPattern = "00000000T000000";

fs::path folder_of(const std::string& file) {
  const auto folder = fs::path(file).parent_path();
  return folder.empty() ? fs::path(".") : folder;
}

std::optional<std::int64_t> number(std::string_view digits) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || end != digits.data() + digits.size() || value < 0) return std::nullopt;
  return value;
}

std::optional<Micros> parse_time(std::string_view text) {
  if (text.size() != kPattern.size() || text[8] != 'T') return std::nullopt;
  const auto day = number(text.substr(0, 8)), clock = number(text.substr(9));
  if (!day || !clock) return std::nullopt;
  std::tm parts{};
  parts.tm_year = static_cast<int>(*day / 10000) - 1900;
  parts.tm_mon = static_cast<int>(*day / 100 % 100) - 1;
  parts.tm_mday = static_cast<int>(*day % 100);
  parts.tm_hour = static_cast<int>(*clock / 10000);
  parts.tm_min = static_cast<int>(*clock / 100 % 100);
  parts.tm_sec = static_cast<int>(*clock % 100);
  return Micros{timegm(&parts)} * 1000000;
}

std::string time_in_name(Micros time) {
  std::string text;
  for (const char c : format_utc(time - time % 1000000))
    if (c != '-' && c != ':' && c != 'Z') text += c;
  return text;
}

std::optional<Backup> as_backup(const std::string& name, const std::string& journal_name) {
  std::string_view rest = name;
  const auto start = journal_name + ".v";
  if (!rest.starts_with(start) || !rest.ends_with(kEnd) || rest.size() < start.size() + kEnd.size())
    return std::nullopt;
  rest.remove_prefix(start.size());
  rest.remove_suffix(kEnd.size());
  const auto dash = rest.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const auto version = number(rest.substr(0, dash));
  const auto made = parse_time(rest.substr(dash + 1));
  if (!version || !made) return std::nullopt;
  return Backup{name, *version, *made, *made + kBackupKept};
}

[[noreturn]] void fail(const std::string& path, const std::string& why) {
  throw JournalError(tr(
      "the journal must be updated, but the backup copy {} cannot be made first ({}); nothing was changed. "
      "Check free space and rights of the folder, then start again",
      "Das Journal muss umgestellt werden, aber die Sicherung {} davor lässt sich nicht anlegen ({}); es "
      "wurde "
      "nichts geändert. Freien Platz und Rechte des Ordners prüfen, dann erneut starten",
      path, why));
}

}  // namespace

std::vector<Backup> backups(const std::string& journal_file) {
  std::vector<Backup> found;
  std::error_code error;
  const auto folder = folder_of(journal_file);
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    auto backup = as_backup(it->path().filename().string(), fs::path(journal_file).filename().string());
    std::error_code unknown;
    if (!backup || !it->is_regular_file(unknown)) continue;
    backup->path = (folder / backup->path).string();
    found.push_back(std::move(*backup));
  }
  std::sort(found.begin(), found.end(),
            [](const auto& a, const auto& b) { return std::tie(a.made, a.path) < std::tie(b.made, b.path); });
  return found;
}

std::string make_backup(const std::string& journal_file, std::int64_t schema_version, Micros now) {
  const auto part = journal_file + ".backup.part";
  const auto whole = fmt::format("{}.v{}-{}{}", journal_file, schema_version, time_in_name(now), kEnd);
  std::remove(part.c_str());  // of an update that was killed
  // With the rights of the journal: SQLite would make it by the umask alone.
  if (const auto error = platform::make_file_like(part, journal_file); !error.empty()) fail(part, error);
  const auto give_up = [&](const std::string& why) {
    std::remove(part.c_str());
    fail(whole, why);
  };
  try {
    Database reader(journal_file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX);
    reader.execute("PRAGMA busy_timeout = 30000");
    Statement copy(reader, "VACUUM INTO ?");
    copy.start().bind(part).run();
  } catch (const SqliteError& e) {
    give_up(e.what());
  }
  // On the disk before it gets its name, so that whatever has the name is whole.
  if (const auto error = platform::make_durable(part); !error.empty()) give_up(error);
  if (std::rename(part.c_str(), whole.c_str()) != 0) give_up(std::strerror(errno));
  if (const auto error = platform::make_durable(folder_of(journal_file).string()); !error.empty())
    fail(whole, error);
  return whole;
}

void delete_expired_backups(const std::string& journal_file, Micros now) {
  for (const auto& backup : backups(journal_file))
    if (backup.expires <= now) std::remove(backup.path.c_str());
}

}  // namespace orderbridge::journal
