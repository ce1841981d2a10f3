// SPDX-License-Identifier: MIT
// See response.hpp.
#include "response.hpp"

#include <Poco/Net/NetException.h>

#include <istream>
#include <string>

#include "answer.hpp"
#include "orderbridge/text.hpp"

namespace orderbridge::shopware5 {
namespace {

constexpr char kTlsAlert = 0x15;  // RFC 8446, 5.1: the type of a record that carries an alert

/// Reads line after line of one header and counts what it took.
class Lines {
 public:
  explicit Lines(std::istream& stream) : stream_(*stream.rdbuf()) {}

  /// Without its end of line. Past the stream's own functions, which would swallow why reading ended.
  std::string next() {
    std::string line;
    for (;;) {
      const auto c = stream_.sbumpc();
      if (c == std::char_traits<char>::eof())
        throw Poco::Net::NoMessageException("the connection ended inside the header");
      if (++taken_ > kLongestHeader) throw NoAnswer(Trouble::kHeaderTooLong, std::to_string(kLongestHeader));
      if (taken_ == 1 && c == kTlsAlert) throw NoAnswer(Trouble::kWantsHttps, "a TLS alert");
      if (c == '\n') break;
      line += static_cast<char>(c);
    }
    if (!line.empty() && line.back() == '\r') line.pop_back();
    return line;
  }

 private:
  std::streambuf& stream_;
  std::size_t taken_ = 0;
};

bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}

/// "HTTP/1.1 200 OK"; 0 where it is none.
int status_of(const std::string& line) {
  const bool http = line.rfind("HTTP/1.", 0) == 0 && line.size() >= 12 && is_digit(line[7]) && line[8] == ' ';
  if (!http || !is_digit(line[9]) || !is_digit(line[10]) || !is_digit(line[11])) return 0;
  if (line.size() > 12 && line[12] != ' ') return 0;
  return (line[9] - '0') * 100 + (line[10] - '0') * 10 + (line[11] - '0');
}

std::string trimmed_field(const std::string& line, std::size_t from) {
  const auto first = line.find_first_not_of(" \t", from);
  const auto last = line.find_last_not_of(" \t");
  return first == std::string::npos ? std::string() : line.substr(first, last - first + 1);
}

}  // namespace

void Response::read(std::istream& stream) {
  Lines lines(stream);
  const auto start = lines.next();
  const int status = status_of(start);
  if (status == 0) throw NoAnswer(Trouble::kNoHttp, cut_remote_text(start, 40));
  setVersion(start.substr(0, 8));
  setStatus(static_cast<HTTPStatus>(status));
  std::string name, value;
  const auto keep = [&] {
    if (!name.empty()) add(name, value);
  };
  for (auto line = lines.next(); !line.empty(); line = lines.next()) {
    if (line[0] == ' ' || line[0] == '\t') {  // goes on with the line before
      value += ' ' + trimmed_field(line, 0);
      continue;
    }
    keep();
    const auto colon = line.find(':');
    name = colon == std::string::npos ? std::string() : trimmed_field(line.substr(0, colon), 0);
    value = colon == std::string::npos ? std::string() : trimmed_field(line, colon + 1);
  }
  keep();
}

}  // namespace orderbridge::shopware5
