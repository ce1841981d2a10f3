// SPDX-License-Identifier: MIT
#include "cli/ask.hpp"

#include <cstdio>
#include <iostream>

#include "base/error.hpp"
#include "base/language.hpp"
#include "platform/terminal.hpp"

namespace orderbridge::cli {

void require_terminal(const std::string& what) {
  if (!platform::is_terminal(platform::StandardStream::kIn))
    throw UserError(tr("{} and asks first; without a terminal, add --yes. Nothing was done",
                       "{} und fragt vorher; ohne Terminal --yes angeben. Es wurde nichts getan", what),
                    Exit::kUsage);
}

bool agreed(const std::string& question) {
  std::fprintf(stderr, "%s%s", question.c_str(), tr(" [y/N] ", " [j/N] ").c_str());
  std::string answer;
  std::getline(std::cin, answer);
  const bool yes =
      answer == "y" || answer == "Y" || answer == "yes" || answer == "j" || answer == "J" || answer == "ja";
  if (!yes) std::fprintf(stderr, "%s\n", tr("nothing was done", "es wurde nichts getan").c_str());
  return yes;
}

}  // namespace orderbridge::cli
