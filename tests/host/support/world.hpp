// SPDX-License-Identifier: MIT
// A pipeline "import" from one test connector ("shop") to another ("erp") in a folder of its own: XML,
// journal, script, faults and the file-sink's file. Runs it in this process or through the host program;
// between two runs a test changes the world. Each run here is held to the rule that its counts add up.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "journal/journal.hpp"
#include "pipeline/run.hpp"
#include "support/folder.hpp"
#include "support/program.hpp"

namespace host_test {

struct Setup {
  std::string source = "memory_source", source_options = "script='script.txt'", source_children;
  std::string sink = "file_sink", sink_options = "file='erp.tsv' faults='faults.txt'", sink_children;
  std::string steps, tables;
  std::string on_written;                                 // "<onWritten status='in_process'/>"
  std::string redelivery = "maximumRedeliveryTime='0s'";  // most tests fail on purpose and do not wait
  std::string pipelines;                                  // further ones
};

/// A line of the file-sink's file.
struct SinkLine {
  std::string id, number, content_version, payment_version, total;
};

enum class Sums { kAddUp, kMayLack };

class World {
 public:
  explicit World(Setup setup = {});

  Setup setup;  // change it, and the next run has another configuration
  const Folder& folder() const noexcept { return folder_; }
  void script(const std::string& lines) const { folder_.write("script.txt", lines); }
  void faults(const std::string& lines) const { folder_.write("faults.txt", lines); }

  /// One run in this process; a fresh journal connection each time, as after a restart. Sums::kMayLack only
  /// where the source breaks its promises.
  orderbridge::pipeline::RunReport run(Sums sums = Sums::kAddUp);
  /// One run that `step` may stop; called between batches.
  using Step =
      std::function<void(const orderbridge::pipeline::Progress&, orderbridge::connectors::StopSignal&)>;
  orderbridge::pipeline::RunReport run_with(const Step& step, Sums sums = Sums::kAddUp);

  /// --config FILE and these words, for the host program.
  Arguments arguments(const Arguments& words);
  Ended run_program() { return run_host(arguments({"run"})); }

  std::unique_ptr<orderbridge::journal::Journal> journal() const;
  std::optional<orderbridge::journal::LedgerRow> row(const std::string& id) const;
  orderbridge::journal::Fate fate(const std::string& id) const;
  std::string reason(const std::string& id) const;  // its code
  std::vector<std::string> ids_with(orderbridge::journal::Fate fate) const;
  orderbridge::journal::RunRecord last_run() const;

  std::vector<SinkLine> erp() const;
  /// How many lines of the file-sink an id has: 1 = staged once and never changed.
  std::map<std::string, int> times_staged() const;

 private:
  std::string write_xml() const;
  orderbridge::config::Settings settings();
  Folder folder_;
  std::unique_ptr<orderbridge::connectors::Registry> registry_;
  std::string scanned_;
};

/// "1", "2" ... as keys that all have the value 1.
std::map<std::string, int> once_each(int from, int to);

}  // namespace host_test
