// SPDX-License-Identifier: MIT
#include "shimmed.hpp"

#include <fstream>

#include "power_cut.hpp"

namespace crash {

e2e::Environment shimmed(const std::filesystem::path& folder, Moment kill) {
  std::filesystem::create_directories(undo_folder(folder));
  e2e::Environment environment{{"LD_PRELOAD", OB_CRASH_SHIM},
                               {"OB_CRASH_UNDO", undo_folder(folder).string()}};
  if (kill.step > 0) environment.emplace_back("OB_CRASH_AT", kill.text());
  return environment;
}

e2e::Environment counting(const std::filesystem::path& folder, const std::filesystem::path& list) {
  auto environment = shimmed(folder);
  environment.emplace_back("OB_CRASH_COUNT", list.string());
  return environment;
}

std::vector<std::string> read_steps(const std::filesystem::path& list) {
  std::ifstream in(list);
  std::vector<std::string> steps;
  for (std::string line; std::getline(in, line);) steps.push_back(line);
  return steps;
}

}  // namespace crash
