// SPDX-License-Identifier: MIT
// See state_log.hpp. First line {"shop":"..."}, then
// {"at":1795404845,"what":"put","body":"...","id":"63",...}.
#include "state_log.hpp"

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
#include <stdexcept>

namespace orderbridge::sandbox {
namespace {

using Json = nlohmann::json;

std::string text_of(const Json& line) {
  return line.dump(-1, ' ', true, Json::error_handler_t::replace);
}

std::string whole(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

// nullopt: torn.
std::optional<Json> parsed(const std::string& line) {
  auto json = Json::parse(line, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  return json;
}

StateEntry entry_of(const Json& line) {
  StateEntry entry;
  for (const auto& [key, value] : line.items()) {
    if (key == "at")
      entry.at = value.get<std::int64_t>();
    else if (key == "what")
      entry.what = value.get<std::string>();
    else
      entry.values[key] = value.get<std::string>();
  }
  return entry;
}

}  // namespace

std::int64_t StateEntry::number(const std::string& key) const {
  return std::stoll(values.at(key));
}

StateLog::StateLog(const std::string& file, const std::string& shop) : name_(file) {
  const std::string text = whole(file);
  std::size_t good = 0;  // bytes
  for (std::size_t end; (end = text.find('\n', good)) != std::string::npos; good = end + 1) {
    const auto line = parsed(text.substr(good, end - good));
    const bool last = end + 1 == text.size();
    if (!line && last) break;
    if (good == 0 && (!line || line->value("shop", "") != shop))
      throw std::runtime_error(file + " is no state of this shop (" + shop +
                               "): start it with the same --orders and --version, or remove the file");
    if (!line) throw std::runtime_error(file + " is damaged at byte " + std::to_string(good));
    if (good > 0) past_.push_back(entry_of(*line));
  }
  if (good < text.size()) std::filesystem::resize_file(file, good);
  file_.reset(std::fopen(file.c_str(), "ab"));
  if (!file_) throw std::runtime_error("cannot write " + file);
  if (good == 0) write_line(text_of({{"shop", shop}}));
}

void StateLog::append(const StateEntry& entry) {
  Json line(entry.values);
  if (entry.values.empty()) line = Json::object();
  line["at"] = entry.at;
  line["what"] = entry.what;
  write_line(text_of(line));
}

void StateLog::write_line(const std::string& line) {
  const std::string whole_line = line + '\n';
  if (std::fwrite(whole_line.data(), 1, whole_line.size(), file_.get()) != whole_line.size() ||
      std::fflush(file_.get()) != 0)
    throw std::runtime_error("cannot write " + name_);
}

}  // namespace orderbridge::sandbox
