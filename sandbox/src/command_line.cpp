// SPDX-License-Identifier: MIT
// See command_line.hpp.
#include "command_line.hpp"

#include <functional>
#include <map>
#include <stdexcept>

namespace orderbridge::sandbox {
namespace {

std::int64_t number(const std::string& option, const std::string& text, std::int64_t highest) {
  try {
    std::size_t used = 0;
    const std::int64_t value = std::stoll(text, &used);
    if (used == text.size() && value >= 0 && value <= highest) return value;
  } catch (const std::exception&) {
  }
  throw std::invalid_argument(option + " must be a whole number from 0 to " + std::to_string(highest) +
                              ", not '" + text + "'");
}

AuthMode auth_mode(const std::string& text) {
  if (text == "by-version") return AuthMode::kByVersion;
  if (text == "basic-offered") return AuthMode::kBasicOffered;
  if (text == "digest-only") return AuthMode::kDigestOnly;
  throw std::invalid_argument("--auth must be by-version, basic-offered or digest-only, not '" + text + "'");
}

}  // namespace

const char* usage() {
  return "orderbridge-sandbox: a stand-in Shopware 5 shop on 127.0.0.1\n"
         "  --port N              port, 0 = any free one (default)\n"
         "  --port-file FILE      write the port into FILE once the shop listens\n"
         "  --orders N            number of orders; above the recorded 62 they are clones\n"
         "  --latency MS          wait before every answer; --jitter MS adds up to MS at random\n"
         "  --version V           Shopware version to play, 5.1.0 to 5.7.19 (default)\n"
         "  --auth MODE           by-version (default), basic-offered, digest-only\n"
         "  --fault SPEC          a fault, repeatable, e.g. 429:count=3,on=detail,retry-after=2\n"
         "  --change SPEC         a change of the shop, repeatable, e.g. pay:id=63,page=2\n"
         "  --state FILE          remember in FILE what happened, and go on there at the next start\n"
         "  --keep-alive N        requests per connection (default: no limit)\n"
         "  --threads N           connections served at once (default 72)\n"
         "  --seed N              for jitter and probabilities (default 1)\n"
         "  --no-gzip             never compress\n"
         "  --data DIR            folder of the recorded orders\n"
         "Ends on SIGINT and SIGTERM. SPECs are described in sandbox/README.md.\n";
}

CommandLine parse_command_line(int argc, char** argv) {
  CommandLine out;
  Settings& s = out.settings;
  const std::map<std::string, std::function<void(const std::string&, const std::string&)>> options{
      {"--port", [&](auto& o, auto& v) { s.port = static_cast<std::uint16_t>(number(o, v, 65535)); }},
      {"--port-file", [&](auto&, auto& v) { out.port_file = v; }},
      {"--orders", [&](auto& o, auto& v) { s.orders = static_cast<std::size_t>(number(o, v, 1000000)); }},
      {"--latency", [&](auto& o, auto& v) { s.latency_ms = static_cast<int>(number(o, v, 600000)); }},
      {"--jitter", [&](auto& o, auto& v) { s.jitter_ms = static_cast<int>(number(o, v, 600000)); }},
      {"--version", [&](auto&, auto& v) { s.version = v; }},
      {"--auth", [&](auto&, auto& v) { s.auth = auth_mode(v); }},
      {"--fault", [&](auto&, auto& v) { s.faults.push_back(v); }},
      {"--change", [&](auto&, auto& v) { s.changes.push_back(v); }},
      {"--state", [&](auto&, auto& v) { s.state_file = v; }},
      {"--keep-alive",
       [&](auto& o, auto& v) { s.keep_alive_requests = static_cast<int>(number(o, v, 1000000)); }},
      {"--threads", [&](auto& o, auto& v) { s.threads = static_cast<int>(number(o, v, 4096)); }},
      {"--seed", [&](auto& o, auto& v) { s.seed = static_cast<std::uint64_t>(number(o, v, 1LL << 62)); }},
      {"--data", [&](auto&, auto& v) { s.data_dir = v; }},
  };
  for (int i = 1; i < argc; ++i) {
    const std::string option = argv[i];
    if (option == "--help" || option == "-h") {
      out.help = true;
      return out;
    }
    if (option == "--no-gzip") {
      s.gzip = false;
      continue;
    }
    const auto known = options.find(option);
    if (known == options.end())
      throw std::invalid_argument("unknown option " + option + " (--help lists them)");
    if (i + 1 == argc) throw std::invalid_argument(option + " needs a value");
    known->second(option, argv[++i]);
  }
  return out;
}

}  // namespace orderbridge::sandbox
