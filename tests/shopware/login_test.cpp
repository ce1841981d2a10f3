// SPDX-License-Identifier: MIT
// Digest headers against those the real shop accepted, challenges, addresses, and the order of login
// attempts.
#include "http/login.hpp"
#include "http/url.hpp"
#include "test_data.hpp"

using namespace shopware_test;
using namespace orderbridge::shopware5;

namespace {

constexpr const char* kRecordedChallenge =
    "Digest realm=\"Shopware REST-API\", domain=\"/\", nonce=\"84c003dad88343e4967e3a8701e6db4f\", "
    "opaque=\"d75db7b160fe72d1346d2bd1f67bfd10\", algorithm=\"MD5\", qop=\"auth\"";

Answer refused(const std::string& nonce) {
  Answer answer;
  answer.status = 401;
  answer.digest_challenge = with(kRecordedChallenge, "84c003dad88343e4967e3a8701e6db4f", nonce);
  return answer;
}

}  // namespace

TEST_CASE("our digest headers are those the real shop accepted") {
  for (const auto* name : {"digest_preemptive_ok", "digest_uri_with_query", "digest_uri_without_query"}) {
    INFO(name);
    const auto request = data_file(std::string("shopware5/") + name + ".req");
    const auto quoted = [&](const std::string& key) {
      const auto at = request.find(key + "=\"") + key.size() + 2;
      return request.substr(at, request.find('"', at) - at);
    };
    const auto challenge = parse_challenge(kRecordedChallenge);
    REQUIRE(challenge);
    const auto uri = quoted(" uri");
    const auto header = digest_header(
        *challenge, {"demo", "GZ8jXRTWp0vK3nYhQd5uLs2mC7aEfB1tNxPo9iJr", "GET", uri, "abcdef", 1});
    CHECK(request.find(header) != std::string::npos);
    CHECK(header.find("nonce=") < header.find("cnonce="));
  }
}

TEST_CASE("challenges: only what we can answer, and nothing that breaks out of quotes") {
  CHECK(parse_challenge(kRecordedChallenge)->opaque == "d75db7b160fe72d1346d2bd1f67bfd10");
  CHECK_FALSE(parse_challenge("Basic realm=\"Shopware REST-API\""));
  CHECK_FALSE(parse_challenge("Digest realm=\"x\", nonce=\"\", opaque=\"y\""));
  CHECK_FALSE(parse_challenge("Digest realm=\"x\", nonce=\"1\", algorithm=SHA-256"));
  CHECK_FALSE(parse_challenge("Digest realm=\"a\\b\", nonce=\"1\""));
  CHECK(parse_challenge("Digest realm=x, nonce=\"1\"")->realm == "x");
}

TEST_CASE("http: one challenge, then preemptive, a new hour costs one retry, a wrong key none") {
  Login login(AuthMode::kAuto, false);
  const Login::Credentials who{"demo", "key"};
  Request request;
  request.target = "/api/orders";
  std::string nonce;
  CHECK(login.authorization(who, request, nonce).empty());
  CHECK(login.learn(refused("a1"), nonce));
  CHECK(login.authorization(who, request, nonce).find("nc=00000001") != std::string::npos);
  CHECK(login.authorization(who, request, nonce).find("nc=00000002") != std::string::npos);
  CHECK(nonce == "a1");
  login.accepted();
  CHECK(login.learn(refused("b2"), nonce));
  CHECK(login.authorization(who, request, nonce).find("nc=00000001") != std::string::npos);
  CHECK_FALSE(login.learn(refused("b2"), nonce));
}

TEST_CASE("https: Basic first, Digest where the shop offers nothing else, never back") {
  Login login(AuthMode::kAuto, true);
  Request request;
  std::string nonce;
  CHECK(login.authorization({"demo", "key"}, request, nonce) == "Basic ZGVtbzprZXk=");
  CHECK(login.learn(refused("a1"), nonce));
  CHECK(login.authorization({"demo", "key"}, request, nonce).rfind("Digest ", 0) == 0);
  CHECK_FALSE(login.learn(refused("a1"), nonce));

  Login works(AuthMode::kAuto, true);
  works.authorization({"demo", "key"}, request, nonce);
  works.accepted();
  CHECK_FALSE(works.learn(refused("a1"), nonce));
  Login fixed(AuthMode::kBasic, false);
  fixed.authorization({"demo", "key"}, request, nonce);
  CHECK_FALSE(fixed.learn(refused("a1"), nonce));
}

TEST_CASE("addresses") {
  std::string_view why;
  CHECK(parse_shop_url("https://Shop.Example/", why)->text() == "https://shop.example");
  CHECK(parse_shop_url("http://shop.example:8080/a/b/api/", why)->text() == "http://shop.example:8080/a/b");
  CHECK(parse_shop_url("https://shop.example:443", why)->text() == "https://shop.example");
  CHECK(parse_shop_url("http://[::1]:85/", why)->authority() == "[::1]:85");
  const auto reason = [&](const char* url) { return parse_shop_url(url, why) ? "none" : std::string(why); };
  CHECK(reason("ftp://shop.example") == "scheme");
  CHECK(reason("shop.example") == "scheme");
  CHECK(reason("https://user:key@shop.example") == "credentials");
  CHECK(reason("https://shop.example/?x=1") == "query");
  CHECK(reason("https://") == "host");
  CHECK(reason("https://shop example/") == "host");
  CHECK(reason("https://shop.example:99999") == "host");
  CHECK(reason("https://shop.example/a\r\nX: y") == "host");
  CHECK(percent_encoded("filter[0][value]=ä b") == "filter%5B0%5D%5Bvalue%5D%3D%C3%A4%20b");
}
