// SPDX-License-Identifier: MIT
// Who may ask: sessions, tokens, and what the log does not say.
#include "rpc_world.hpp"

using namespace ob_test;

TEST_CASE("a session ends after 1440 seconds without a call") {
  World w;
  const auto answer = w.authenticate(kToken);
  CHECK(answer.at("result").at("lifetime") == 1440);
  w.session = answer.at("result").at("sessionId").get<std::string>();
  w.now += std::chrono::seconds(1439);
  w.result("connector.identify");
  w.now += std::chrono::seconds(1439);
  w.result("connector.identify");
  w.now += std::chrono::seconds(1440);
  CHECK(w.error("connector.identify") == -32000);
}

TEST_CASE("one session more than there may be ends the one used longest ago") {
  auto settings = sample_settings();
  settings.sessions = 2;
  World w(settings);
  w.log_in();
  const auto first = w.session;
  w.now += std::chrono::seconds(1);
  w.log_in();
  const auto second = w.session;
  CHECK(first != second);
  w.now += std::chrono::seconds(1);
  w.session = first;
  w.result("connector.identify");
  w.log_in();
  w.result("connector.identify");
  w.session = first;
  w.result("connector.identify");
  w.session = second;
  CHECK(w.error("connector.identify") == -32000);
}

TEST_CASE("a session's end does not touch the others") {
  World w;
  w.log_in();
  const auto first = w.session;
  w.log_in();
  w.result("connector.finish");
  CHECK(w.error("connector.identify") == -32000);
  w.session = first;
  w.result("connector.identify");
}

TEST_CASE("an empty session is none") {
  World w;
  w.session = "";
  CHECK(w.error("connector.identify") == 789);
}

TEST_CASE("wrong tokens are limited for who sends them, and for nobody else") {
  World w;
  for (int i = 0; i < 10; ++i)
    CHECK(w.authenticate("guess").at("error").at("message") == "Authentication failed");
  auto limited = w.authenticate(kToken);
  CHECK(limited.at("error").at("code") == 790);
  CHECK(limited.at("error").at("message") != "Authentication failed");
  CHECK(w.authenticate(kToken, "5.6.7.8").at("error").is_null());

  w.now += std::chrono::seconds(6);
  CHECK(w.authenticate("guess").at("error").at("message") == "Authentication failed");
  CHECK(w.authenticate(kToken).at("error").at("code") == 790);
  w.now += std::chrono::seconds(6);
  CHECK(w.authenticate(kToken).at("error").is_null());  // and all is forgiven
  for (int i = 0; i < 10; ++i)
    CHECK(w.authenticate("guess").at("error").at("message") == "Authentication failed");
}

TEST_CASE("tokens that nearly fit") {
  World w;
  const std::string token = kToken;
  int client = 0;
  for (const auto& wrong : {std::string(), token.substr(1), token + "X", token + token, "X" + token.substr(1),
                            token.substr(0, token.size() - 1) + "X", std::string(token.size(), '\0')})
    CHECK(w.authenticate(wrong, std::to_string(++client)).at("error").at("code") == 790);
  CHECK(w.say(w.rpc("core.connector.auth"), std::nullopt, "x").at("error").at("code") == 790);
  CHECK(w.say(w.rpc("core.connector.auth", {{"token", 1}}), std::nullopt, "x").at("error").at("code") == 790);
}

TEST_CASE("without a token, or without global data, there is no service") {
  auto settings = sample_settings();
  settings.token.clear();
  CHECK_THROWS_AS(World(settings), orderbridge::Error);
  settings = sample_settings();
  settings.global_data.tax_rates.clear();
  CHECK_THROWS_AS(World(settings), orderbridge::Error);
  settings = sample_settings();
  settings.global_data.tax_rates[0].rate = "19,0";
  CHECK_THROWS_WITH(World(settings), Catch::Contains("19,0"));
}

TEST_CASE("no secret and no person is in the log") {
  World w;
  w.sample_order();
  w.authenticate("GUESSED-TOKEN");
  w.log_in();
  w.result("customer.pull");
  w.call("status_change.push", R"([{"customerOrderId":["99",1]}])"_json);
  w.result("core.linker.clear");
  w.store.broken = "full";
  w.call("customer.pull");
  CHECK_THAT(w.log.logged(), Catch::Contains("wrong token"));
  for (const auto& secret : {std::string("GUESSED-TOKEN"), std::string(kToken), *w.session,
                             std::string("Groß"), std::string("1.2.3.4")})
    CHECK_THAT(w.log.logged(), !Catch::Contains(secret));
}

TEST_CASE("who has no session gets nothing long read") {
  World w;
  const std::string rpc = w.rpc("core.connector.auth", {{"token", std::string(70000, 'x')}});
  CHECK(w.say(rpc, std::nullopt).at("error").at("code") == 789);
  CHECK(w.say(rpc, "unknown").at("error").at("code") == -32000);
}
