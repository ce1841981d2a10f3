// SPDX-License-Identifier: MIT
#include "tds_tokens.hpp"

#include "tds_types.hpp"

namespace tds {

namespace {

std::string short_text(std::string_view text) {
  Writer out;
  out.text(text, 1);
  return out.take();
}

/// The password as it travels: nibbles swapped, all bits of A5 turned.
std::string revealed(std::string_view raw) {
  std::string out;
  for (const char c : raw) {
    const auto hidden = static_cast<unsigned char>(static_cast<unsigned char>(c) ^ 0xA5U);
    out += static_cast<char>(hidden << 4U | hidden >> 4U);
  }
  return out;
}

}  // namespace

void write_done(Writer& out, DoneToken token, unsigned status, std::uint64_t rows) {
  out.byte(token).u16(status).u16(0xC1).u64(rows);
}

void write_error(Writer& out, const Failure& failure) {
  Writer body;
  body.u32(static_cast<std::uint32_t>(failure.number)).byte(static_cast<std::uint8_t>(failure.state));
  body.byte(static_cast<std::uint8_t>(failure.severity)).text(failure.text, 2);
  body.text("scripted", 1).text("", 1).u32(1);  // server, procedure, line
  out.byte(0xAA).u16(body.data().size()).bytes(body.data());
}

void write_change(Writer& out, Change kind, std::string_view now, std::string_view before) {
  out.byte(0xE3).u16(1 + now.size() + before.size()).byte(kind).bytes(now).bytes(before);
}

std::string counted(std::string_view raw) {
  return static_cast<char>(raw.size()) + std::string(raw);
}

std::string prelogin_answer() {
  struct Option {
    std::uint8_t token;
    std::string value;
  };
  const Option options[] = {{0, std::string("\x0F\x00\x07\xD0\x00\x00", 6)},  // version
                            {1, "\x02"},                                      // encryption: not supported
                            {2, std::string(1, '\0')},                        // instance
                            {3, ""},                                          // thread
                            {4, std::string(1, '\0')}};                       // MARS: off
  Writer out;
  std::string values;
  const std::size_t first = std::size(options) * 5 + 1;
  const auto big_endian = [&](std::size_t n) { out.byte(n >> 8U).byte(n & 0xFFU); };
  for (const auto& option : options) {
    out.byte(option.token);
    big_endian(first + values.size());
    big_endian(option.value.size());
    values += option.value;
  }
  return out.byte(0xFF).bytes(values).take();
}

LoginRequest read_login(std::string_view body) {
  const auto field = [&](std::size_t at) {
    Reader in(body);
    in.seek(at);
    const auto offset = in.u16(), units = in.u16();
    in.seek(offset);
    return in.take(std::size_t{units} * 2);
  };
  return {from_wide(field(40)), from_wide(revealed(field(44))), from_wide(field(68))};
}

std::string login_answer(const std::string& database) {
  Writer out;
  write_change(out, kDatabase, short_text(database), short_text("master"));
  write_change(out, kSqlCollation, counted(kCollation), counted(""));
  write_change(out, kPacketSize, short_text("4096"), short_text("4096"));
  Writer ack;
  ack.byte(1).bytes(std::string_view("\x74\x00\x00\x04", 4)).text("scripted server", 1);
  ack.bytes(std::string_view("\x0F\x00\x07\xD0", 4));
  out.byte(0xAD).u16(ack.data().size()).bytes(ack.data());
  write_done(out, kDone, kFinal);
  return out.take();
}

std::string login_refused(const Failure& failure) {
  Writer out;
  write_error(out, failure);
  write_done(out, kDone, kError);
  return out.take();
}

}  // namespace tds
