// SPDX-License-Identifier: MIT
// TdsConnection: one logged-in client of the test server: batches, procedures, transactions, attention. One
// thread. A message that is not understood is a std::runtime_error.
#pragma once
#include <atomic>
#include <map>

#include "answer.hpp"
#include "tds_packets.hpp"
#include "tds_stream.hpp"

namespace tds {

/// The columns that a server tells when a statement is prepared; empty: none.
using Describer = std::function<std::vector<Column>(const std::string& sql)>;

class TdsConnection {
 public:
  struct Behind {
    Handler ask;
    Describer describe;
    bool deaf;
    std::atomic<int>&attentions, &prepared;  // counted there
  };
  TdsConnection(Packets& packets, int number, Behind behind)
      : packets_(packets), number_(number), behind_(std::move(behind)) {}

  /// False: the connection is to be dropped.
  bool handle(Message type, const std::string& body);

 private:
  enum class Next : std::uint8_t { kGoOn, kDrop, kNothingToSay };

  bool batch(const std::string& sql);
  bool procedure(Reader& in);
  bool manage(Reader& in);
  bool begin(Writer& out, std::optional<Failure>& failure);
  bool end(Writer& out, bool commit, std::optional<Failure>& failure);

  Next tell(Writer& out, const Answer& answer, bool in_procedure);
  bool run(const std::string& sql, std::vector<Param> params, int handle = 0);
  bool finish(Writer& out, int handle, bool failed);
  bool prepare(const std::string& sql);
  Next wait_for_attention();
  void acknowledge();
  Request request(Request::Kind kind, std::string sql = {}, std::vector<Param> params = {}) const;
  std::string descriptor() const;

  Packets& packets_;
  const int number_;
  const Behind behind_;
  std::map<int, std::string> prepared_;
  int handles_ = 0;
  std::uint64_t transaction_ = 0x100000000u;
  bool in_transaction_ = false;
};

}  // namespace tds
