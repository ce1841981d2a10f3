// SPDX-License-Identifier: MIT
// A shop with a state file goes on where it was: after a stop, after kill -9, after a line torn in between.
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "http_client.hpp"
#include "orderbridge/sandbox/sandbox_shop.hpp"

using namespace orderbridge::sandbox_test;
namespace sandbox = orderbridge::sandbox;
namespace fs = std::filesystem;

namespace {

struct Folder {
  Folder() {
    std::string name = (fs::temp_directory_path() / "sandbox-state-XXXXXX").string();
    path = ::mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(path); }
  std::string file() const { return (path / "shop.state").string(); }
  fs::path path;
};

std::string text_of(const std::string& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

sandbox::Settings remembering(const Folder& folder, std::size_t orders = 0) {
  sandbox::Settings settings;
  settings.state_file = folder.file();
  settings.orders = orders;
  return settings;
}

/// All that the API gives away.
std::string everything(sandbox::SandboxShop& shop) {
  std::string all;
  for (const auto id : shop.store().ids()) {
    all += shop.store().detail(id).value_or("-") + '\n';
    const auto state = shop.store().state(id);
    for (const auto& entry : state->history)
      all += entry.user + std::to_string(entry.status) + entry.time + '\n';
  }
  return all;
}

/// The program as a process of its own.
class Program {
 public:
  explicit Program(const std::string& state_file) {
    int out[2];
    REQUIRE(::pipe(out) == 0);
    pid_ = ::fork();
    REQUIRE(pid_ >= 0);
    if (pid_ == 0) {
      ::dup2(out[1], STDOUT_FILENO);
      ::close(out[0]);
      ::execl(OB_SANDBOX_PROGRAM, OB_SANDBOX_PROGRAM, "--state", state_file.c_str(), nullptr);
      ::_exit(127);
    }
    ::close(out[1]);
    std::string line;
    for (char c = 0; ::read(out[0], &c, 1) == 1 && c != '\n';) line += c;
    ::close(out[0]);
    const auto colon = line.rfind(':');
    REQUIRE(colon != std::string::npos);
    port = static_cast<std::uint16_t>(std::stoi(line.substr(colon + 1)));
  }
  ~Program() { kill_it(); }
  void kill_it() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
    pid_ = 0;
  }
  std::uint16_t port = 0;

 private:
  pid_t pid_ = 0;
};

}  // namespace

TEST_CASE("all that can happen in a shop happens again, at the time it had") {
  const Folder folder;
  std::int64_t clock = 1'790'000'000;
  auto settings = remembering(folder, 80);
  settings.now = [&clock] { return clock++; };
  std::string before;
  {
    sandbox::SandboxShop shop(settings);
    shop.start();
    auto& store = shop.store();
    CHECK(put(shop.port(), "/api/orders/60", R"({"orderStatusId":1,"internalComment":"gr\u00fcn \"x\""})")
              .status == 200);
    CHECK(put(shop.port(), "/api/orders/60", R"({"orderStatusId":4711})").status == 404);
    CHECK(store.appear({}) > 0);
    CHECK(store.appear({232, 60, "N-1", "2026-11-20 10:00:00", 0, 12, true}) == 232);
    CHECK(store.write_next_part(232));
    CHECK(store.write_next_part(232));
    CHECK(store.complete(232));
    CHECK(store.swap_variant(80, 1, "", "Größe \"L\""));
    CHECK(store.set_states(83, 4, 12, "backend"));
    CHECK(store.set_status(63, 8));
    CHECK(store.set_payment(67, 12));
    CHECK(store.change_lines(70));
    CHECK(store.convert(52));
    CHECK(store.remove(74));
    CHECK(store.reuse(77));
    before = everything(shop);
  }
  const auto file = text_of(folder.file());
  clock += 5000;
  sandbox::SandboxShop again(settings);
  CHECK(everything(again) == before);
  CHECK(text_of(folder.file()) == file);
  CHECK(again.store().appear({}) > 0);  // the next id and number, too
  const auto longer = text_of(folder.file());
  CHECK(longer.size() > file.size());
  CHECK(longer.starts_with(file));
}

TEST_CASE("a torn last line is as if it had not happened, and does not spoil the next one") {
  const Folder folder;
  {
    sandbox::SandboxShop shop(remembering(folder));
    CHECK(shop.store().set_status(60, 1));
    CHECK(shop.store().set_status(60, 7));
  }
  const auto whole = text_of(folder.file());
  // Cut anywhere inside the last line, the line break included.
  const auto last = whole.rfind('\n', whole.size() - 2) + 1;
  for (const auto size : {last, last + 1, last + (whole.size() - last) / 2, whole.size() - 1}) {
    INFO(size);
    std::ofstream(folder.file(), std::ios::binary | std::ios::trunc) << whole.substr(0, size);
    {
      sandbox::SandboxShop shop(remembering(folder));
      CHECK(shop.store().state(60)->status == 1);
      CHECK(shop.store().set_status(60, 2));
    }
    sandbox::SandboxShop shop(remembering(folder));
    CHECK(shop.store().state(60)->status == 2);
  }
  std::ofstream(folder.file(), std::ios::binary | std::ios::trunc) << "{\"sho";
  sandbox::SandboxShop shop(remembering(folder));
  CHECK(shop.store().state(60)->status == 0);
}

TEST_CASE("a state of another shop, or a damaged one, is refused") {
  const Folder folder;
  {
    sandbox::SandboxShop shop(remembering(folder));
    shop.store().set_status(60, 1);
    shop.store().set_status(60, 2);
  }
  CHECK_THROWS_WITH(sandbox::SandboxShop(remembering(folder, 100)), Catch::Contains("--orders"));
  auto older = remembering(folder);
  older.version = "5.4.6";
  CHECK_THROWS_WITH(sandbox::SandboxShop(older), Catch::Contains("--version"));
  auto text = text_of(folder.file());
  text[text.find('\n') + 1] = 'x';
  std::ofstream(folder.file(), std::ios::binary | std::ios::trunc) << text;
  CHECK_THROWS_WITH(sandbox::SandboxShop(remembering(folder)), Catch::Contains("damaged"));
  auto nowhere = remembering(folder);
  nowhere.state_file = "/does/not/exist/shop.state";
  CHECK_THROWS_WITH(sandbox::SandboxShop(nowhere), Catch::Contains("cannot write"));
}

TEST_CASE("changes of the command line happen once, those that wait wait again") {
  const Folder folder;
  auto settings = remembering(folder);
  settings.changes = {"appear", "status:id=60,to=8,after=1"};
  std::size_t size = 0;
  {
    sandbox::SandboxShop shop(settings);
    size = shop.store().size();
  }
  sandbox::SandboxShop shop(settings);
  shop.start();
  CHECK(shop.store().size() == size);
  CHECK(shop.store().state(60)->status == 0);
  CHECK(get(shop.port(), "/api/version").status == 200);
  CHECK(shop.store().state(60)->status == 8);
}

TEST_CASE("killed with -9, the shop knows every PUT that it answered") {
  const Folder folder;
  for (const int status : {1, 6, 7}) {
    Program program(folder.file());
    CHECK(put(program.port, "/api/orders/60", "{\"orderStatusId\":" + std::to_string(status) + "}").status ==
          200);
    CHECK(post(program.port, "/_sandbox/change", "appear").status == 200);
    program.kill_it();
  }
  sandbox::SandboxShop shop(remembering(folder));
  CHECK(shop.store().size() == 65);
  const auto state = shop.store().state(60);
  CHECK(state->status == 7);
  REQUIRE(state->history.size() == 3);
  CHECK(state->history[2].previous_status == 6);
}
