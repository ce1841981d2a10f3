// SPDX-License-Identifier: MIT
#include "power_cut.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <random>
#include <stdexcept>
#include <utility>
#include <vector>

#include "shim/undo_format.hpp"

namespace crash {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kSector = 512;

struct Entry {
  UndoEntry head;
  std::string old;
  std::uint64_t end() const { return head.offset + std::max(head.new_length, head.old_length); }
};

std::vector<Entry> read_log(const fs::path& log) {
  std::ifstream in(log, std::ios::binary);
  std::vector<Entry> entries;
  for (Entry entry; in.read(reinterpret_cast<char*>(&entry.head), sizeof entry.head);) {
    if (entry.head.magic != kUndoMagic) break;
    const auto sum = std::exchange(entry.head.checksum, 0);
    entry.old.resize(std::min<std::uint64_t>(entry.head.old_length, fs::file_size(log)));
    if (!in.read(entry.old.data(), static_cast<std::streamsize>(entry.old.size()))) break;
    if (checksum_of(entry.old.data(), entry.old.size(), checksum_of(&entry.head, sizeof entry.head)) != sum)
      break;
    entries.push_back(entry);
  }
  return entries;
}

/// How many of the un-synced changes of one sector reached the disk, sector by sector; and of the size.
class Survival {
 public:
  Survival(const std::vector<Entry>& entries, bool all_lost, std::mt19937_64& random) {
    for (const auto& entry : entries)
      for (auto s = entry.head.offset / kSector; s * kSector < entry.end(); ++s) ++changes_[s];
    seen_ = changes_;
    for (auto& [sector, count] : changes_)
      count = all_lost ? 0 : std::uniform_int_distribution<std::size_t>(0, count)(random);
    sizes_ = all_lost ? 0 : std::uniform_int_distribution<std::size_t>(0, entries.size())(random);
  }
  /// Asked from the last entry to the first: is this change of the sector lost?
  bool lost(std::uint64_t sector) { return --seen_.at(sector) >= changes_.at(sector); }
  std::size_t sizes() const { return sizes_; }

 private:
  std::map<std::uint64_t, std::size_t> changes_, seen_;
  std::size_t sizes_ = 0;
};

class File {
 public:
  explicit File(const fs::path& path) : fd_(::open(path.c_str(), O_RDWR | O_CLOEXEC)) {
    if (fd_ < 0) throw std::runtime_error("cannot open " + path.string());
  }
  ~File() { ::close(fd_); }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  void put(std::uint64_t offset, const char* bytes, std::size_t count) const {
    if (::pwrite(fd_, bytes, count, static_cast<off_t>(offset)) != static_cast<ssize_t>(count))
      throw std::runtime_error("cannot write back");
  }
  void resize(std::uint64_t size) const {
    if (::ftruncate(fd_, static_cast<off_t>(size)) != 0) throw std::runtime_error("cannot resize");
  }

 private:
  int fd_;
};

/// The part of an entry that lies in a sector goes back to what stood there; beyond the old end, to zeros.
void undo_sector(const File& file, const Entry& entry, std::uint64_t sector) {
  const auto from = std::max(sector * kSector, entry.head.offset);
  const auto to = std::min((sector + 1) * kSector, entry.end());
  std::string bytes(to - from, '\0');
  const auto start = from - entry.head.offset;
  if (start < entry.old.size()) entry.old.copy(bytes.data(), bytes.size(), start);
  file.put(from, bytes.data(), bytes.size());
}

void roll_back(const fs::path& path, const std::vector<Entry>& entries, bool all_lost,
               std::mt19937_64& random, PowerCut& result) {
  Survival survival(entries, all_lost, random);
  const File file(path);
  for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry)
    for (auto s = entry->head.offset / kSector; s * kSector < entry->end(); ++s)
      if (survival.lost(s)) {
        undo_sector(file, *entry, s);
        ++result.lost;
      }
  const auto kept = survival.sizes();
  const auto size = kept == 0 ? entries.front().head.old_size : entries[kept - 1].head.new_size;
  if (size != entries.back().head.new_size) ++result.lost;
  file.resize(size);
}

}  // namespace

fs::path undo_folder(const fs::path& folder) {
  return folder / "undo";
}

PowerCut apply_power_cut(const fs::path& folder, std::uint64_t seed, Loss loss) {
  std::mt19937_64 random(seed);
  const bool all_lost = loss == Loss::kAll || (loss == Loss::kEither && random() % 3 == 0);
  std::vector<fs::path> databases, shared_memory;
  for (const auto& item : fs::recursive_directory_iterator(folder)) {
    if (!item.is_regular_file()) continue;
    const auto name = item.path().filename().string();
    if (name.ends_with("-shm")) shared_memory.push_back(item.path());
    if (name.ends_with(".db") || name.ends_with("-wal") || name.ends_with("-journal"))
      databases.push_back(item.path());
  }
  std::sort(databases.begin(), databases.end());  // the same seed, the same loss
  PowerCut result;
  for (const auto& path : databases) {
    struct stat facts {};
    if (::stat(path.c_str(), &facts) != 0) continue;
    const auto entries = read_log(undo_folder(folder) / (std::to_string(facts.st_ino) + ".undo"));
    if (entries.empty()) continue;
    ++result.files;
    result.writes += static_cast<int>(entries.size());
    roll_back(path, entries, all_lost, random, result);
  }
  for (const auto& path : shared_memory) fs::remove(path);
  fs::remove_all(undo_folder(folder));
  fs::create_directories(undo_folder(folder));
  return result;
}

}  // namespace crash
