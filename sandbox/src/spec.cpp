// SPDX-License-Identifier: MIT
// See spec.hpp.
#include "spec.hpp"

#include <stdexcept>

namespace orderbridge::sandbox {
namespace {

[[noreturn]] void refuse(const std::string& name, const std::string& key, const std::string& why) {
  throw std::invalid_argument("'" + name + "': " + key + " " + why);
}

}  // namespace

Spec::Spec(const std::string& text) {
  const auto colon = text.find(':');
  name_ = text.substr(0, colon);
  if (name_.empty()) throw std::invalid_argument("expected NAME or NAME:key=value,key=value");
  std::string rest = colon == std::string::npos ? std::string() : text.substr(colon + 1);
  while (!rest.empty()) {
    const auto equals = rest.find('=');
    if (equals == std::string::npos || equals == 0) refuse(name_, "'" + rest + "'", "is not key=value");
    const std::string key = rest.substr(0, equals);
    const auto end = key == "value" ? std::string::npos : rest.find(',', equals);
    values_[key] = rest.substr(equals + 1, end == std::string::npos ? end : end - equals - 1);
    rest = end == std::string::npos ? std::string() : rest.substr(end + 1);
  }
}

std::string Spec::text(const std::string& key, std::string otherwise) {
  const auto found = values_.find(key);
  if (found == values_.end()) return otherwise;
  std::string value = std::move(found->second);
  values_.erase(found);
  return value;
}

std::int64_t Spec::number(const std::string& key, std::int64_t otherwise) {
  const std::string value = text(key, std::to_string(otherwise));
  try {
    std::size_t used = 0;
    const std::int64_t result = std::stoll(value, &used);
    if (used == value.size()) return result;
  } catch (const std::exception&) {
  }
  refuse(name_, key, "must be a whole number, not '" + value + "'");
}

double Spec::fraction(const std::string& key, double otherwise) {
  const std::string value = text(key, std::to_string(otherwise));
  try {
    const double result = std::stod(value);
    if (result >= 0 && result <= 1) return result;
  } catch (const std::exception&) {
  }
  refuse(name_, key, "must be between 0 and 1, not '" + value + "'");
}

std::int64_t Spec::required(const std::string& key) {
  if (!values_.contains(key)) refuse(name_, key, "is missing");
  return number(key, 0);
}

void Spec::finish() const {
  if (!values_.empty()) refuse(name_, values_.begin()->first, "is not known here");
}

}  // namespace orderbridge::sandbox
