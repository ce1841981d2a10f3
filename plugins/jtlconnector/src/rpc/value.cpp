// SPDX-License-Identifier: MIT
// See value.hpp. The one place that knows nlohmann/json.
#include "value.hpp"

#include <charconv>
#include <nlohmann/json.hpp>
#include <orderbridge/decimal.hpp>

namespace orderbridge::jtlconnector {
namespace {

using nlohmann::json;

constexpr std::size_t kMaxDepth = 32;
constexpr std::size_t kMaxValues = 500'000;

/// Builds the tree; false ends the parser.
class Builder : public nlohmann::json_sax<json> {
 public:
  explicit Builder(Value& root) : root_(root) {}

  bool null() override { return add(Value::Kind::kNull); }
  bool boolean(bool value) override { return add(Value::Kind::kBool, value ? "true" : "false"); }
  bool number_integer(number_integer_t value) override {
    return add(Value::Kind::kNumber, std::to_string(value));
  }
  bool number_unsigned(number_unsigned_t value) override {
    return add(Value::Kind::kNumber, std::to_string(value));
  }
  bool number_float(number_float_t, const string_t& raw) override { return add(Value::Kind::kNumber, raw); }
  bool string(string_t& value) override { return add(Value::Kind::kText, std::move(value)); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(Value::Kind::kObject); }
  bool start_array(std::size_t) override { return open(Value::Kind::kList); }
  bool key(string_t& name) override {
    open_.back()->names.push_back(std::move(name));
    return true;
  }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool parse_error(std::size_t, const std::string&, const json::exception&) override { return false; }

 private:
  Value* place() {
    if (++count_ > kMaxValues) return nullptr;
    // Only the innermost container grows, so pointers to the outer ones stay good.
    return open_.empty() ? &root_ : &open_.back()->items.emplace_back();
  }
  bool add(Value::Kind kind, std::string text = {}) {
    Value* value = place();
    if (!value) return false;
    value->kind = kind;
    value->text = std::move(text);
    return true;
  }
  bool open(Value::Kind kind) {
    if (open_.size() >= kMaxDepth) return false;
    Value* value = place();
    if (!value) return false;
    value->kind = kind;
    open_.push_back(value);
    return true;
  }
  bool close() {
    open_.pop_back();
    return true;
  }

  Value& root_;
  std::vector<Value*> open_;
  std::size_t count_ = 0;
};

void write(const Value& value, std::string& out) {
  switch (value.kind) {
    case Value::Kind::kNull:
      out += "null";
      return;
    case Value::Kind::kBool:
    case Value::Kind::kNumber:
      out += value.text;
      return;
    case Value::Kind::kText:
      out += json_text(value.text);
      return;
    default:
      break;
  }
  const bool object = value.is(Value::Kind::kObject);
  out += object ? '{' : '[';
  for (std::size_t i = 0; i < value.items.size(); ++i) {
    if (i > 0) out += ',';
    if (object) (out += json_text(value.names[i])) += ':';
    write(value.items[i], out);
  }
  out += object ? '}' : ']';
}

}  // namespace

const Value* Value::find(std::string_view name) const noexcept {
  for (std::size_t i = names.size(); i-- > 0;)
    if (names[i] == name) return &items[i];
  return nullptr;
}

Value* Value::find(std::string_view name) noexcept {
  return const_cast<Value*>(std::as_const(*this).find(name));
}

std::string Value::text_of(std::string_view name) const {
  const Value* member = find(name);
  return member && member->is(Kind::kText) ? member->text : std::string();
}

std::optional<Value> parse_json(std::string_view text) {
  Value root;
  Builder builder(root);
  if (!json::sax_parse(text.begin(), text.end(), &builder)) return std::nullopt;
  return root;
}

std::string to_json(const Value& value) {
  std::string out;
  write(value, out);
  return out;
}

std::string json_text(std::string_view text) {
  return json(text).dump(-1, ' ', false, json::error_handler_t::replace);
}

std::optional<std::string> canonical_decimal(const Value& number) {
  constexpr std::size_t kScale = 13, kLongest = kScale + 2;  // more digits than that would not fit a Decimal
  if (!number.is(Value::Kind::kNumber) && !number.is(Value::Kind::kText)) return std::nullopt;
  std::string_view text = number.text;
  if (const auto point = text.find('.'); point != std::string_view::npos)
    if (text.find_first_not_of("0123456789", point + 1) == std::string_view::npos)
      text = text.substr(0, point + 1 + kLongest);
  try {
    const auto value = Decimal::parse(text);
    if (!value) return std::nullopt;
    const int scale = static_cast<int>(kScale);
    return (value->scale() > scale ? value->rounded(scale) : *value).normalized().to_string();
  } catch (const DecimalError&) {
    return std::nullopt;
  }
}

std::optional<std::int64_t> whole_number(const Value& number) {
  if (!number.is(Value::Kind::kNumber) && !number.is(Value::Kind::kText)) return std::nullopt;
  std::int64_t value = 0;
  const char* last = number.text.data() + number.text.size();
  const auto [end, error] = std::from_chars(number.text.data(), last, value);
  if (number.text.empty() || error != std::errc() || end != last) return std::nullopt;
  return value;
}

}  // namespace orderbridge::jtlconnector
