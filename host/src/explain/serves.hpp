// SPDX-License-Identifier: MIT
// Which serves live on a journal, and whether they run the configuration that is read here.
#pragma once
#include <string>
#include <vector>

#include "config/settings.hpp"
#include "journal/journal.hpp"

namespace orderbridge::explain {

struct Serving {
  journal::Server server;
  bool is_older = false;  // it has read another text of the file
};

/// How a serve of this configuration names itself; without its process and times.
journal::Server this_server(const config::HostSettings& host);
/// Those of this configuration's file that live, but not this process, oldest first.
std::vector<Serving> serves_of(journal::Journal& journal, const config::HostSettings& host, Micros now);
/// "process 4711 on erp1, since 2026-12-01 06:30:00 CET, version 0.1.0".
std::string name_of(const journal::Server& server);

}  // namespace orderbridge::explain
