// SPDX-License-Identifier: MIT
// guard(): whatever leaves a connector's function becomes a status, and its text reaches the host the right
// way.
#include <catch2/catch.hpp>
#include <new>
#include <orderbridge/connector.hpp>
#include <string>
#include <vector>

using orderbridge::Error;
using orderbridge::guard;

namespace {

struct Failure {
  std::string text, option, remote_text;
  bool has_option = false;
  std::int32_t remote_code = 0;
  std::int64_t retry_after_ms = 0;
};

/// An ob_call that remembers its failures.
struct FakeCall {
  std::vector<Failure> failures;
  ob_call abi{};
  FakeCall() {
    abi.size = sizeof abi;
    abi.ctx = this;
    abi.fail = [](void* ctx, const ob_failure* f) {
      static_cast<FakeCall*>(ctx)->failures.push_back(
          {orderbridge::copy(f->text), orderbridge::copy(f->option), orderbridge::copy(f->remote_text),
           orderbridge::present(f->option), f->remote_code, f->retry_after_ms});
    };
  }
};

template <class Fn>
std::pair<ob_status, Failure> run(Fn&& fn) {
  FakeCall call;
  const auto status = guard(&call.abi, fn);
  REQUIRE(call.failures.size() == 1);
  return {status, call.failures.front()};
}

}  // namespace

TEST_CASE("success says nothing") {
  FakeCall call;
  CHECK(guard(&call.abi, [] {}) == OB_OK);
  CHECK(call.failures.empty());
}

TEST_CASE("cancelling is a status without a text") {
  FakeCall call;
  CHECK(guard(&call.abi, [] { throw orderbridge::Cancelled{}; }) == OB_CANCELLED);
  CHECK(call.failures.empty());
}

TEST_CASE("an Error arrives with all it carries") {
  const auto [status, failure] =
      run([] { throw orderbridge::retry("shop is busy").remote("HTTP 503 <html>", 503).retry_after(30000); });
  CHECK(status == OB_RETRY);
  CHECK(failure.text == "shop is busy");
  CHECK(failure.remote_text == "HTTP 503 <html>");
  CHECK(failure.remote_code == 503);
  CHECK(failure.retry_after_ms == 30000);
  CHECK_FALSE(failure.has_option);
}

TEST_CASE("a wrong option is named") {
  const auto [status, failure] = run([] { throw orderbridge::bad_config("url", "no scheme"); });
  CHECK(status == OB_BAD_CONFIG);
  CHECK(failure.option == "url");
  CHECK(failure.text == "no scheme");
}

TEST_CASE("each kind of Error has its status") {
  CHECK(run([] { throw orderbridge::retry(""); }).first == OB_RETRY);
  CHECK(run([] { throw orderbridge::not_connected(""); }).first == OB_NOT_CONNECTED);
  CHECK(run([] { throw orderbridge::rejected(""); }).first == OB_REJECTED);
  CHECK(run([] { throw orderbridge::bad_auth(""); }).first == OB_BAD_AUTH);
  CHECK(run([] { throw Error(OB_UNSUPPORTED, ""); }).first == OB_UNSUPPORTED);
}

TEST_CASE("what was thrown is never a success") {
  CHECK(run([] { throw Error(OB_OK, "thrown all the same"); }).first == OB_INTERNAL);
}

TEST_CASE("what() of a foreign exception is remote text only") {
  const auto [status, failure] =
      run([] { throw std::runtime_error("near 'Erika Mustermann': syntax error"); });
  CHECK(status == OB_INTERNAL);
  CHECK(failure.text.find("Mustermann") == std::string::npos);
  CHECK(failure.remote_text == "near 'Erika Mustermann': syntax error");
  CHECK(run([] { static_cast<void>(std::string().at(1)); }).first == OB_INTERNAL);
}

TEST_CASE("what is no exception class is caught, too") {
  const auto [status, failure] = run([] { throw 42; });
  CHECK(status == OB_INTERNAL);
  CHECK_FALSE(failure.text.empty());
  CHECK(failure.remote_text.empty());
  CHECK(run([] { throw "text"; }).first == OB_INTERNAL);
}

TEST_CASE("being out of memory is named") {
  const auto [status, failure] = run([] { throw std::bad_alloc(); });
  CHECK(status == OB_INTERNAL);
  CHECK(failure.text.find("memory") != std::string::npos);
}

TEST_CASE("guard is noexcept, so nothing can cross the boundary") {
  const ob_call* call = nullptr;
  STATIC_REQUIRE(noexcept(guard(call, [] {})));
}
