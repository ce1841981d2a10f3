// SPDX-License-Identifier: MIT
// The orders a memory-source has: generated ones, changed by a script that is read anew for every call, so a
// test changes the world between two runs by writing a file. One value per call, no threads.
//
//   order 5 open number=100 version=2 payment=paid country=AT ordered-at=1700000000
//   gone 7 · not-ready 8 grace=60000 · fail-retry 9 after=500 · fail-final 10 · not-selected 11
//   absent 12                   (neither listed nor found by key)
//   break-after 20 retry        (the fetch fails with this status after 20 listed orders)
//
// "order" replaces a generated order or adds one. # starts a comment. What cannot be read is BAD_CONFIG.
#pragma once
#include <fstream>
#include <map>
#include <sstream>

#include "../support/plain.hpp"
#include "../support/simple_order.hpp"

namespace test_connectors {

struct WorldOrder {
  SimpleOrder order;
  std::string verb = "order";
  std::int64_t grace_ms = 0, retry_after_ms = 0;
  std::uint64_t hint = 0;
};

struct World {
  std::map<std::uint64_t, WorldOrder> orders;
  std::uint64_t break_after = 0;  // 0: never
  ob_status break_status = OB_OK;
};

inline std::uint64_t hash_of(std::string_view text) {  // FNV-1a
  std::uint64_t hash = 14695981039346656037u;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
  return hash;
}

inline std::uint64_t number_in(const std::string& word, const std::string& line) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (word.empty() || error != std::errc() || end != word.data() + word.size())
    throw bad_config("script", "not a number in the script: " + line);
  return number;
}

inline void set_attribute(WorldOrder& entry, const std::string& word, const std::string& line) {
  const auto equals = word.find('=');
  const auto name = word.substr(0, equals), value = equals == word.npos ? "" : word.substr(equals + 1);
  if (equals == word.npos)
    entry.order.state = word;
  else if (name == "number")
    entry.order.number = value;
  else if (name == "payment")
    entry.order.payment = value;
  else if (name == "country")
    entry.order.country = value;
  else if (name == "version")
    entry.order.version = static_cast<std::int64_t>(number_in(value, line));
  else if (name == "lines")
    entry.order.lines = static_cast<int>(number_in(value, line));
  else if (name == "ordered-at")
    entry.order.ordered_at = static_cast<ob_time>(number_in(value, line)) * 1000000;
  else if (name == "grace")
    entry.grace_ms = static_cast<std::int64_t>(number_in(value, line));
  else if (name == "after")
    entry.retry_after_ms = static_cast<std::int64_t>(number_in(value, line));
  else
    throw bad_config("script", "unknown word in the script: " + line);
}

inline void apply_line(World& world, const std::string& line, int lines) {
  static constexpr std::string_view kVerbs =
      " order gone not-ready fail-retry fail-final not-selected absent ";
  std::istringstream words(line.substr(0, line.find('#')));
  std::string verb, first, word;
  if (!(words >> verb)) return;
  words >> first;
  const auto number = number_in(first, line);
  if (verb == "break-after") {
    world.break_after = number;
    world.break_status = status_named(words >> word ? word : "retry");
    return;
  }
  if (kVerbs.find(" " + verb + " ") == kVerbs.npos)
    throw bad_config("script", "unknown line in the script: " + line);
  WorldOrder entry;
  entry.verb = verb;
  entry.order.id = number;
  entry.order.lines = lines;
  while (words >> word) set_attribute(entry, word, line);
  entry.hint = hash_of(line);
  if (verb == "absent")
    world.orders.erase(number);
  else
    world.orders[number] = entry;
}

inline World read_world(std::uint64_t generated, int lines, const std::string& script) {
  World world;
  for (std::uint64_t id = 1; id <= generated; ++id) {
    auto& entry = world.orders[id];
    entry.order.id = id;
    entry.order.lines = lines;
    entry.hint = id * 2654435761u + static_cast<std::uint64_t>(lines);
  }
  if (script.empty()) return world;
  std::ifstream file(script);
  if (!file) throw bad_config("script", "cannot read the script " + script);
  for (std::string line; std::getline(file, line);) apply_line(world, line, lines);
  return world;
}

}  // namespace test_connectors
