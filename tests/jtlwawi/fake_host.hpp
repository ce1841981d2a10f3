// SPDX-License-Identifier: MIT
// A host for tests: creates connector jtlwawi through the C table, keeps what it reports, and looks into its
// file. One thread at a time per Wawi; several may share a file.
#pragma once
#include <atomic>
#include <filesystem>
#include <map>
#include <orderbridge/order_builder.hpp>
#include <string>
#include <vector>

namespace ob_test {

/// A folder of its own, removed at the end.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string file(const std::string& name) const { return (path_ / name).string(); }
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

struct Reported {
  int times = 0;
  std::int32_t outcome = 0;
  std::string remote_id, code, text, found;
  std::vector<std::string> warnings;  // "code field"
};

struct Found {
  std::int32_t state = -1;
  std::string remote_id, number, content_version, payment_version;
  ob_time ordered_at = OB_NO_TIME;
};

using Settings = std::map<std::string, std::string>;
using Mapping = std::vector<std::pair<std::string, std::string>>;

class Wawi {
 public:
  /// create() with database=sqlite:wawi.db in `folder` unless `settings` says otherwise.
  explicit Wawi(const Folder& folder, Settings settings = {}, const char* language = "en",
                Mapping payment = {});
  ~Wawi();
  Wawi(const Wawi&) = delete;
  Wawi& operator=(const Wawi&) = delete;

  ob_status create_status() const { return created_; }
  ob_status open();
  void close();
  ob_status check();
  /// Results are in `reported`, one per record.
  ob_status write(const std::vector<const ob_record*>& records);
  ob_status write(const ob_record& record) { return write(std::vector{&record}); }
  ob_status lookup(const std::vector<std::string>& ids);

  /// An action; parameters as "name=value", one name several times makes a list. Outcomes are in `outcomes`.
  /// `flags`: OB_ACTION_DRY_RUN or none.
  ob_status act(const std::string& action, const std::vector<std::string>& keys = {},
                const std::vector<std::string>& parameters = {}, std::uint32_t flags = 0);
  /// Rows of a view, cells joined by "|"; sections of a detail begin with "[title]". `words`: "sort=date",
  /// "desc", "limit=2", "offset=1", "key=AU1", else COLUMN=TEXT is a filter.
  std::vector<std::string> show(const std::string& view, const std::vector<std::string>& words = {});
  /// Status updates after the bookmark, or of these orders: "63 accepted paid 144.87 [LS1 DHL JD1,JD2
  /// 630=2]".
  std::vector<std::string> statuses(const std::vector<std::string>& ids = {});

  struct Outcome {
    std::string key, remote_id, text;
    std::int32_t outcome = 0;
  };
  std::vector<Outcome> outcomes;
  std::uint64_t total = 0;
  std::string bookmark;
  std::map<std::string, std::uint64_t> hints;  // of what the last statuses() listed
  using Clocked = std::pair<ob_time, std::string>;
  std::map<std::string, Clocked> paid, delivered;  // when, and the clock's offset; of the last delivery

  std::vector<Reported> reported;
  std::vector<Found> found;
  std::vector<std::string> findings;  // "level code text"
  std::string failure, failed_option;
  std::atomic<int> cancel_after{-1};  // the n-th question whether the call is cancelled is answered yes

 private:
  ob_call call();
  std::string language_;
  ob_host host_{};
  const ob_connector* connector_ = nullptr;
  void* self_ = nullptr;
  ob_status created_ = OB_INTERNAL;
};

/// All rows of a query, columns joined by "|", NULL as "NULL".
std::vector<std::string> rows(const std::string& file, const std::string& sql);
/// The one value of a query.
std::string value(const std::string& file, const std::string& sql);
void run_sql(const std::string& file, const std::string& sql);

/// A complete order: gross, two products and shipping, EUR, open payment.
ob_order& fill_order(orderbridge::OrderBuilder& builder, int id);
ob_decimal decimal(const char* text);

}  // namespace ob_test
