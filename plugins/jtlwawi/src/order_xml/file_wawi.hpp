// SPDX-License-Identifier: MIT
// FileWawi: orders as JTL's order files in a folder, for those who let nobody near their JTL-Wawi. One file
// per batch, complete when it gets its name, never overwritten. An order is written once: what changes in the
// shop later is reported, and a person changes it in JTL-Wawi. There is no way back from files. One thread at
// a time.
#pragma once
#include <memory>

#include "../wawi.hpp"
#include "../wawi_options.hpp"
#include "file_index.hpp"

namespace orderbridge::jtlwawi {

class FileWawi final : public Wawi {
 public:
  /// `options` and `host` outlive it.
  FileWawi(const WawiOptions& options, const Host& host);

  void open(Call& call) override;
  void close() noexcept override { index_.reset(); }
  void check(Call& call) override;
  void write(const Call& call, const ob_batch& batch, const Results& results) override;
  void lookup(const Call& call, const ob_keys& keys, const LookupSink& out) override;
  void fetch(const Call& call, const ob_fetch& request, const FetchSink& out) override;
  void fetch_keys(const Call& call, const ob_keys& keys, const FetchSink& out) override;
  void query(const Query& query, const TableOut& out) override;
  void run(const Call& call, const ActionCall& action, const ActionOut& out) override;

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
  [[noreturn]] void nothing_here() const;

  const WawiOptions& options_;
  const Host& host_;
  std::unique_ptr<FileIndex> index_;  // while open
};

}  // namespace orderbridge::jtlwawi
