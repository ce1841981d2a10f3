// SPDX-License-Identifier: MIT
// See body.hpp.
#include "body.hpp"

#include <Poco/Exception.h>
#include <Poco/InflatingStream.h>
#include <Poco/String.h>

#include <sstream>

#include "orderbridge/text.hpp"

namespace orderbridge::shopware5 {
namespace {

constexpr std::string_view kGzipMagic = "\x1f\x8b\x08", kBom = "\xEF\xBB\xBF";

std::string inflated(const std::string& body, Poco::InflatingStreamBuf::StreamType type, std::size_t limit) {
  std::istringstream packed(body);
  Poco::InflatingInputStream stream(packed, type);
  std::string text;
  char block[16 * 1024];
  try {
    // Past the stream's own functions, which would swallow what went wrong.
    for (;;) {
      const auto got = stream.rdbuf()->sgetn(block, sizeof block);
      if (got <= 0) return text;
      text.append(block, static_cast<std::size_t>(got));
      if (text.size() > limit) throw NoAnswer(Trouble::kTooLarge, std::to_string(limit));
    }
  } catch (const Poco::Exception& e) {
    throw NoAnswer(Trouble::kLost, "the compressed body is broken or cut: " + e.displayText());
  }
}

}  // namespace

void unpack(Answer& answer, const std::string& coding, std::size_t limit) {
  using Type = Poco::InflatingStreamBuf;
  const auto name = Poco::toLower(Poco::trim(coding));
  auto& body = answer.body;
  if (std::string_view(body).substr(0, kGzipMagic.size()) == kGzipMagic)
    body = inflated(body, Type::STREAM_GZIP, limit);
  else if (name == "deflate" && !body.empty())
    body = inflated(body, Type::STREAM_ZLIB, limit);
  else if (!name.empty() && name != "identity" && name != "gzip" && name != "x-gzip")
    answer.encoding = cut_remote_text(name, 20);
  if (std::string_view(body).substr(0, kBom.size()) == kBom) body.erase(0, kBom.size());
}

}  // namespace orderbridge::shopware5
