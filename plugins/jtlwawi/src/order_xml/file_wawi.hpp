// SPDX-License-Identifier: MIT
// FileWawi: orders as JTL's order files in a folder, for those who let nobody near their JTL-Wawi. One file
// per batch, complete when it gets its name, never overwritten. An order is written once: what changes in the
// shop later is reported, and a person changes it in JTL-Wawi. There is no way back from files. One thread at
// a time.
#pragma once
#include <memory>

#include "../wawi_options.hpp"
#include "file_index.hpp"
#include "one_way_wawi.hpp"

namespace orderbridge::jtlwawi {

class FileWawi final : public OneWayWawi {
 public:
  /// `options` and `host` outlive it.
  FileWawi(const WawiOptions& options, const Host& host);

  void open(Call& call) override;
  void close() noexcept override { index_.reset(); }
  void check(Call& call) override;
  void write(const Call& call, const ob_batch& batch, const Results& results) override;
  void lookup(const Call& call, const ob_keys& keys, const LookupSink& out) override;

 private:
  struct Fate;

  FileIndex& index();
  template <class Fn>
  void translated(Fn&& fn);
  void judge(const ob_record& record, Fate& fate, std::string& body);
  void file(const Call& call, std::vector<Fate>& fates, const ob_batch& batch);
  std::filesystem::path waiting_name(std::int64_t batch) const;
  void finish(std::int64_t batch, std::string name);
  void must_be_folder() const;

  const WawiOptions& options_;
  std::unique_ptr<FileIndex> index_;  // while open
};

}  // namespace orderbridge::jtlwawi
