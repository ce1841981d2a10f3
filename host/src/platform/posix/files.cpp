// SPDX-License-Identifier: MIT
#include "platform/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "platform/posix/write_all.hpp"

namespace orderbridge::platform {

namespace {

constexpr mode_t kOwnFile = 0600, kOwnFolder = 0700;

bool has_mode(const std::string& path, mode_t any_of) noexcept {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 && (status.st_mode & any_of) != 0;
}

}  // namespace

void make_private_file(const std::string& path) noexcept {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kOwnFile);
  if (file < 0) return;
  ::fchmod(file, kOwnFile);  // a umask may have taken even that
  ::close(file);
}

void make_private_folders(const std::string& path) {
  std::filesystem::path folder;
  for (const auto& part : std::filesystem::path(path)) {
    folder /= part;
    // Only what this call made: the rights of a folder that is there are its owner's.
    if (::mkdir(folder.c_str(), kOwnFolder) == 0) ::chmod(folder.c_str(), kOwnFolder);
  }
}

bool write_private_file(const std::string& path, std::string_view text) noexcept {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, kOwnFile);
  if (file < 0) return false;
  struct stat status {};
  const bool regular = ::fstat(file, &status) == 0 && S_ISREG(status.st_mode);
  const bool done = (!regular || ::fchmod(file, kOwnFile) == 0) && write_all(file, text);
  return ::close(file) == 0 && done;
}

std::string make_file_like(const std::string& path, const std::string& model) {
  struct stat status {};
  const mode_t mode = ::stat(model.c_str(), &status) == 0 ? status.st_mode & 0777 : kOwnFile;
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kOwnFile);
  if (file < 0) return std::strerror(errno);
  ::fchmod(file, mode);
  ::close(file);
  return {};
}

bool is_open_to_others(const std::string& path) noexcept {
  return has_mode(path, S_IRWXO);
}

bool is_writable_by_others(const std::string& path) noexcept {
  return has_mode(path, S_IWOTH);
}

std::string make_durable(const std::string& file_or_folder) {
  const int file = ::open(file_or_folder.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return std::strerror(errno);
  const std::string error = ::fsync(file) == 0 ? "" : std::strerror(errno);
  ::close(file);
  return error;
}

}  // namespace orderbridge::platform
