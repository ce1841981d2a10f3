// SPDX-License-Identifier: MIT
// Loading a connector library into this process with Boost.DLL: absolute path, rtld_now | rtld_local, never
// unloaded. Call load() before pipelines start, from one thread. Throws LoadError with a text for an admin.
#pragma once
#include <stdexcept>
#include <string>

#include "description/description.hpp"
#include "orderbridge/connector_abi.h"

namespace orderbridge::connectors {

struct LoadError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct LoadedLibrary {
  description::LibraryInfo info;
  const ob_library* tables = nullptr;  // lives as long as the process
};

LoadedLibrary load(const std::string& file);

}  // namespace orderbridge::connectors
