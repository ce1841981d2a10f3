// SPDX-License-Identifier: MIT
// One log for the host and all connectors, on stderr. Any thread. Texts carry no personal data and no
// secrets: that is the caller's duty; remote texts are only ever logged at debug.
#pragma once
#include <string_view>

namespace orderbridge::log {

enum class Level { kDebug, kInfo, kWarn, kError, kOff };

void set_level(Level level);
/// "debug", "info", "warn", "error", "off"; anything else is info.
Level parse_level(std::string_view text) noexcept;
bool enabled(Level level) noexcept;
void write(Level level, std::string_view component, std::string_view message) noexcept;

inline void debug(std::string_view component, std::string_view message) {
  write(Level::kDebug, component, message);
}
inline void info(std::string_view component, std::string_view message) {
  write(Level::kInfo, component, message);
}
inline void warn(std::string_view component, std::string_view message) {
  write(Level::kWarn, component, message);
}
inline void error(std::string_view component, std::string_view message) {
  write(Level::kError, component, message);
}

}  // namespace orderbridge::log
