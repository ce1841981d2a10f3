// SPDX-License-Identifier: MIT
#include "platform/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>

#include "platform/posix/write_all.hpp"

namespace orderbridge::platform {

namespace {

/// What stands between a stdio stream and its file.
struct Outlet {
  int file = -1;
  OutputFilter* filter = nullptr;
};

ssize_t write_filtered(void* cookie, const char* data, std::size_t size) {
  const auto& outlet = *static_cast<Outlet*>(cookie);
  return write_all(outlet.file, (*outlet.filter)({data, size})) ? static_cast<ssize_t>(size) : 0;
}

}  // namespace

bool is_terminal(StandardStream stream) noexcept {
  return ::isatty(static_cast<int>(stream)) != 0;
}

std::optional<std::size_t> terminal_columns(StandardStream stream) noexcept {
  if (!is_terminal(stream)) return std::nullopt;
  winsize size{};
  const bool known = ::ioctl(static_cast<int>(stream), TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : 80;
}

void write_raw(StandardStream stream, std::string_view text) noexcept {
  [[maybe_unused]] const auto wrote = ::write(static_cast<int>(stream), text.data(), text.size());
}

void filter_output(StandardStream stream, OutputFilter& filter) noexcept {
  static std::array<Outlet, 3> outlets{};  // as long as the process: output may come from threads at its end
  auto& outlet = outlets.at(static_cast<std::size_t>(stream));
  outlet = {static_cast<int>(stream), &filter};
  cookie_io_functions_t functions{};
  functions.write = write_filtered;
  std::FILE* filtered = ::fopencookie(&outlet, "w", functions);
  if (!filtered) return;
  const bool errors = stream == StandardStream::kError;
  std::setvbuf(filtered, nullptr, errors ? _IONBF : is_terminal(stream) ? _IOLBF : _IOFBF, BUFSIZ);
  (errors ? stderr : stdout) = filtered;
}

}  // namespace orderbridge::platform
