// SPDX-License-Identifier: MIT
// Database: the embedded JTL-Wawi file: open, migrate, transactions. WAL and synchronous=FULL, so other
// programs read while we write and a commit outlives a power cut. Several instances and hosts may share one
// file. One thread at a time. POCO's exceptions leave it as they are; translated() makes Errors of them.
#pragma once
#include <Poco/Data/Session.h>

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <orderbridge/call.hpp>
#include <string>

#include "jtl/times.hpp"

namespace orderbridge::jtlwawi {

class Database {
 public:
  /// `host` and `clock` outlive it.
  Database(std::filesystem::path file, std::chrono::milliseconds busy_timeout, const Host& host,
           const jtl::LocalClock& clock);

  /// Opens or makes the file and brings its tables up to this version. Throws Error.
  void open(const Call& call);
  void close() noexcept { session_.reset(); }
  bool is_open() const noexcept { return session_.has_value(); }
  /// Throws OB_NOT_CONNECTED before open().
  Poco::Data::Session& session();
  const std::filesystem::path& file() const noexcept { return file_; }

  /// Constant SQL without parameters.
  void run(const std::string& sql);
  /// Tries again while another connection holds the lock: up to busy-timeout, and cancelled calls end at
  /// once.
  void with_patience(const Call& call, const std::function<void()>& action);
  /// Runs fn; what POCO throws becomes an Error for people.
  template <class Fn>
  void translated(Fn&& fn) {
    try {
      fn();
    } catch (const Poco::Exception& e) {
      fail(e);
    }
  }

 private:
  [[noreturn]] void fail(const Poco::Exception& e) const;
  void connect(const Call& call);
  void save_older();
  void migrate(const Call& call);
  std::int64_t version();

  std::filesystem::path file_;
  std::chrono::milliseconds busy_timeout_;
  const Host& host_;
  const jtl::LocalClock& clock_;
  std::optional<Poco::Data::Session> session_;
};

/// BEGIN IMMEDIATE: what is read inside stays true until commit(). Rolls back when it was not committed.
class Transaction {
 public:
  Transaction(Database& database, const Call& call);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

 private:
  Database& database_;
  bool open_ = true;
};

}  // namespace orderbridge::jtlwawi
