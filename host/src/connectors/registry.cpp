// SPDX-License-Identifier: MIT
#include "connectors/registry.hpp"

#include <algorithm>
#include <filesystem>

#include "base/language.hpp"
#include "base/log.hpp"
#include "connectors/description_cache.hpp"
#include "connectors/library.hpp"
#include "connectors/probe.hpp"
#include "description/description_json.hpp"
#include "orderbridge/text.hpp"
#include "platform/files.hpp"

namespace orderbridge::connectors {

namespace {

namespace fs = std::filesystem;

/// Everything in the folder that is called like a library, also what turns out to be none.
std::vector<std::string> library_files(const std::string& folder) {
  std::vector<std::string> files;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().extension() == ".so")
      files.push_back(fs::absolute(entry.path()).lexically_normal().string());
  std::sort(files.begin(), files.end());
  return files;
}

/// Why there is nothing to load; empty: it is a file.
std::string no_file(const std::string& file) {
  std::error_code error;
  const auto status = fs::status(file, error);  // follows links
  if (fs::is_regular_file(status)) return {};
  if (fs::is_symlink(fs::symlink_status(file, error)))
    return status.type() == fs::file_type::not_found
               ? tr("{}: is a link to {}, which there is not. Remove it or put the library there",
                    "{}: ist ein Verweis auf {}, das es nicht gibt. Entfernen oder die Bibliothek dort "
                    "ablegen",
                    file, fs::read_symlink(file, error).string())
               : tr("{}: is a link that leads to no file (it may lead to itself). Remove it",
                    "{}: ist ein Verweis, der zu keiner Datei führt (vielleicht zu sich selbst). Entfernen",
                    file);
  return tr("{}: is no file. Remove or rename it", "{}: ist keine Datei. Entfernen oder umbenennen", file);
}

}  // namespace

Registry::Registry(Settings settings) : settings_(std::move(settings)) {}

void Registry::scan() {
  libraries_.clear();
  quarantined_.clear();
  auto cache = read_description_cache(settings_.cache_file);
  bool changed = false;
  for (const auto& folder : settings_.folders) {
    try {
      for (const auto& file : library_files(folder)) look_at(file, cache, changed);
    } catch (const fs::filesystem_error& e) {
      quarantined_.push_back(
          {folder,
           tr("{}: the connectors' folder cannot be read: {}. Check <connectors folder=\"...\"/>",
              "{}: Der Konnektoren-Ordner lässt sich nicht lesen: {}. <connectors folder=\"...\"/> prüfen",
              folder, e.code().message())});
    }
  }
  if (changed) write_description_cache(settings_.cache_file, cache);
}

void Registry::look_at(const std::string& file, std::map<std::string, std::string>& cache, bool& changed) {
  if (auto reason = no_file(file); !reason.empty()) {
    quarantined_.push_back({file, std::move(reason)});
    return;
  }
  // It is code that runs with our rights: nobody else may be able to write it.
  if (platform::is_writable_by_others(file)) {
    quarantined_.push_back(
        {file,
         tr("{}: every user may write this file, so anybody could run code as this host. chmod o-w it",
            "{}: Jeder Benutzer darf diese Datei schreiben und so Code als dieser Host ausführen. chmod o-w",
            file)});
    return;
  }
  const std::string digest = sha256_of_file(file);
  const std::string key = digest + " " + file;
  if (const auto known = cache.find(key); known != cache.end() && !digest.empty()) {
    try {
      return take(description::library_from_json(known->second));
    } catch (const std::exception&) {
      cache.erase(known);  // written by another version of the host
    }
  }
  log::debug("connectors", "probing " + file);
  auto result = probe(settings_.probe_program, file, settings_.probe_limit);
  if (!result.good) {
    quarantined_.push_back({file, result.reason});
    return;
  }
  cache[key] = description::to_json(result.info);
  changed = true;
  take(std::move(result.info));
}

void Registry::take(description::LibraryInfo info) {
  for (const auto& connector : info.connectors)
    for (const auto& other : libraries_)
      for (const auto& theirs : other.connectors)
        if (theirs.id == connector.id) {
          quarantined_.push_back(
              {info.file,
               tr("{}: contains a connector '{}', which {} contains already. Remove one of the two",
                  "{}: enthält einen Konnektor '{}', den es in {} schon gibt. Eine der beiden entfernen",
                  info.file, connector.id, other.file)});
          return;
        }
  libraries_.push_back(std::move(info));
}

std::vector<description::ConnectorInfo> Registry::connectors() const {
  std::vector<description::ConnectorInfo> all;
  for (const auto& library : libraries_)
    all.insert(all.end(), library.connectors.begin(), library.connectors.end());
  return all;
}

const description::ConnectorInfo* Registry::find(const std::string& id) const {
  for (const auto& library : libraries_)
    for (const auto& connector : library.connectors)
      if (connector.id == id) return &connector;
  return nullptr;
}

const ob_connector* Registry::connector(const std::string& id) {
  if (const auto known = loaded_.find(id); known != loaded_.end()) return known->second;
  for (const auto& library : libraries_) {
    const bool inside = std::any_of(library.connectors.begin(), library.connectors.end(),
                                    [&](const auto& c) { return c.id == id; });
    if (!inside) continue;
    const auto loaded = load(library.file);
    for (std::size_t i = 0; i < loaded.tables->connector_count; ++i)
      loaded_[copy(loaded.tables->connectors[i]->id)] = loaded.tables->connectors[i];
    if (const auto now = loaded_.find(id); now != loaded_.end()) return now->second;
  }
  throw LoadError(
      tr("no library offers a connector '{}'", "Keine Bibliothek bietet einen Konnektor '{}'", id));
}

}  // namespace orderbridge::connectors
