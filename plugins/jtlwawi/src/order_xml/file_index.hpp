// SPDX-License-Identifier: MIT
// FileIndex: which order stands in which order file, beside the files. JTL-Wawi or a person takes the files
// away, so the files themselves cannot say what was written. A batch is entered before its file gets its
// name: whatever ends the program in between, settle() knows what is left to do. One thread at a time;
// several programs may share a folder. POCO's exceptions leave it as they are.
#pragma once
#include <Poco/Data/Session.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "filed_order.hpp"

namespace orderbridge::jtlwawi {

class FileIndex {
 public:
  /// Opens or makes FOLDER/orderbridge.db.
  explicit FileIndex(const std::filesystem::path& folder);

  std::optional<FiledOrder> find(std::int64_t id);
  std::int64_t orders();

  /// Begins a batch: nobody else writes until commit() or rollback(). Returns its number, never used before.
  std::int64_t begin();
  using Orders = std::vector<std::pair<std::int64_t, FiledOrder>>;  // by the shop's id
  void enter(std::int64_t batch, const std::string& file, const Orders& orders);
  void commit();
  void rollback() noexcept;
  /// The batch's file has its name now.
  void settle(std::int64_t batch);
  struct Open {
    std::int64_t batch = 0;
    std::string file;
  };
  std::vector<Open> unsettled();
  void rename(std::int64_t batch, const std::string& file);

 private:
  void run(const char* sql);

  Poco::Data::Session session_;
  bool in_batch_ = false;
};

}  // namespace orderbridge::jtlwawi
