// SPDX-License-Identifier: MIT
// See recorded.hpp.
#include "recorded.hpp"

#include <Poco/DateTimeFormat.h>
#include <Poco/DateTimeParser.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

namespace orderbridge::sandbox_test {
namespace {

std::string after(const std::string& line, const std::string& label) {
  INFO("line: " << line << ", expected label: " << label);
  REQUIRE(line.starts_with(label));
  return line.substr(label.size());
}

// "demo:KEY (--digest)" or "None (no auth)"
void read_user(const std::string& text, Request& request) {
  if (text.starts_with("None")) return;
  const auto colon = text.find(':');
  const auto mode = text.rfind(" (--");
  request.user = text.substr(0, colon);
  request.key = text.substr(colon + 1, mode - colon - 1);
  request.basic = text.find("basic", mode) != std::string::npos;
}

// ['Name: value', 'Name: value'] with no quote inside
void read_headers(const std::string& text, Request& request) {
  for (auto at = text.find('\''); at != std::string::npos; at = text.find('\'', at)) {
    const auto end = text.find('\'', at + 1);
    request.headers.push_back(text.substr(at + 1, end - at - 1));
    at = end + 1;
  }
}

Request read_request(const std::string& text) {
  std::istringstream in(text);
  Request request;
  std::string line, url;
  std::getline(in, line);
  std::istringstream(line) >> request.method >> url;
  request.target = url.substr(url.find('/', 8));
  std::getline(in, line);
  read_user(after(line, "user: "), request);
  std::getline(in, line);
  read_headers(after(line, "headers: "), request);
  std::getline(in, line);
  const std::string body = after(line, "body: ");
  if (body != "None") request.body = body;
  return request;
}

Reply read_reply(std::string text) {
  // Chunks were joined by the recording client; the first hop's body was not kept.
  Reply reply;
  while (text.starts_with("HTTP/")) {
    const auto end = text.find("\r\n\r\n");
    std::string head = text.substr(0, end);
    const auto chunked = head.find("\r\nTransfer-Encoding: chunked");
    if (chunked != std::string::npos) head.replace(chunked, 28, "\r\nX-Recorded-Chunked: yes");
    reply = parse_reply(head + "\r\n\r\n");
    text = text.substr(end + 4);
  }
  reply.body = text;
  return reply;
}

}  // namespace

std::string data_file(const std::string& name) {
  std::ifstream in(std::string(OB_TEST_DATA) + "/shopware5/" + name, std::ios::binary);
  INFO("tests/data/shopware5/" << name);
  REQUIRE(in);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

Recorded read_recorded(const std::string& name) {
  Recorded recorded{name, read_request(data_file(name + ".req")), read_reply(data_file(name + ".http")), 0};
  int zone = 0;
  recorded.time =
      Poco::DateTimeParser::parse(Poco::DateTimeFormat::HTTP_FORMAT, recorded.reply.header("Date"), zone)
          .timestamp()
          .epochTime();
  return recorded;
}

std::vector<std::string> recorded_names() {
  std::istringstream index(data_file("index.tsv"));
  std::vector<std::string> names;
  std::string line;
  while (std::getline(index, line)) {
    const std::string name = line.substr(0, line.find('\t'));
    names.erase(std::remove(names.begin(), names.end(), name), names.end());
    names.push_back(name);
  }
  return names;
}

}  // namespace orderbridge::sandbox_test
