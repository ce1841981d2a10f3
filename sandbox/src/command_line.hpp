// SPDX-License-Identifier: MIT
// The options of the program orderbridge-sandbox.
#pragma once

#include <string>

#include "orderbridge/sandbox/settings.hpp"

namespace orderbridge::sandbox {

struct CommandLine {
  Settings settings;
  std::string port_file;
  bool help = false;
};

// Throws std::invalid_argument with a text for the person at the keyboard.
CommandLine parse_command_line(int argc, char** argv);
const char* usage();

}  // namespace orderbridge::sandbox
