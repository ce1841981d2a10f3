// SPDX-License-Identifier: MIT
#include "file_backup.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <Poco/Exception.h>

#include <cerrno>
#include <chrono>
#include <cstring>

#include "jtl/private_file.hpp"
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

bool sync(const fs::path& path, int flags) {
  const int file = ::open(path.c_str(), flags | O_CLOEXEC);
  if (file < 0) return false;
  const bool done = ::fsync(file) == 0;
  ::close(file);
  return done;
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
  if (!jtl::make_private(part)) fail(whole, std::strerror(errno), host);
  struct stat status {};
  if (::stat(file.c_str(), &status) == 0) ::chmod(part.c_str(), status.st_mode & 0777U);
  try {
    jtl::execute(session, "VACUUM INTO ?", {part.string()});
  } catch (const Poco::Exception& e) {
    fs::remove(part, ignored);
    fail(whole, cut_remote_text(e.displayText()), host);
  }
  // On the disk before it gets its name, so that whatever has the name is whole.
  const bool done = sync(part, O_RDONLY) && ::rename(part.c_str(), whole.c_str()) == 0 &&
                    sync(whole.parent_path(), O_RDONLY | O_DIRECTORY);
  if (!done) fail(whole, std::strerror(errno), host);
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
