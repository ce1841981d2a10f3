// SPDX-License-Identifier: MIT
#include "file_wawi.hpp"

#include <Poco/Exception.h>

#include <cstdio>
#include <set>

#include "../amounts.hpp"
#include "../database_errors.hpp"
#include "../stored_orders.hpp"
#include "jtl/files.hpp"
#include "order_xml.hpp"

namespace orderbridge::jtlwawi {

namespace fs = std::filesystem;

struct FileWawi::Fate {
  std::int32_t outcome = OB_WRITTEN;
  std::string code, text, remote_id;
  std::vector<Warning> warnings;
  std::optional<FiledOrder> fresh;  // to be written now
};

namespace {

Error io_error(const Host& host, const fs::path& file, const std::string& why) {
  const std::string name = file.string();
  return retry(host.say(
      "writing " + name + " failed (" + why + "): look after the folder's rights and free room",
      "Schreiben von " + name + " misslang (" + why + "): Rechte und freien Platz des Ordners prüfen"));
}

void write_file(const fs::path& path, const std::string& bytes, unsigned mode, const Host& host) {
  if (const auto why = jtl::write_durably(path, bytes, mode); !why.empty()) throw io_error(host, path, why);
}

/// Shares may not know it; the file itself is synced.
void sync_folder(const fs::path& folder) {
  [[maybe_unused]] const auto why = jtl::make_durable(folder);
}

/// False where `to` is there already.
bool rename_new(const fs::path& from, const fs::path& to, const Host& host) {
  bool taken = false;
  if (const auto why = jtl::rename_new(from, to, taken); !why.empty()) throw io_error(host, to, why);
  return !taken;
}

std::string file_name(std::int64_t batch, int again = 0) {
  char text[64];
  std::snprintf(text, sizeof text, again > 0 ? "bestellungen-%06lld-%d.xml" : "bestellungen-%06lld.xml",
                static_cast<long long>(batch), again);
  return text;
}

}  // namespace

FileWawi::FileWawi(const WawiOptions& options, const Host& host) : OneWayWawi(host), options_(options) {}

FileIndex& FileWawi::index() {
  if (!index_) throw not_connected(host_.say("the folder is not open", "der Ordner ist nicht geöffnet"));
  return *index_;
}

template <class Fn>
void FileWawi::translated(Fn&& fn) {
  try {
    fn();
  } catch (const Poco::Exception& e) {
    throw database_error(e, options_.folder / "orderbridge.db", host_);
  }
}

void FileWawi::must_be_folder() const {
  std::error_code ignored;
  if (fs::is_directory(options_.folder, ignored)) return;
  const auto name = options_.folder.string();
  throw bad_config("database", host_.say("the folder " + name +
                                             " for order files does not exist: make it or correct option "
                                             "database",
                                         "den Ordner " + name +
                                             " für Auftragsdateien gibt es nicht: ihn anlegen oder Option "
                                             "database berichtigen"));
}

void FileWawi::open(Call&) {
  must_be_folder();
  translated([&] {
    index_ = std::make_unique<FileIndex>(options_.folder);
    for (const auto& batch : index_->unsettled()) finish(batch.batch, batch.file);
  });
}

void FileWawi::check(Call& call) {
  const bool was_open = index_ != nullptr;
  if (!was_open) open(call);
  const fs::path trial = options_.folder / ".orderbridge-trial.part";
  write_file(trial, "", options_.file_mode, host_);
  std::error_code ignored;
  fs::remove(trial, ignored);
  const auto name = options_.folder.string();
  call.finding(OB_FINDING_OK, "database",
               host_.say("order files can be written to " + name,
                         "Auftragsdateien können nach " + name + " geschrieben werden"));
  call.finding(OB_FINDING_INFO, "one-way",
               host_.say("JTL-Wawi makes sales orders of them when it imports them; nothing comes back",
                         "JTL-Wawi macht beim Import Aufträge daraus; zurück kommt nichts"));
  jtl::check_private(call, host_, options_.folder / "orderbridge.db");
  translated([&] {
    const auto count = std::to_string(index().orders());
    call.finding(OB_FINDING_INFO, "counts",
                 host_.say(count + " orders were written so far",
                           "bisher wurden " + count + " Bestellungen geschrieben"));
  });
  if (!was_open) close();
}

// The name that a file has until its batch is entered in the index.
fs::path FileWawi::waiting_name(std::int64_t batch) const {
  return options_.folder / ("." + file_name(batch) + ".part");
}

/// After the index has committed. Where the waiting file is gone, somebody finished it before us.
void FileWawi::finish(std::int64_t batch, std::string name) {
  const auto waiting = waiting_name(batch);
  std::error_code ignored;
  for (int again = 1; fs::exists(waiting, ignored) && !rename_new(waiting, options_.folder / name, host_);
       ++again) {
    name = file_name(batch, again);
    index().rename(batch, name);
  }
  sync_folder(options_.folder);
  index().settle(batch);
}

void FileWawi::write(const Call& call, const ob_batch& batch, const Results& results) {
  std::vector<Fate> fates(batch.count);
  translated([&] { file(call, fates, batch); });
  for (std::size_t i = 0; i < fates.size(); ++i) {
    const auto& fate = fates[i];
    for (const auto& warning : fate.warnings) results.warn(i, warning.code, warning.field, warning.text);
    Result result;
    result.outcome = fate.outcome;
    result.code = fate.code;
    result.text = fate.text;
    result.remote_id = fate.remote_id;
    results.report(i, result);
  }
}

void FileWawi::file(const Call& call, std::vector<Fate>& fates, const ob_batch& batch) {
  const auto number = index().begin();
  try {
    const std::string name = file_name(number);
    std::string body(kOrderFileHead);
    FileIndex::Orders fresh;
    std::set<std::int64_t> met;
    for (std::size_t i = 0; i < fates.size(); ++i) {
      const auto id = wawi_id(view(batch.records[i]->id));
      if (id && met.count(*id) > 0) {
        fates[i].outcome = OB_DUPLICATE;  // twice in this batch
        fates[i].remote_id = name;
        continue;
      }
      judge(*batch.records[i], fates[i], body);
      if (!fates[i].fresh) continue;
      fates[i].remote_id = name + "#" + fates[i].fresh->number;
      fresh.emplace_back(*id, *fates[i].fresh);
      met.insert(*id);
    }
    if (fresh.empty()) return index().rollback();
    body.append(kOrderFileEnd);
    call.check();
    write_file(waiting_name(number), body, options_.file_mode, host_);
    sync_folder(options_.folder);
    index().enter(number, name, fresh);
    index().commit();
  } catch (...) {
    index().rollback();
    throw;
  }
  finish(number, file_name(number));
}

void FileWawi::judge(const ob_record& record, Fate& fate, std::string& body) {
  const auto refuse = [&](const char* code, std::string text) {
    fate.outcome = OB_WRITE_REJECTED, fate.code = code, fate.text = std::move(text);
    fate.warnings.clear();
  };
  const auto id = wawi_id(view(record.id));
  if (!id)
    return refuse("bad-id", host_.say("the order's id is not a whole number from 1 to 2147483647",
                                      "die Id der Bestellung ist keine ganze Zahl von 1 bis 2147483647"));
  const auto& order = reinterpret_cast<const ob_order&>(record);
  if (const auto known = index().find(*id)) {
    auto verdict = judge_filed(order, *known, host_);
    fate.outcome = verdict.outcome;
    fate.code = std::move(verdict.code);
    fate.text = std::move(verdict.text);
    fate.remote_id = known->remote_id();
    return;
  }
  try {
    body += order_xml(order, options_, host_, fate.warnings);
  } catch (const OrderRejected& e) {
    return refuse(e.code.c_str(), e.what());
  }
  fate.fresh = FiledOrder::of(order, "");
}

void FileWawi::lookup(const Call&, const ob_keys& keys, const LookupSink& out) {
  for (std::size_t i = 0; i < keys.count; ++i) {
    std::optional<FiledOrder> known;
    if (const auto id = wawi_id(view(keys.ids[i]))) translated([&] { known = index().find(*id); });
    std::string remote;
    const ob_found found = known ? found_as(*known, OB_FOUND_TAKEN_OVER, remote) : not_found();
    out.found(i, found);
  }
}

}  // namespace orderbridge::jtlwawi
