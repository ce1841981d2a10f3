// SPDX-License-Identifier: MIT
// Reporter: what became of one update, in words. All texts about single updates stand here; each of its
// functions reports one index, once. Thread of the call only.
#pragma once
#include "../failures.hpp"
#include "../options.hpp"
#include "desired_state.hpp"
#include "orderbridge/call.hpp"

namespace orderbridge::shopware5 {

class Reporter {
 public:
  Reporter(const Options& options, Call& call, Results& out, std::size_t total)
      : say_(options.say), call_(call), out_(out), total_(total) {}

  // Before anything is asked:
  void bad_id(std::size_t index, std::string_view id);
  void unknown_state(std::size_t index, std::string_view id, const char* option, std::string_view state);
  void nothing_asked(std::size_t index, std::string_view id);

  // By what the shop has:
  void confirmed(const DesiredState& d, const ShopState& is, bool written);
  /// Warnings of tracking numbers that were replaced, or did not fit.
  void kept(const DesiredState& d, const Comparison& change);
  /// What was left as it is; the rest of the update holds.
  void conflict(const DesiredState& d, const ShopState& is, const Comparison& change);
  void gone(const DesiredState& d, const ShopState* aborted);
  void unread(const DesiredState& d);

  // By what a PUT and the list after it said. `is`: nullptr where the list could not be read.
  void unconfirmed(const DesiredState& d, const ShopState& is);
  void not_read_back(const DesiredState& d, const Error& why);
  void unknown(const DesiredState& d, const Error& why);  // the PUT failed, and the list could not be read
  void again(const DesiredState& d, const ShopState* is, const Error& why);
  void denied(const DesiredState& d, const Failure& why);

  void sign_of_life() { call_.progress(done_, total_, "status updates"); }

 private:
  struct Said {
    std::int32_t outcome;
    std::string_view code;
    std::string text;
    std::string found = {};
    const Error* why = nullptr;
    std::uint64_t hint = 0;
    std::uint32_t kept = 0;  // OB_KEPT_*
  };
  void report(std::size_t index, std::string_view id, const Said& said);
  void report(const DesiredState& d, const Said& said);

  Language say_;
  Call& call_;
  Results& out_;
  std::size_t total_, done_ = 0;
};

}  // namespace orderbridge::shopware5
