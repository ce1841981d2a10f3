// SPDX-License-Identifier: MIT
// Response: an answer's status line and header, read by our own limits. POCO refuses a field of more than
// 8,192 characters without saying so (MessageHeader::MAX_VALUE_LENGTH, not to be set), and shops send longer
// ones: a plugin's Content-Security-Policy (pocoproject/poco#3404). Plain value.
#pragma once
#include <Poco/Net/HTTPResponse.h>

namespace orderbridge::shopware5 {

/// Of status line and header together, whatever the number of its lines; Apache itself stops at 8 KiB a
/// line and 100 lines for requests, and nothing stops what a plugin sends.
inline constexpr std::size_t kLongestHeader = 256 * 1024;

class Response : public Poco::Net::HTTPResponse {
 public:
  Response() { setFieldLimit(0); }
  /// Throws NoAnswer (kHeaderTooLong, kNoHttp, kWantsHttps), and Poco::Net::NoMessageException where the
  /// stream ends before the header does.
  void read(std::istream& stream) override;
};

}  // namespace orderbridge::shopware5
