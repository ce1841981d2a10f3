// SPDX-License-Identifier: MIT
// The thorough test for people: which version, does the key work, may orders be read and changed, is the
// transport safe. Findings go to the call; nothing is changed in the shop.
#pragma once
#include <string>
#include <tuple>

#include "http/client.hpp"
#include "orderbridge/call.hpp"

namespace orderbridge::shopware5 {

struct ShopVersion {
  std::string text;  // "5.7.19"; git checkouts say "___VERSION___"
  int major = 0, minor = 0, patch = 0;
  bool at_least(int a, int b, int c) const noexcept {
    return std::tie(major, minor, patch) >= std::tie(a, b, c);
  }
};
/// Zeros where the text is no version.
ShopVersion parse_version(const std::string& text);
/// Throws Failure and Cancelled.
ShopVersion ask_version(ShopClient& client, const CancelToken& token);

class Check {
 public:
  Check(const Options& options, ShopClient& client, Call& call, const CancelToken& token)
      : options_(options), client_(client), call_(call), token_(token) {}
  /// Throws Cancelled only.
  void run();

 private:
  bool version();
  void clock();
  void right_to_read();
  void right_to_update();
  void transport();
  void failed(const char* code, const Failure& failure);

  const Options& options_;
  ShopClient& client_;
  Call& call_;
  const CancelToken& token_;
};

}  // namespace orderbridge::shopware5
