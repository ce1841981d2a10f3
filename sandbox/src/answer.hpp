// SPDX-License-Identifier: MIT
// One HTTP answer as Apache and PHP wrote it, and its bytes on the wire. Plain values.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace orderbridge::sandbox {

enum class Framing { kChunked, kLength };

struct Answer {
  int status = 200;
  std::string body;
  std::string content_type = "application/json";
  std::string server = "Apache/2.4.71 (Debian)";
  std::vector<std::pair<std::string, std::string>> headers;
  Framing framing = Framing::kChunked;
  bool close = false;  // the connection ends after it
  bool http_1_0 = false;
  bool shopware = true;  // carries the headers Shopware adds
  bool no_body = false;  // HEAD
};

const char* reason_of(int status);

Answer html_answer(int status, std::string body);
Answer apache_not_found();

// The answer up to the blank line. `now` is for the Date header.
std::string head_of(const Answer& answer, std::int64_t now);
// Head and body. Bodies are one chunk: Apache's chunk sizes carry no meaning.
std::string bytes_of(const Answer& answer, std::int64_t now);
std::string chunk_head(std::size_t size);

void compress(Answer& answer);  // Content-Encoding: gzip

}  // namespace orderbridge::sandbox
