// SPDX-License-Identifier: MIT
// generation_of(): one hash of everything that decides what becomes of an order: pipelines with their steps,
// tables, options of the sources. Titles, schedules, sinks' options and secrets are not in it. hash_of(): one
// of a whole text.
#include <cstdint>

#include "config/reader.hpp"

namespace orderbridge::config {

namespace {

// FNV-1a, 64 bit, over texts with their lengths, so that "ab","c" and "a","bc" differ.
class Hash {
 public:
  void add(const std::string& text) {
    number(text.size());
    for (const char c : text) byte(static_cast<unsigned char>(c));
  }
  void number(std::uint64_t n) {
    for (int i = 0; i < 8; ++i) byte(static_cast<unsigned char>(n >> (8 * i)));
  }
  std::string hex() const {
    std::string out(16, '0');
    for (std::size_t i = 0; i < 16; ++i) out[i] = "0123456789abcdef"[(value_ >> (60 - 4 * i)) & 15];
    return out;
  }

 private:
  void byte(unsigned char b) { value_ = (value_ ^ b) * 1099511628211ull; }
  std::uint64_t value_ = 14695981039346656037ull;
};

void add(Hash& hash, const Steps& steps) {
  hash.number(steps.size());
  for (const auto& step : steps) {
    hash.number(static_cast<std::uint64_t>(step.kind));
    for (const auto* text : {&step.test, &step.field, &step.value, &step.from, &step.table, &step.fallback})
      hash.add(*text);
    hash.number(step.has_value);
    hash.number(static_cast<std::uint64_t>(step.missing));
    hash.number(step.whens.size());
    for (const auto& when : step.whens) hash.add(when.test), add(hash, when.steps);
    add(hash, step.otherwise);
  }
}

void add(Hash& hash, const Connection& connection) {
  hash.add(connection.connector);
  for (const auto& option : connection.options) {
    if (option.secret) continue;
    hash.add(option.name);
    hash.number(option.value.has_value());
    hash.add(option.value.value_or(""));
    hash.number(option.rows.size());
    for (const auto& row : option.rows) {
      hash.number(row.size());
      for (const auto& [column, cell] : row) hash.add(column), hash.add(cell);
    }
  }
}

}  // namespace

std::string hash_of(const std::string& text) {
  Hash hash;
  hash.add(text);
  return hash.hex();
}

std::string generation_of(const Settings& settings) {
  Hash hash;
  for (const auto& pipeline : settings.pipelines) {
    for (const auto* text : {&pipeline.id, &pipeline.from, &pipeline.to}) hash.add(*text);
    hash.number(pipeline.kind);
    add(hash, pipeline.steps);
    if (const auto* source = settings.connection(pipeline.from)) add(hash, *source);
  }
  for (const auto& table : settings.tables) {
    hash.add(table.id);
    hash.number(table.rows.size());
    for (const auto& [from, to] : table.rows) hash.add(from), hash.add(to);
  }
  return hash.hex();
}

}  // namespace orderbridge::config
