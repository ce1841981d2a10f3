// SPDX-License-Identifier: MIT
// Registry: all connectors of the configured folders. scan() knows each library by probing it in a child
// (answers are cached by SHA-256 of the file); bad ones are quarantined with a reason and the rest goes on.
// connector() loads a library into this process when a pipeline needs it. One thread, before pipelines start.
#pragma once
#include <chrono>
#include <map>
#include <string>
#include <vector>

#include "description/description.hpp"
#include "orderbridge/connector_abi.h"

namespace orderbridge::connectors {

struct Quarantined {
  std::string file, reason;
};

class Registry {
 public:
  struct Settings {
    std::vector<std::string> folders;
    std::string probe_program = "/proc/self/exe";
    std::chrono::milliseconds probe_limit{10000};
    std::string cache_file;  // empty: no cache
  };

  explicit Registry(Settings settings);

  /// Looks at every *.so of the folders. A folder that cannot be read becomes an entry of quarantined().
  void scan();

  const std::vector<description::LibraryInfo>& libraries() const noexcept { return libraries_; }
  const std::vector<Quarantined>& quarantined() const noexcept { return quarantined_; }
  std::vector<description::ConnectorInfo> connectors() const;
  const description::ConnectorInfo* find(const std::string& id) const;

  /// The C table of a connector; loads its library on first use. Throws LoadError.
  const ob_connector* connector(const std::string& id);

 private:
  void look_at(const std::string& file, std::map<std::string, std::string>& cache, bool& changed);
  void take(description::LibraryInfo info);

  Settings settings_;
  std::vector<description::LibraryInfo> libraries_;
  std::vector<Quarantined> quarantined_;
  std::map<std::string, const ob_connector*> loaded_;  // by connector id
};

}  // namespace orderbridge::connectors
