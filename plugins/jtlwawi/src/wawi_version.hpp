// SPDX-License-Identifier: MIT
// Versions of JTL-Wawi as tversion says them, "1.0.10.2", compared number by number. Pure; any thread.
#pragma once
#include <orderbridge/call.hpp>

#include <array>
#include <cstdio>
#include <string>

namespace orderbridge::jtlwawi {

/// So that 10 comes after 9; what is no number counts as 0.
inline std::array<int, 4> version_numbers(const std::string& text) {
  std::array<int, 4> numbers{};
  std::sscanf(text.c_str(), "%d.%d.%d.%d", &numbers[0], &numbers[1], &numbers[2], &numbers[3]);
  return numbers;
}

inline bool is_between(const std::string& version, const char* first, const char* last) {
  const auto v = version_numbers(version);
  return v >= version_numbers(first) && v <= version_numbers(last);
}

/// Some of these could not take over what others had staged.
inline bool takes_over_badly(const std::string& version) {
  return is_between(version, "1.0.9.3", "1.1.4.7");
}

inline std::string takes_over_badly_text(const std::string& version, const Host& host) {
  return host.say("some versions of JTL-Wawi from 1.0.9.3 to 1.1.4.7, and this is " + version +
                      ", could not take such orders over by themselves: look whether the worker does, "
                      "take over by hand, or update JTL-Wawi",
                  "einige Versionen der JTL-Wawi von 1.0.9.3 bis 1.1.4.7, und dies ist " + version +
                      ", konnten solche Bestellungen nicht automatisch übernehmen: prüfen, ob der Worker es "
                      "tut, von Hand übernehmen oder JTL-Wawi aktualisieren");
}

}  // namespace orderbridge::jtlwawi
