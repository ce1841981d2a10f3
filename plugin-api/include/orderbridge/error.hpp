// SPDX-License-Identifier: MIT
// Error: what a connector throws; becomes an ob_status and call->fail() in one place (guard() in
// connector.hpp). The text is for an admin: what failed, with which object, what to do. No personal data, no
// secrets in it; what the other side said goes into remote_text, which is cut and never logged above debug.
#pragma once
#include <cstdint>
#include <stdexcept>
#include <string>
#include <utility>

#include "connector_abi.h"

namespace orderbridge {

class Error : public std::runtime_error {
 public:
  Error(ob_status status, const std::string& text) : std::runtime_error(text), status_(status) {}

  Error&& option(std::string name) && { return option_ = std::move(name), std::move(*this); }
  Error&& remote(std::string text, std::int32_t code = 0) && {
    return remote_text_ = std::move(text), remote_code_ = code, std::move(*this);
  }
  Error&& retry_after(std::int64_t milliseconds) && {
    return retry_after_ms_ = milliseconds, std::move(*this);
  }

  ob_status status() const noexcept { return status_; }
  const std::string& option() const noexcept { return option_; }
  const std::string& remote_text() const noexcept { return remote_text_; }
  std::int32_t remote_code() const noexcept { return remote_code_; }
  std::int64_t retry_after_ms() const noexcept { return retry_after_ms_; }

 private:
  ob_status status_;
  std::string option_, remote_text_;
  std::int32_t remote_code_ = 0;
  std::int64_t retry_after_ms_ = 0;
};

inline Error retry(const std::string& text) {
  return Error(OB_RETRY, text);
}
inline Error not_connected(const std::string& text) {
  return Error(OB_NOT_CONNECTED, text);
}
inline Error rejected(const std::string& text) {
  return Error(OB_REJECTED, text);
}
inline Error bad_auth(const std::string& text) {
  return Error(OB_BAD_AUTH, text);
}
inline Error bad_config(const std::string& option, const std::string& text) {
  return Error(OB_BAD_CONFIG, text).option(option);
}

/// The host asked to stop; carries no text.
struct Cancelled {};

}  // namespace orderbridge
