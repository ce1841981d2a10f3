// SPDX-License-Identifier: MIT
#include "jtl/private_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace orderbridge::jtl {

bool make_private(const std::filesystem::path& file) noexcept {
  const int made = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (made < 0) return false;
  ::fchmod(made, 0600);  // a umask may have taken even that
  ::close(made);
  return true;
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
