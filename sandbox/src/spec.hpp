// SPDX-License-Identifier: MIT
// One line of the sandbox's little language: NAME or NAME:key=value,key=value. The key `value` takes the rest
// of the line, commas included. Used by the command line, the control endpoint and the C++ API.
#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace orderbridge::sandbox {

class Spec {
 public:
  explicit Spec(const std::string& text);  // throws std::invalid_argument

  const std::string& name() const { return name_; }
  std::string text(const std::string& key, std::string otherwise = {});
  std::int64_t number(const std::string& key, std::int64_t otherwise);
  double fraction(const std::string& key, double otherwise);
  bool flag(const std::string& key, bool otherwise) { return number(key, otherwise ? 1 : 0) != 0; }
  std::int64_t required(const std::string& key);
  // Throws std::invalid_argument if a key was given that nobody asked for: a misspelt key must not pass
  // silently.
  void finish() const;

 private:
  std::string name_;
  std::map<std::string, std::string> values_;  // those not asked for yet
};

}  // namespace orderbridge::sandbox
