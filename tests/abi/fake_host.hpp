// SPDX-License-Identifier: MIT
// A small host for tests of connectors: loads a library by plain dlopen, fills in options as a host does,
// calls, and keeps what came back as owned values. Reads no more of a struct than its size says. One thread,
// but cancel() is [any]. grown = true: every struct it hands out is larger than today's, with garbage behind,
// as a later host's.
#pragma once
#include <dlfcn.h>
#include <orderbridge/connector_abi.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <cstring>
#include <functional>
#include <map>
#include <memory>
#include <orderbridge/text.hpp>
#include <string>
#include <vector>

namespace fake {

using orderbridge::copy;
using orderbridge::to_abi;

/// The tables of a library; never unloaded.
inline const ob_library& load(const std::string& file) {
  void* handle = ::dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (!handle) FAIL(::dlerror());
  void* symbol = ::dlsym(handle, "orderbridge_connectors_v1");
  REQUIRE(symbol);
  const auto* library = reinterpret_cast<decltype(&orderbridge_connectors_v1)>(symbol)(OB_ABI_MINOR);
  REQUIRE(library);
  REQUIRE(library == reinterpret_cast<decltype(&orderbridge_connectors_v1)>(symbol)(OB_ABI_MINOR + 9));
  return *library;
}

template <class T>
struct Grown {
  T value{};
  unsigned char garbage[64];
  explicit Grown(bool grown) {
    std::memset(garbage, 0xAB, sizeof garbage);
    value.size = static_cast<std::uint32_t>(grown ? sizeof(Grown) : sizeof(T));
  }
};

struct Order {
  std::string id, number, city, comment;
  std::int64_t total = 0;
  std::vector<std::string> skus;
  std::uint64_t hint = 0;
};
struct Noted {
  std::int32_t outcome;
  std::string id, code;
  bool has_row;
  std::int64_t retry_after_ms, grace_ms;
};
struct Fetched {
  ob_status status = OB_OK;
  std::vector<std::string> wanted;
  std::vector<Order> orders;
  std::vector<Noted> notes;
  std::vector<std::pair<std::string, std::string>> checkpoints;  // cursor, bookmark
  std::vector<std::pair<std::string, std::string>> updates;      // status: order id, state
};
struct Reported {
  std::size_t index;
  std::int32_t outcome;
  std::string remote_id, found, text;
};
struct Written {
  ob_status status = OB_OK;
  std::vector<Reported> reports;
};
struct Found {
  std::int32_t state;
  std::string remote_id, number, content_version;
};

using Options = std::map<std::string, std::string>;  // LIST: items separated by one blank

class Host {
 public:
  Host(const ob_library& library, Options options, std::string base_dir, bool grown = false)
      : connector_(*library.connectors[0]),
        options_(std::move(options)),
        base_dir_(std::move(base_dir)),
        grown_(grown),
        host_(grown) {
    auto& h = host_.value;
    h.abi_minor = OB_ABI_MINOR;
    h.name = to_abi("fake host");
    h.version = to_abi("1");
    h.language = to_abi("en");
    h.log_enabled = [](void*, std::int32_t) { return 1; };
    h.log = [](void*, std::int32_t, ob_str, ob_str) {};
    h.extension = [](void*, ob_str) -> const void* { return nullptr; };
  }
  Host(const Host&) = delete;
  Host& operator=(const Host&) = delete;
  ~Host() {
    if (!self_) return;
    connector_.close(self_);
    connector_.destroy(self_);
  }

  /// Creates and opens; the first status that is not OK.
  ob_status start();
  Fetched fetch(const std::string& cursor = "", std::uint64_t limit = 0, std::uint32_t kind = OB_KIND_ORDER);
  Fetched fetch_keys(const std::vector<std::string>& ids);
  Written write(const std::vector<const ob_record*>& records, std::uint32_t flags = 0,
                std::uint32_t kind = OB_KIND_ORDER);
  std::vector<Found> lookup(const std::vector<std::string>& ids);
  void cancel() { cancelled_ = true; }
  void interrupt() { connector_.interrupt(self_); }

  const ob_connector& connector() const { return connector_; }
  std::function<std::int32_t(const std::string& id, std::uint64_t hint)> want = [](auto&, auto) {
    return OB_WANT;
  };
  std::function<ob_status(const std::string& id)> emit = [](auto&) { return OB_OK; };
  std::string failure, failed_option;  // of the latest call

 private:
  Grown<ob_call> call();
  Grown<ob_fetch_sink> sink();

  const ob_connector& connector_;
  Options options_;
  std::string base_dir_;
  bool grown_;
  Grown<ob_host> host_;
  void* self_ = nullptr;
  std::atomic<bool> cancelled_{false};
  Fetched fetched_;
};

}  // namespace fake
