// SPDX-License-Identifier: MIT
// Bytes of TDS 7.4 ([MS-TDS]): reading what a client sends, writing what a server answers. Little endian but
// for packet headers. For the test server only; a malformed message is a std::runtime_error.
#pragma once
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
namespace tds {

class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}
  std::size_t left() const { return bytes_.size() - at_; }
  std::size_t at() const { return at_; }
  void seek(std::size_t at) { at_ = at; }
  std::string_view take(std::size_t count) {
    if (count > left()) throw std::runtime_error("TDS: message is cut off");
    const auto part = bytes_.substr(at_, count);
    at_ += count;
    return part;
  }
  std::uint64_t number(std::size_t bytes) {
    std::uint64_t value = 0;
    const auto part = take(bytes);
    for (std::size_t i = bytes; i-- > 0;) value = value << 8U | static_cast<unsigned char>(part[i]);
    return value;
  }
  std::uint8_t byte() { return static_cast<std::uint8_t>(number(1)); }
  std::uint16_t u16() { return static_cast<std::uint16_t>(number(2)); }
  std::uint32_t u32() { return static_cast<std::uint32_t>(number(4)); }
  std::uint64_t u64() { return number(8); }
  /// UTF-16 to UTF-8.
  std::string text(std::size_t units);

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
};

class Writer {
 public:
  Writer& number(std::uint64_t value, std::size_t bytes) {
    for (std::size_t i = 0; i < bytes; ++i) out_ += static_cast<char>(value >> 8U * i & 0xFFU);
    return *this;
  }
  Writer& byte(std::uint64_t value) { return number(value, 1); }
  Writer& u16(std::uint64_t value) { return number(value, 2); }
  Writer& u32(std::uint64_t value) { return number(value, 4); }
  Writer& u64(std::uint64_t value) { return number(value, 8); }
  Writer& bytes(std::string_view raw) { return out_ += raw, *this; }
  /// A length in UTF-16 units of `width` bytes, then the text.
  Writer& text(std::string_view utf8, std::size_t width);
  const std::string& data() const { return out_; }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

/// UTF-16LE bytes, and back.
std::string wide(std::string_view utf8);
std::string from_wide(std::string_view bytes);

}  // namespace tds
