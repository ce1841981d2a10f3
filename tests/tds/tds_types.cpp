// SPDX-License-Identifier: MIT
#include "tds_types.hpp"

#include <cstdio>
#include <cstdlib>

#include "sqlserver/utf16.hpp"

namespace tds {

namespace {

using orderbridge::jtlwawi::sqlserver::to_utf16;
using orderbridge::jtlwawi::sqlserver::to_utf8;
__extension__ using Wide = unsigned __int128;

enum Token : std::uint8_t {
  kIntN = 0x26,
  kInt = 0x38,
  kNText = 0x63,
  kDecimalN = 0x6A,
  kNumericN = 0x6C,
  kBigInt = 0x7F,
  kVarChar = 0xA7,
  kChar = 0xAF,
  kNVarChar = 0xE7,
  kNChar = 0xEF
};
constexpr std::uint64_t kPlpNull = 0xFFFFFFFFFFFFFFFFu;
constexpr std::uint16_t kMax = 0xFFFF;  // as a length: MAX; before a value: NULL

/// ISO-8859-1, as a VARCHAR of this collation; near enough to CP1252 for tests.
std::string from_narrow(std::string_view bytes) {
  std::u16string text;
  for (const char c : bytes) text += static_cast<char16_t>(static_cast<unsigned char>(c));
  return to_utf8(text);
}
std::string narrow(std::string_view utf8) {
  std::string out;
  for (const char16_t unit : to_utf16(utf8)) out += unit < 256 ? static_cast<char>(unit) : '?';
  return out;
}

/// Partially length-prefixed: chunks.
std::optional<std::string> read_plp(Reader& in) {
  if (in.u64() == kPlpNull) return std::nullopt;
  std::string all;
  while (const auto chunk = in.u32()) all += in.take(chunk);
  return all;
}

std::optional<std::string> read_sized(Reader& in, std::uint16_t limit) {
  if (limit == kMax) return read_plp(in);
  const auto size = in.u16();
  if (size == kMax) return std::nullopt;
  return std::string(in.take(size));
}

Param read_text(Reader& in, const char* name, bool is_wide) {
  const auto limit = in.u16();
  in.take(kCollation.size());
  Param param{std::string(name) + (limit == kMax ? "(max)" : ""), std::nullopt};
  if (const auto raw = read_sized(in, limit)) param.text = is_wide ? from_wide(*raw) : from_narrow(*raw);
  return param;
}

Param read_integer(Reader& in, std::size_t size) {
  Param param{size == 8 ? "bigint" : size == 1 ? "tinyint" : "int", std::nullopt};
  if (size == 0) return param;
  const auto shift = 64U - 8U * static_cast<unsigned>(size);
  const auto raw = in.number(size);
  param.text = std::to_string(size == 1 ? static_cast<std::int64_t>(raw)  // has no sign
                                        : static_cast<std::int64_t>(raw << shift) >> shift);
  return param;
}

Param read_integer_n(Reader& in) {
  const auto declared = in.byte(), size = in.byte();
  auto param = read_integer(in, size);
  if (size == 0) param.type = declared == 8 ? "bigint" : declared == 1 ? "tinyint" : "int";
  return param;
}

Param read_decimal(Reader& in) {
  in.byte(), in.byte();  // size, precision
  const unsigned scale = in.byte();
  Param param{"decimal", std::nullopt};
  const auto size = in.byte();
  if (size == 0) return param;
  const bool positive = in.byte() == 1;
  Wide value = 0;
  const auto digits = in.take(size - 1U);
  for (std::size_t i = digits.size(); i-- > 0;) value = value << 8U | static_cast<unsigned char>(digits[i]);
  std::string text;
  for (unsigned n = 0; value > 0 || n <= scale; ++n, value /= 10) {
    if (n == scale && scale > 0) text.insert(text.begin(), '.');
    text.insert(text.begin(), static_cast<char>('0' + static_cast<int>(value % 10)));
  }
  param.text = (positive ? "" : "-") + text;
  return param;
}

Param read_ntext(Reader& in) {
  in.u32();
  in.take(kCollation.size());
  Param param{"ntext", std::nullopt};
  if (const auto size = in.u32(); size != 0xFFFFFFFFu) param.text = from_wide(in.take(size));
  return param;
}

struct Type {
  Token token = kNVarChar;
  bool is_max = false;
  unsigned size = 0, scale = 0;  // characters, bytes or digits
};

Type type_of(const std::string& declared) {
  const auto open = declared.find('(');
  const auto word = declared.substr(0, open);
  const auto inside = open == std::string::npos ? std::string("1") : declared.substr(open + 1);
  Type type;
  type.is_max = inside.rfind("max", 0) == 0;
  type.size = static_cast<unsigned>(std::atoi(inside.c_str()));
  if (const auto comma = inside.find(','); comma != std::string::npos)
    type.scale = static_cast<unsigned>(std::atoi(inside.c_str() + comma + 1));
  if (word == "int" || word == "bigint") {
    type.token = kIntN;
    type.size = word == "int" ? 4 : 8;
  } else if (word == "decimal" || word == "numeric") {
    type.token = kNumericN;
  } else if (word == "varchar") {
    type.token = kVarChar;
  } else if (word != "nvarchar") {
    throw std::runtime_error("TDS: no column type " + declared + " here");
  }
  return type;
}

void write_type(Writer& out, const Type& type) {
  out.byte(type.token);
  if (type.token == kIntN)
    out.byte(type.size);
  else if (type.token == kNumericN)
    out.byte(17).byte(type.size).byte(type.scale);
  else
    out.u16(type.is_max ? kMax : type.token == kNVarChar ? type.size * 2 : type.size).bytes(kCollation);
}

void write_decimal(Writer& out, const Type& type, const std::string& text) {
  Wide value = 0;
  unsigned scale = 0;
  bool behind_point = false;
  for (const char c : text) {
    if (c == '.') behind_point = true;
    if (c < '0' || c > '9') continue;
    value = value * 10 + static_cast<unsigned>(c - '0');
    if (behind_point) ++scale;
  }
  for (; scale < type.scale; ++scale) value *= 10;
  out.byte(17).byte(text.rfind('-', 0) == 0 ? 0 : 1);
  for (int i = 0; i < 16; ++i) out.byte(static_cast<std::uint64_t>(value >> 8 * i & 0xFFU));
}

void write_max(Writer& out, std::string_view raw) {
  out.u64(raw.size());
  for (std::size_t at = 0; at < raw.size(); at += 0x10000) {
    const auto part = raw.substr(at, 0x10000);
    out.u32(part.size()).bytes(part);
  }
  out.u32(0);
}

void write_value(Writer& out, const Type& type, const std::optional<std::string>& value) {
  if (type.token == kIntN || type.token == kNumericN) {
    if (!value)
      out.byte(0);
    else if (type.token == kNumericN)
      write_decimal(out, type, *value);
    else
      out.byte(type.size).number(static_cast<std::uint64_t>(std::atoll(value->c_str())), type.size);
    return;
  }
  const auto raw = type.token == kNVarChar ? wide(value.value_or("")) : narrow(value.value_or(""));
  if (type.is_max && value)
    write_max(out, raw);
  else if (type.is_max)
    out.u64(kPlpNull);
  else if (value)
    out.u16(raw.size()).bytes(raw);
  else
    out.u16(kMax);
}

}  // namespace

Param read_param(Reader& in) {
  in.text(in.byte());
  in.byte();  // status: output or not
  const auto token = in.byte();
  switch (token) {
    case kNVarChar:
    case kNChar:
      return read_text(in, "nvarchar", true);
    case kVarChar:
    case kChar:
      return read_text(in, "varchar", false);
    case kNText:
      return read_ntext(in);
    case kIntN:
      return read_integer_n(in);
    case kInt:
      return read_integer(in, 4);
    case kBigInt:
      return read_integer(in, 8);
    case kDecimalN:
    case kNumericN:
      return read_decimal(in);
    default:
      throw std::runtime_error("TDS: parameter type " + std::to_string(token) + " is not known here");
  }
}

void write_columns(Writer& out, const std::vector<Column>& columns) {
  out.byte(0x81).u16(columns.size());
  for (const auto& column : columns) {
    out.u32(0).u16(0x09);  // user type; nullable, may be updated
    write_type(out, type_of(column.type));
    out.text(column.name, 1);
  }
}

void write_results(Writer& out, const ResultSet& set) {
  write_columns(out, set.columns);
  for (const auto& row : set.rows) {
    out.byte(0xD1);
    for (std::size_t i = 0; i < set.columns.size(); ++i)
      write_value(out, type_of(set.columns[i].type), row.at(i));
  }
}

}  // namespace tds
