// SPDX-License-Identifier: MIT
#include "child.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>

#include "bench.hpp"
#include "orderbridge/sandbox/settings.hpp"

extern char** environ;

namespace bench {

namespace fs = std::filesystem;

Child run(std::vector<std::string> words) {
  std::vector<char*> arguments;
  for (auto& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  Stopwatch watch;
  pid_t pid = 0;
  if (::posix_spawn(&pid, arguments[0], &actions, nullptr, arguments.data(), environ) != 0) std::exit(4);
  posix_spawn_file_actions_destroy(&actions);
  int status = 0;
  rusage usage{};
  ::wait4(pid, &status, 0, &usage);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
  };
  return {watch.seconds(), seconds(usage.ru_utime) + seconds(usage.ru_stime), usage.ru_maxrss,
          WIFEXITED(status) ? WEXITSTATUS(status) : -1};
}

void write_config(const fs::path& folder, const std::string& url) {
  std::ofstream(folder / "bench.xml")
      << "<orderbridge xmlns=\"urn:orderbridge:config:1\">\n  <connectors folder=\"" << OB_BENCH_CONNECTORS
      << "\"/>\n  <journal file=\"journal.db\"/>\n"
      << "  <connections>\n    <shopware5 id=\"shop\" url=\"" << url << "\" user=\""
      << orderbridge::sandbox::kDemoUser << "\" api-key=\"${env:ORDERBRIDGE_BENCH_KEY}\"/>\n"
      << "    <jtlwawi id=\"wawi\" database=\"sqlite:wawi.db\"/>\n  </connections>\n"
      << "  <pipelines><pipeline id=\"import\"><from connection=\"shop\"/><to "
         "connection=\"wawi\"/></pipeline></pipelines>\n</orderbridge>\n";
}

Child run_host_again(const fs::path& folder) {
  return run({OB_BENCH_HOST, "--config", (folder / "bench.xml").string(), "run", "--quiet"});
}

Child run_host(const fs::path& folder) {
  for (const auto* file : {"journal.db", "wawi.db"}) fs::remove(folder / file);
  return run_host_again(folder);
}

fs::path scratch_folder() {
  auto folder = fs::temp_directory_path() / ("orderbridge-bench-" + std::to_string(::getpid()));
  fs::create_directories(folder);
  ::setenv("ORDERBRIDGE_BENCH_KEY", std::string(orderbridge::sandbox::kDemoKey).c_str(), 1);
  return folder;
}

}  // namespace bench
