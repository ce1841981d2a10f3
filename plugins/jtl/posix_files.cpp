// SPDX-License-Identifier: MIT
#include "jtl/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace orderbridge::jtl {

namespace fs = std::filesystem;

namespace {

class Descriptor {
 public:
  Descriptor(const fs::path& path, int flags) : fd_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  bool ok() const noexcept { return fd_ >= 0; }
  int get() const noexcept { return fd_; }

 private:
  int fd_;
};

std::string why() {
  return std::strerror(errno);
}

bool write_all(int file, std::string_view bytes) noexcept {
  while (!bytes.empty()) {
    const auto written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

bool make_private(const std::filesystem::path& file) noexcept {
  const int made = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (made < 0) return false;
  ::fchmod(made, 0600);  // a umask may have taken even that
  ::close(made);
  return true;
}

std::string make_like(const fs::path& file, const fs::path& model) {
  if (!make_private(file)) return why();
  struct stat status {};
  if (::stat(model.c_str(), &status) == 0) ::chmod(file.c_str(), status.st_mode & 0777U);
  return {};
}

std::string write_durably(const fs::path& path, std::string_view bytes, unsigned mode) {
  const Descriptor file(path, O_WRONLY | O_CREAT | O_TRUNC);
  const bool done = file.ok() && ::fchmod(file.get(), static_cast<mode_t>(mode)) == 0 &&
                    write_all(file.get(), bytes) && ::fsync(file.get()) == 0;
  return done ? std::string() : why();
}

std::string make_durable(const fs::path& file_or_folder) {
  const Descriptor file(file_or_folder, O_RDONLY);
  return file.ok() && ::fsync(file.get()) == 0 ? std::string() : why();
}

std::string rename_new(const fs::path& from, const fs::path& to, bool& taken) {
  taken = false;
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return {};
  if (errno == EEXIST) {
    taken = true;
    return {};
  }
  if (errno != EINVAL && errno != ENOSYS) return why();
  // A share that cannot do it in one step.
  std::error_code ignored;
  taken = fs::exists(to, ignored);
  return taken || std::rename(from.c_str(), to.c_str()) == 0 ? std::string() : why();
}

void check_private(const Call& call, const Host& host, const std::filesystem::path& file) {
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0 || (status.st_mode & 07U) == 0) return;
  const auto name = file.string();
  call.finding(
      OB_FINDING_WARNING, "file-rights",
      host.say(
          name + " holds personal data, and every user of this machine may open it: chmod o= '" + name + "'",
          name +
              " enthält personenbezogene Daten, und jeder Benutzer dieses Rechners darf sie öffnen: "
              "chmod o= '" +
              name + "'"));
}

}  // namespace orderbridge::jtl
