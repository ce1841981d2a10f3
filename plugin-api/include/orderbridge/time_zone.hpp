// SPDX-License-Identifier: MIT
// TimeZone: what clocks of a place show, for ERPs and shops that keep local times without saying so. Read
// from the system's time zone database (TZif, RFC 8536; Debian: tzdata), because GCC 12 has no
// std::chrono::locate_zone and localtime_r() knows only the zone of the process. The zones that most use need
// no database. A value; copies are independent; const use from any thread.
#pragma once
#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "posix_time_zone.hpp"
#include "utc_offset.hpp"

namespace orderbridge {

class TimeZone {
 public:
  /// By its name in the IANA database, "Europe/Berlin". nullopt: the system knows no such zone. Reads a file.
  static std::optional<TimeZone> find(std::string_view name) {
    if (!is_name(name)) return std::nullopt;
    TimeZone zone;
    zone.name_ = name;
    const auto bytes = file_of(name);
    if (bytes.empty() ? zone.read_built_in() : zone.read(bytes)) return zone;
    return std::nullopt;
  }

  const std::string& name() const noexcept { return name_; }

  /// Seconds to add to UTC at this instant, in seconds since 1970-01-01T00:00Z.
  int offset_at(std::int64_t instant) const noexcept {
    if (!times_.empty() && instant < times_.front()) return first_;
    if ((times_.empty() || instant >= times_.back()) && rule_) return rule_->offset_at(instant);
    if (times_.empty()) return first_;
    return offsets_[static_cast<std::size_t>(std::upper_bound(times_.begin(), times_.end(), instant) -
                                             times_.begin() - 1)];
  }

  /// The instant at which clocks show `clock` (seconds, counted as if it were UTC). Of an hour that comes
  /// twice the second, as PHP reads it (a genuine Shopware 5 gives 2026-10-25 02:30 as +0100); of one that is
  /// left out the time as if clocks had not been put forward yet.
  std::int64_t instant_of(std::int64_t clock) const noexcept {
    constexpr std::int64_t kDay = 86400;
    const int before = offset_at(clock - kDay), after = offset_at(clock + kDay);
    for (const int offset : {std::min(before, after), std::max(before, after)})
      if (offset_at(clock - offset) == offset) return clock - offset;
    return clock - before;
  }

 private:
  TimeZone() = default;

  /// No path that leads out of the database.
  static bool is_name(std::string_view name) noexcept {
    if (name.empty() || name.size() > 64 || name.front() == '/' || name.find("..") != name.npos) return false;
    return std::all_of(name.begin(), name.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' ||
             c == '_' || c == '-' || c == '+';
    });
  }

  static std::string file_of(std::string_view name) {
    const char* folder = std::getenv("TZDIR");
    std::ifstream in(
        std::string(folder && *folder ? folder : "/usr/share/zoneinfo") + "/" + std::string(name),
        std::ios::binary);
    constexpr std::streamsize kLargest = 1 << 20;
    std::string bytes;
    if (!in) return bytes;
    bytes.resize(static_cast<std::size_t>(kLargest));
    in.read(bytes.data(), kLargest);
    bytes.resize(static_cast<std::size_t>(std::max(in.gcount(), std::streamsize{0})));
    return bytes;
  }

  /// The rules since 1996, for machines without the database.
  bool read_built_in() {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kZones{
        {{"Europe/Berlin", "CET-1CEST,M3.5.0,M10.5.0/3"},
         {"Europe/Vienna", "CET-1CEST,M3.5.0,M10.5.0/3"},
         {"Europe/Zurich", "CET-1CEST,M3.5.0,M10.5.0/3"},
         {"UTC", "UTC0"}}};
    for (const auto& [zone, rule] : kZones)
      if (zone == name_) rule_ = PosixTimeZone::parse(rule);
    return rule_.has_value();
  }

  struct Counts {
    std::size_t utc, standard, leap, time, type, chars;
    std::size_t size(std::size_t time_size) const {
      return time * (time_size + 1) + type * 6 + chars + leap * (time_size + 4) + standard + utc;
    }
  };
  static constexpr std::size_t kHeader = 44;

  static std::int64_t big_endian(std::string_view bytes, std::size_t at, std::size_t size) {
    std::uint64_t value = static_cast<unsigned char>(bytes[at]) & 0x80U ? ~std::uint64_t{0} : 0;
    for (std::size_t i = 0; i < size; ++i) value = (value << 8U) | static_cast<unsigned char>(bytes[at + i]);
    return static_cast<std::int64_t>(value);
  }

  static std::optional<Counts> counts_at(std::string_view bytes, std::size_t at) {
    if (bytes.size() < at + kHeader || bytes.substr(at, 4) != "TZif" || bytes[at + 4] < '2')
      return std::nullopt;
    std::array<std::size_t, 6> n{};
    for (std::size_t i = 0; i < n.size(); ++i) {
      const auto count = big_endian(bytes, at + 20 + 4 * i, 4);
      if (count < 0 || count > 100000) return std::nullopt;
      n[i] = static_cast<std::size_t>(count);
    }
    return Counts{n[0], n[1], n[2], n[3], n[4], n[5]};
  }

  /// The second block, whose times have 64 bits, and the rule behind it.
  bool read(std::string_view bytes) {
    const auto old = counts_at(bytes, 0);
    if (!old) return false;
    const auto second = kHeader + old->size(4);
    const auto counts = counts_at(bytes, second);
    if (!counts || counts->type == 0) return false;
    const auto times = second + kHeader, end = times + counts->size(8);
    if (bytes.size() < end) return false;
    const auto indexes = times + counts->time * 8, types = indexes + counts->time;
    for (std::size_t i = 0; i < counts->time; ++i) {
      const auto type = static_cast<unsigned char>(bytes[indexes + i]);
      if (type >= counts->type) return false;
      times_.push_back(big_endian(bytes, times + i * 8, 8));
      offsets_.push_back(static_cast<int>(big_endian(bytes, types + type * std::size_t{6}, 4)));
    }
    first_ = static_cast<int>(big_endian(bytes, types, 4));
    auto rule = bytes.substr(end);
    if (rule.size() < 2 || rule.front() != '\n') return times_.empty() ? counts->type == 1 : true;
    rule = rule.substr(1, rule.find('\n', 1) - 1);
    if (!rule.empty()) rule_ = PosixTimeZone::parse(rule);
    return rule.empty() || rule_.has_value();
  }

  std::string name_;
  std::vector<std::int64_t> times_;  // ascending; from each on offsets_ holds
  std::vector<int> offsets_;
  int first_ = 0;                      // before all of them
  std::optional<PosixTimeZone> rule_;  // from the last of them on
};

}  // namespace orderbridge
