// SPDX-License-Identifier: MIT
// See answer.hpp.
#include "answer.hpp"

#include <Poco/DateTimeFormat.h>
#include <Poco/DateTimeFormatter.h>
#include <Poco/DeflatingStream.h>
#include <Poco/Timestamp.h>

#include <cstdio>
#include <sstream>

namespace orderbridge::sandbox {
namespace {

const std::string& date_text(std::int64_t now) {
  thread_local std::int64_t last = -1;
  thread_local std::string text;
  if (now != last) {
    last = now;
    text = Poco::DateTimeFormatter::format(Poco::Timestamp::fromEpochTime(now),
                                           Poco::DateTimeFormat::HTTP_FORMAT);
  }
  return text;
}

void append_header(std::string& out, const std::string& name, const std::string& value) {
  (((out += name) += ": ") += value) += "\r\n";
}

}  // namespace

const char* reason_of(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 301:
      return "Moved Permanently";
    case 302:
      return "Found";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 406:
      return "Not Acceptable";
    case 411:
      return "Length Required";
    case 429:
      return "Too Many Requests";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    default:
      return "Internal Server Error";
  }
}

Answer html_answer(int status, std::string body) {
  Answer answer;
  answer.status = status;
  answer.body = std::move(body);
  answer.content_type = "text/html; charset=UTF-8";
  answer.framing = Framing::kLength;
  answer.shopware = false;
  return answer;
}

Answer apache_not_found() {
  Answer answer = html_answer(
      404,
      "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\" "
      "\"http://www.w3.org/TR/html4/strict.dtd\">\n<html><head>\n<title>404 Not Found</title>\n"
      "</head><body>\n<h1>Not Found</h1>\n<p>The requested URL was not found on this server.</p>\n"
      "</body></html>\n");
  answer.content_type = "text/html; charset=iso-8859-1";
  return answer;
}

std::string chunk_head(std::size_t size) {
  char buffer[24];
  std::snprintf(buffer, sizeof buffer, "%zx\r\n", size);
  return buffer;
}

std::string head_of(const Answer& answer, std::int64_t now) {
  std::string out = answer.http_1_0 ? "HTTP/1.0 " : "HTTP/1.1 ";
  ((out += std::to_string(answer.status)) += ' ') += reason_of(answer.status);
  out += "\r\n";
  append_header(out, "Date", date_text(now));
  append_header(out, "Server", answer.server);
  for (const auto& [name, value] : answer.headers) append_header(out, name, value);
  if (answer.shopware) append_header(out, "Cache-Control", "no-cache, private");
  if (answer.shopware && answer.status == 200) append_header(out, "Vary", "Accept-Encoding");
  append_header(out, "X-Frame-Options", "SAMEORIGIN");
  if (answer.framing == Framing::kLength)
    append_header(out, "Content-Length", std::to_string(answer.body.size()));
  if (answer.close) append_header(out, "Connection", "close");
  if (answer.framing == Framing::kChunked && !answer.no_body)
    append_header(out, "Transfer-Encoding", "chunked");
  append_header(out, "Content-Type", answer.content_type);
  return out += "\r\n";
}

std::string bytes_of(const Answer& answer, std::int64_t now) {
  std::string out = head_of(answer, now);
  if (answer.no_body) return out;
  if (answer.framing == Framing::kLength) return out += answer.body;
  out.reserve(out.size() + answer.body.size() + 32);
  if (!answer.body.empty()) ((out += chunk_head(answer.body.size())) += answer.body) += "\r\n";
  return out += "0\r\n\r\n";
}

void compress(Answer& answer) {
  std::ostringstream packed;
  Poco::DeflatingOutputStream stream(packed, Poco::DeflatingStreamBuf::STREAM_GZIP);
  stream << answer.body;
  stream.close();
  answer.body = packed.str();
  answer.headers.emplace_back("Content-Encoding", "gzip");
}

}  // namespace orderbridge::sandbox
