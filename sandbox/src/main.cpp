// SPDX-License-Identifier: MIT
// The program orderbridge-sandbox. Prints one line on stdout when it listens, statistics on stderr at the
// end.
#include <Poco/Exception.h>

#include <csignal>
#include <cstdio>
#include <exception>

#include "command_line.hpp"
#include "orderbridge/sandbox/sandbox_shop.hpp"

namespace {

namespace sandbox = orderbridge::sandbox;

void write_port(const std::string& file, unsigned port) {
  // Whoever waits for the file must not read half a number: written aside, then renamed.
  const std::string aside = file + ".part";
  std::FILE* out = std::fopen(aside.c_str(), "w");
  if (!out) throw std::runtime_error("cannot write " + file);
  std::fprintf(out, "%u\n", port);
  std::fclose(out);
  if (std::rename(aside.c_str(), file.c_str()) != 0) throw std::runtime_error("cannot write " + file);
}

void print_statistics(sandbox::SandboxShop& shop) {
  const auto values = shop.counters().values();
  std::fprintf(stderr, "%llu requests, at most %d at a time;",
               static_cast<unsigned long long>(values.requests), values.max_in_flight);
  for (std::size_t i = 0; i < sandbox::kRequestKinds; ++i)
    std::fprintf(stderr, " %s %llu", sandbox::name_of(static_cast<sandbox::RequestKind>(i)),
                 static_cast<unsigned long long>(values.by_kind[i]));
  std::fprintf(stderr, "; challenges %llu\n", static_cast<unsigned long long>(values.challenges));
}

int run(const sandbox::CommandLine& line, const sigset_t& signals) {
  sandbox::SandboxShop shop(line.settings);
  shop.start();
  if (!line.port_file.empty()) write_port(line.port_file, shop.port());
  std::printf("sandbox shop listening on %s\n", shop.url().c_str());
  std::fflush(stdout);
  int signal = 0;
  sigwait(&signals, &signal);
  shop.stop();
  print_statistics(shop);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  // Blocked before any thread exists, so that only sigwait sees them.
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  try {
    const auto line = sandbox::parse_command_line(argc, argv);
    if (line.help) return std::fputs(sandbox::usage(), stdout) < 0 ? 1 : 0;
    return run(line, signals);
  } catch (const Poco::Exception& problem) {
    std::fprintf(stderr, "orderbridge-sandbox: %s\n", problem.displayText().c_str());
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "orderbridge-sandbox: %s\n", problem.what());
  }
  return 2;
}
