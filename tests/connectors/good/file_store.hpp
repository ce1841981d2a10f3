// SPDX-License-Identifier: MIT
// The "ERP" of file-sink: a text file with one line per written order, tab separated: id, number, ordered_at,
// content version, payment version, number of lines, gross total. Reads it at open, appends with fsync. One
// thread at a time.
#pragma once
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <map>
#include <sstream>

#include "../support/plain.hpp"

namespace test_connectors {

struct StoredOrder {
  std::string number, content_version, payment_version;
  ob_time ordered_at = OB_NO_TIME;
};

class FileStore {
 public:
  FileStore() = default;
  FileStore(const FileStore&) = delete;
  FileStore& operator=(const FileStore&) = delete;
  ~FileStore() { close(); }

  void open(const std::string& file) {
    close();
    drop_torn_line(file);
    fd_ = ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (fd_ < 0) throw not_connected("cannot open " + file + ": " + std::strerror(errno)).option("file");
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) remember(line);
  }
  void close() noexcept {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
    orders_.clear();
  }
  const StoredOrder* find(std::string_view id) const {
    const auto found = orders_.find(id);
    return found == orders_.end() ? nullptr : &found->second;
  }
  /// Nothing is kept of these lines unless all of them are durable.
  void append_durably(const std::string& lines) {
    if (lines.empty()) return;
    if (::write(fd_, lines.data(), lines.size()) != static_cast<ssize_t>(lines.size()) || ::fsync(fd_) != 0)
      throw not_connected(std::string("cannot write the file: ") + std::strerror(errno)).option("file");
    std::istringstream in(lines);
    for (std::string line; std::getline(in, line);) remember(line);
  }

 private:
  /// A crash in the middle of a write leaves half a line: it was never reported, so it goes.
  static void drop_torn_line(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    const std::string all{std::istreambuf_iterator<char>(in), {}};
    const auto end = all.rfind('\n') == all.npos ? 0 : all.rfind('\n') + 1;
    if (end != all.size() && ::truncate(file.c_str(), static_cast<off_t>(end)) != 0)
      throw not_connected("cannot repair " + file).option("file");
  }
  void remember(const std::string& line) {
    std::istringstream fields(line);
    std::string id, time;
    StoredOrder order;
    std::getline(fields, id, '\t');
    std::getline(fields, order.number, '\t');
    std::getline(fields, time, '\t');
    std::getline(fields, order.content_version, '\t');
    std::getline(fields, order.payment_version, '\t');
    std::from_chars(time.data(), time.data() + time.size(), order.ordered_at);
    orders_[id] = order;
  }

  int fd_ = -1;
  std::map<std::string, StoredOrder, std::less<>> orders_;
};

}  // namespace test_connectors
