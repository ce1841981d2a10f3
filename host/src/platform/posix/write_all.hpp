// SPDX-License-Identifier: MIT
// write() until all of it is written, as POSIX wants it. Private to posix/. Any thread, signal handlers too.
#pragma once
#include <unistd.h>

#include <cerrno>
#include <string_view>

namespace orderbridge::platform {

/// False: see errno.
inline bool write_all(int file, std::string_view text) noexcept {
  while (!text.empty()) {
    const auto written = ::write(file, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace orderbridge::platform
