// SPDX-License-Identifier: MIT
#include "connectors/library.hpp"

#include <vector>  // before Boost.DLL 1.74, which forgets it

#include <boost/dll/shared_library.hpp>

#include "base/language.hpp"
#include "connectors/table_check.hpp"
#include "platform/exit_guard.hpp"

namespace orderbridge::connectors {

namespace {

constexpr const char* kEntry = "orderbridge_connectors_v1";

/// Libraries are resident: threads, thread-locals and GNU-unique symbols of a library outlive any wish to
/// unload it.
std::vector<boost::dll::shared_library>& resident() {
  static auto* libraries = new std::vector<boost::dll::shared_library>;
  return *libraries;
}

/// Boost wraps the loader's own message ("... (dlerror system message: X): Bad file descriptor"); only X
/// helps.
std::string loader_message(const std::exception& e) {
  std::string text = e.what();
  const std::string before = "dlerror system message: ";
  const auto from = text.find(before);
  const auto to = text.rfind("): ");
  if (from == std::string::npos || to == std::string::npos || to < from) return text;
  return text.substr(from + before.size(), to - from - before.size());
}

bool exports_other_major(const boost::dll::shared_library& library) {
  for (const char* name :
       {"orderbridge_connectors_v2", "orderbridge_connectors_v3", "orderbridge_connectors_v0"})
    if (library.has(name)) return true;
  return false;
}

}  // namespace

LoadedLibrary load(const std::string& file) {
  const platform::ForeignCall mark(file.c_str());
  boost::dll::shared_library library;
  try {
    library.load(file, boost::dll::load_mode::rtld_now | boost::dll::load_mode::rtld_local);
  } catch (const std::exception& e) {
    throw LoadError(tr("{}: the library cannot be loaded: {}",
                       "{}: Die Bibliothek lässt sich nicht laden: {}", file, loader_message(e)));
  }
  resident().push_back(library);
  platform::renew_exit_guard();
  if (!library.has(kEntry)) {
    if (exports_other_major(library))
      throw LoadError(
          tr("{}: made for another major version of the plugin API; this host speaks version 1. Build it "
             "against "
             "this version or update the host",
             "{}: für eine andere Hauptversion der Plugin-API gebaut; dieser Host spricht Version 1. Gegen "
             "diese "
             "Version bauen oder den Host aktualisieren",
             file));
    throw LoadError(
        tr("{}: not a connector library: the function {} is missing. Build it with "
           "orderbridge_add_connector() and "
           "ORDERBRIDGE_CONNECTORS()",
           "{}: keine Konnektor-Bibliothek: Die Funktion {} fehlt. Mit orderbridge_add_connector() und "
           "ORDERBRIDGE_CONNECTORS() bauen",
           file, kEntry));
  }
  auto& entry = library.get<const ob_library * OB_CALL(std::uint32_t)>(kEntry);
  LoadedLibrary loaded;
  loaded.tables = entry(OB_ABI_MINOR);
  std::vector<std::string> problems;
  loaded.info = read_tables(loaded.tables, problems);
  loaded.info.file = file;
  if (!problems.empty()) {
    std::string all;
    for (const auto& problem : problems) all += (all.empty() ? "" : "; ") + problem;
    throw LoadError(tr("{}: the connector's tables are broken: {}",
                       "{}: Die Tabellen des Konnektors sind defekt: {}", file, all));
  }
  return loaded;
}

}  // namespace orderbridge::connectors
