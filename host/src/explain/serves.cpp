// SPDX-License-Identifier: MIT
#include "explain/serves.hpp"

#include <filesystem>

#include "base/language.hpp"
#include "base/version.hpp"
#include "platform/process.hpp"

namespace orderbridge::explain {

namespace {

/// The same file under every name that leads to it.
std::string real_file(const std::string& file) {
  std::error_code error;
  const auto real = std::filesystem::weakly_canonical(file, error);
  return error ? file : real.string();
}

}  // namespace

journal::Server this_server(const config::HostSettings& host) {
  journal::Server server;
  server.host = platform::machine_name();
  server.version = version();
  server.configuration = host.hash;
  server.file = real_file(host.file);
  return server;
}

std::vector<Serving> serves_of(journal::Journal& journal, const config::HostSettings& host, Micros now) {
  std::vector<Serving> all;
  const auto file = real_file(host.file);
  const auto me = journal::this_process();
  for (const auto& server : journal.servers()) {
    if (server.file != file || server.holder == me || !journal::lives(server, now)) continue;
    all.push_back({server, server.configuration != host.hash});
  }
  return all;
}

std::string name_of(const journal::Server& server) {
  return tr("process {} on {}, since {}, version {}", "Prozess {} auf {}, seit {}, Version {}",
            server.holder.pid, server.host, format_local(server.since), server.version);
}

}  // namespace orderbridge::explain
