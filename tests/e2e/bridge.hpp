// SPDX-License-Identifier: MIT
// Bridge: a folder of its own with a configuration between a sandbox shop and an embedded JTL-Wawi, and the
// host as a process to run it. What it takes over can be asked from the databases. Removed at the end. One
// thread.
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "process.hpp"

namespace e2e {

class Bridge {
 public:
  explicit Bridge(std::string url);
  ~Bridge();
  Bridge(const Bridge&) = delete;
  Bridge& operator=(const Bridge&) = delete;

  // Parts of the XML; change them before the next command.
  std::string url, user = "demo", key_variable = "OB_TEST_KEY";
  std::string language = "en";
  std::string key;              // the API key, by environment
  std::string shop_attributes;  // ' page-size="10"'
  std::string shop_children;    // "<order-states>...</order-states>"
  std::string wawi_attributes, steps;
  std::string wawi_element;  // "<jtlconnector id=\"wawi\" .../>" instead of the embedded JTL-Wawi
  std::string on_written;    // "<onWritten status=\"in_process\"/>"
  std::string redelivery = "maximumRedeliveryTime=\"0s\"";  // most tests fail on purpose and do not wait
  std::string more_pipelines, tables, schedule, actions;
  Environment environment;  // of the host, beside the key
  std::string database = "sqlite:eazybusiness.db", journal = "journal.db";

  /// Runs "orderbridge --config ... WORDS".
  Finished host(const std::vector<std::string>& words);
  /// The same, but not waited for.
  std::unique_ptr<Child> start(const std::vector<std::string>& words);
  Finished import() { return host({"run", "--quiet"}); }

  std::filesystem::path folder() const { return folder_; }
  std::filesystem::path wawi_file() const { return folder_ / "eazybusiness.db"; }
  std::filesystem::path journal_file() const { return folder_ / journal; }
  /// First column of a query on the staging database, as text.
  std::vector<std::string> staged(
      const std::string& sql = "SELECT kInetBestellung FROM tinetbestellung ORDER BY kInetBestellung") const;
  bool is_staged(long id) const;
  /// The same of the journal.
  std::vector<std::string> journal_rows(const std::string& sql) const;
  void change_journal(const std::string& sql) const;
  /// Somebody else removes an order from the staging database, whole.
  void forget(long id) const;

 private:
  void write_config() const;
  std::filesystem::path folder_;
  mutable std::string written_;
};

}  // namespace e2e
