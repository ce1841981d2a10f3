// SPDX-License-Identifier: MIT
// victim FOLDER LETTER: a program with known writes, for shim_test.cpp. Its steps: 1 fsync, 2 fdatasync, 3
// unlink, 4 to 6 a PUT and its answer, 7 rename.
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <string>
#include <string_view>

namespace {

void need(bool good, const char* what) {
  if (good) return;
  std::perror(what);
  _exit(9);
}

void put(int fd, char letter, std::size_t count, off_t offset) {
  const std::string bytes(count, letter);
  need(::pwrite(fd, bytes.data(), count, offset) == static_cast<ssize_t>(count), "pwrite");
}

void talk(std::string_view text, int from) {
  need(::send(from, text.data(), text.size(), 0) == static_cast<ssize_t>(text.size()), "send");
}

int make(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  need(fd >= 0, "open");
  return fd;
}

}  // namespace

int main(int, char** words) {
  const std::string folder = words[1];
  const int file = make(folder + "/victim.db");
  const std::string start(4096, words[2][0]);
  need(::write(file, start.data(), start.size()) == 4096, "write");
  ::fsync(file);
  put(file, 'B', 1024, 512);
  put(file, 'C', 1024, 1024);
  put(file, 'D', 1000, 5000);
  ::fdatasync(file);
  need(::ftruncate(file, 1000) == 0, "ftruncate");
  put(file, 'E', 100, 0);
  ::close(make(folder + "/victim.db-wal"));
  ::unlink((folder + "/victim.db-wal").c_str());

  std::array<int, 2> pair{};
  need(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair.data()) == 0, "socketpair");
  talk("GET /api/orders HTTP/1.1\r\n", pair[0]);
  talk("PUT /api/orders/1 HTTP/1.1\r\n", pair[0]);
  talk("{}", pair[0]);
  talk("HTTP/1.1 200 OK\r\n", pair[1]);
  std::array<char, 64> answer{};
  need(::recv(pair[0], answer.data(), answer.size(), 0) > 0, "recv");
  talk("GET /api/orders/1 HTTP/1.1\r\n", pair[0]);
  need(std::rename((folder + "/victim.db").c_str(), (folder + "/renamed.db").c_str()) == 0, "rename");
}
