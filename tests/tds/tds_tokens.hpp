// SPDX-License-Identifier: MIT
// What a TDS 7.4 server says besides results: login, errors, changes of its state, ends of statements. For
// the test server.
#pragma once
#include "answer.hpp"
#include "tds_stream.hpp"

namespace tds {

enum DoneToken : std::uint8_t { kDone = 0xFD, kDoneProc = 0xFE, kDoneInProc = 0xFF };
enum DoneStatus : std::uint16_t { kFinal = 0, kMore = 1, kError = 2, kCount = 0x10, kAttended = 0x20 };
enum Change : std::uint8_t {
  kDatabase = 1,
  kPacketSize = 4,
  kSqlCollation = 7,
  kBegun = 8,
  kCommitted = 9,
  kRolledBack = 10
};

struct LoginRequest {
  std::string user, password, database;
};

void write_done(Writer& out, DoneToken token, unsigned status, std::uint64_t rows = 0);
void write_error(Writer& out, const Failure& failure);
/// `now` and `before` with their lengths.
void write_change(Writer& out, Change kind, std::string_view now, std::string_view before);
std::string counted(std::string_view raw);

/// The answer to PRELOGIN: no encryption, no MARS.
std::string prelogin_answer();
LoginRequest read_login(std::string_view body);
std::string login_answer(const std::string& database);
std::string login_refused(const Failure& failure);

}  // namespace tds
