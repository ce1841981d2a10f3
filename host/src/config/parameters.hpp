// SPDX-License-Identifier: MIT
// The parameters of an action: from name and value, as written in the XML or on the command line, to what the
// connector gets. Types, defaults and lists are those of options. Pure.
#pragma once
#include <string>
#include <vector>

#include "config/settings.hpp"

namespace orderbridge::config {

/// One value; a list is several of one name.
struct GivenParameter {
  std::string name, value;
  int line = 0;
};

/// XML: values may hold references, and texts quote the element. Command line: taken as they are.
enum class Notation { kXml, kCommandLine };

struct ParameterProblem {
  std::string text, fix;
  int line = 0;          // 0: of the action as a whole
  bool warning = false;  // the values can be used
};

/// One value per parameter that the action has; `base_dir`: relative paths start there.
std::vector<OptionValue> read_parameters(const description::ActionInfo& action,
                                         const std::vector<GivenParameter>& given,
                                         const std::string& base_dir, Notation notation,
                                         std::vector<ParameterProblem>& problems);

}  // namespace orderbridge::config
