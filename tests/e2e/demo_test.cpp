// SPDX-License-Identifier: MIT
// The demo's configuration, its shop as a process of its own: host and shop are killed at any moment,
// everything is started again, and in the end all is as if nothing had happened.
#include <catch2/catch.hpp>
#include <csignal>
#include <fstream>
#include <iterator>
#include <random>

#include "bridge.hpp"
#include "orderbridge/sandbox/sandbox_shop.hpp"
#include "staging_dump.hpp"

using Catch::Matchers::Contains;
namespace fs = std::filesystem;

namespace {

/// A copy of the demo's world in a folder of its own.
class Demo {
 public:
  explicit Demo(const fs::path& folder) : folder_(folder) {
    fs::create_directories(folder / "config");
    fs::create_directories(folder / "var/demo");
    fs::copy_file(fs::path(OB_SOURCE_DIR) / "config/demo.xml", folder / "config/demo.xml");
  }
  void start_shop() {
    const auto port_file = folder_ / "port";
    fs::remove(port_file);
    shop_ = std::make_unique<e2e::Child>(
        std::vector<std::string>{OB_SANDBOX, "--state", (folder_ / "var/demo/shop.log").string(),
                                 "--port-file", port_file.string()},
        e2e::Environment{});
    while (!fs::exists(port_file)) CHECK_FALSE(shop_->ends_within(std::chrono::milliseconds(20)));
    std::ifstream(port_file) >> port_;
  }
  void kill_shop() {
    shop_->send(SIGKILL);
    shop_->wait();
    shop_.reset();
  }
  std::unique_ptr<e2e::Child> run() const {
    return std::make_unique<e2e::Child>(
        std::vector<std::string>{OB_HOST, "--config", (folder_ / "config/demo.xml").string(), "--connectors",
                                 OB_CONNECTOR_DIR, "run", "--quiet"},
        e2e::Environment{{"ORDERBRIDGE_DEMO_URL", "http://127.0.0.1:" + std::to_string(port_)},
                         {"ORDERBRIDGE_DEMO_KEY", orderbridge::sandbox::kDemoKey}});
  }
  /// The shop as its state file has it; not while it runs.
  std::unique_ptr<orderbridge::sandbox::SandboxShop> shop() const {
    orderbridge::sandbox::Settings settings;
    settings.state_file = (folder_ / "var/demo/shop.log").string();
    return std::make_unique<orderbridge::sandbox::SandboxShop>(settings);
  }
  fs::path wawi() const { return folder_ / "var/demo/eazybusiness.db"; }

 private:
  fs::path folder_;
  std::unique_ptr<e2e::Child> shop_;
  unsigned port_ = 0;
};

}  // namespace

TEST_CASE("kill -9 in the middle of the demo, once more, and nothing is missing or doubled") {
  const char* given = std::getenv("OB_SEED");
  const auto seed = given ? static_cast<unsigned>(std::strtoul(given, nullptr, 10)) : std::random_device{}();
  INFO("OB_SEED=" << seed);
  std::mt19937 random(seed);
  e2e::Bridge folders("http://127.0.0.1:1");  // for its folder only
  Demo calm(folders.folder() / "calm"), killed(folders.folder() / "killed");
  calm.start_shop();
  CHECK(calm.run()->wait().exit_code <= 1);

  int kills = 0;
  for (int round = 0; round < 12; ++round) {
    killed.start_shop();
    auto host = killed.run();
    const std::chrono::milliseconds moment(std::uniform_int_distribution<>(20, 250)(random));
    if (!host->ends_within(moment)) host->send(SIGKILL);
    kills += host->wait().exit_code == 128 + SIGKILL ? 1 : 0;
    killed.kill_shop();
  }
  CHECK(kills > 0);
  killed.start_shop();
  const auto last = killed.run()->wait();
  INFO(last.out << last.err);
  CHECK(last.exit_code <= 1);
  CHECK_THAT(killed.run()->wait().out, Contains("3 orders need attention"));

  calm.kill_shop();
  killed.kill_shop();
  const auto ids = e2e::staged_ids(calm.wawi());
  CHECK(ids.size() == 39);
  CHECK(e2e::staged_ids(killed.wawi()) == ids);
  const auto calm_shop = calm.shop(), killed_shop = killed.shop();
  for (const auto& id : ids) {
    INFO("order " << id);
    CHECK(e2e::dump_order(killed.wawi(), id) == e2e::dump_order(calm.wawi(), id));
  }
  for (const auto id : calm_shop->store().ids()) {
    INFO("order " << id);
    const auto expected = calm_shop->store().state(id), found = killed_shop->store().state(id);
    CHECK(found->status == expected->status);
    CHECK(found->payment == expected->payment);
    CHECK(found->history.size() == expected->history.size());
  }
}
