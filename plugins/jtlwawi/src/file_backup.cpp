// SPDX-License-Identifier: MIT
#include "file_backup.hpp"

#include <Poco/Exception.h>

#include <chrono>

#include "jtl/files.hpp"
#include "jtl/sql.hpp"
#include "jtl/times.hpp"

namespace orderbridge::jtlwawi {

namespace fs = std::filesystem;

namespace {

constexpr auto kKept = std::chrono::hours(24 * 30);
constexpr std::string_view kEnd = ".backup";

std::string time_in_name() {
  using namespace std::chrono;
  std::string text;
  const auto now = duration_cast<microseconds>(system_clock::now().time_since_epoch()).count();
  for (const char c : jtl::utc_time(now))
    if (c != '-' && c != ':') text += c;
  return text;
}

[[noreturn]] void fail(const fs::path& copy, const std::string& why, const Host& host) {
  const auto name = copy.string();
  throw retry(host.say("the embedded JTL-Wawi must be updated, but the copy " + name +
                           " cannot be made first (" + why +
                           "); nothing was changed. Check free space and rights of the folder",
                       "Die eingebettete JTL-Wawi muss umgestellt werden, aber die Sicherung " + name +
                           " davor lässt sich nicht anlegen (" + why +
                           "); es wurde nichts geändert. Freien Platz und Rechte des Ordners prüfen"));
}

}  // namespace

void back_up(Poco::Data::Session& session, const fs::path& file, std::int64_t version, const Host& host) {
  const fs::path part = file.string() + ".backup.part";
  const fs::path whole =
      file.string() + ".v" + std::to_string(version) + "-" + time_in_name() + std::string(kEnd);
  std::error_code ignored;
  fs::remove(part, ignored);  // of an update that was killed
  if (const auto error = jtl::make_like(part, file); !error.empty()) fail(whole, error, host);
  try {
    jtl::execute(session, "VACUUM INTO ?", {part.string()});
  } catch (const Poco::Exception& e) {
    fs::remove(part, ignored);
    fail(whole, cut_remote_text(e.displayText()), host);
  }
  // On the disk before it gets its name, so that whatever has the name is whole.
  if (const auto error = jtl::make_durable(part); !error.empty()) fail(whole, error, host);
  std::error_code renamed;
  fs::rename(part, whole, renamed);
  if (renamed) fail(whole, renamed.message(), host);
  if (const auto error = jtl::make_durable(whole.parent_path()); !error.empty()) fail(whole, error, host);
}

void delete_old_backups(const fs::path& file) noexcept {
  std::error_code error;
  const auto start = file.filename().string() + ".v";
  for (fs::directory_iterator it(file.parent_path(), error), end; !error && it != end; it.increment(error)) {
    const auto name = it->path().filename().string();
    std::error_code unknown;
    if (!name.starts_with(start) || !name.ends_with(kEnd) || !it->is_regular_file(unknown)) continue;
    const auto written = it->last_write_time(unknown);
    if (!unknown && written + kKept < fs::file_time_type::clock::now()) fs::remove(it->path(), unknown);
  }
}

}  // namespace orderbridge::jtlwawi
