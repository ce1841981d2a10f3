// SPDX-License-Identifier: MIT
// What the admin sees for every recorded exchange that went wrong (and those beside them that did not): a
// table to read. A recorded exchange without a row fails the test.
#include <map>

#include "failures.hpp"
#include "test_data.hpp"

using namespace shopware_test;
using namespace orderbridge;
using namespace orderbridge::shopware5;

namespace {

std::string_view reason;
const ShopUrl kShop = *parse_shop_url("https://shop.example/", reason);

std::string exchange_file(const std::string& name, const char* ending) {
  const auto own = std::string(OB_SOURCE_DIR) + "/tests/shopware/data/" + name + ending;
  if (!std::filesystem::exists(own)) return data_file("shopware5/" + name + ending);
  std::ifstream file(own, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The last hop of a recorded exchange.
Answer recorded_answer(const std::string& name) {
  const auto text = exchange_file(name, ".http");
  const auto start = text.rfind(
      "HTTP/1.", text.find("\r\n\r\n{") == std::string::npos ? std::string::npos : text.find("\r\n\r\n{"));
  const auto head_end = text.find("\r\n\r\n", start);
  REQUIRE(head_end != std::string::npos);
  Answer answer;
  answer.status = std::stoi(text.substr(start + 9, 3));
  answer.body = text.substr(head_end + 4);
  const auto head = text.substr(start, head_end - start) + "\r\n";
  const auto header = [&](const std::string& key) {
    const auto at = head.find("\r\n" + key + ": ");
    return at == std::string::npos
               ? std::string()
               : head.substr(at + key.size() + 4, head.find("\r\n", at + 2) - at - key.size() - 4);
  };
  answer.content_type = header("Content-Type");
  answer.retry_after = header("Retry-After");
  answer.digest_challenge = header("WWW-Authenticate");
  return answer;
}

Request request_of(const std::string& name) {
  const auto text = exchange_file(name, ".req");
  Request request;
  request.method = text.substr(0, text.find(' '));
  const auto line = text.substr(0, text.find('\n'));
  const auto order = line.find("/api/orders/");
  if (order != std::string::npos) {
    request.asking = request.method == "PUT" ? Asking::kUpdate : Asking::kDetail;
    request.order_id = line.substr(order + 12, line.find_first_of("/?", order + 12) - order - 12);
  } else if (line.find("/api/version") != std::string::npos) {
    request.asking = Asking::kVersion;
  }
  return request;
}

const char* name_of(ob_status status) {
  switch (status) {
    case OB_RETRY:
      return "retry";
    case OB_NOT_CONNECTED:
      return "not connected";
    case OB_REJECTED:
      return "rejected";
    case OB_BAD_CONFIG:
      return "bad config";
    case OB_BAD_AUTH:
      return "bad auth";
    default:
      return "?";
  }
}
const char* name_of(Scope scope) {
  return scope == Scope::kOrder ? "order" : scope == Scope::kGone ? "gone" : "shop";
}
/// status, scope, option | text | remote text
std::string seen(const Failure& f) {
  return std::string(name_of(f.error.status())) + ", " + name_of(f.scope) +
         (f.error.option().empty() ? "" : ", " + f.error.option()) + " | " + f.error.what() +
         (f.error.remote_text().empty() ? "" : " | " + f.error.remote_text());
}

const std::string kLogin =
    "the shop refuses the login (401). Check the options user and api-key: the shop's user must be active "
    "and have API "
    "access; a server in front of the shop that asks for a password of its own, or does not pass on the "
    "Authorization "
    "header, looks the same | Invalid or missing auth";
const std::string kHeader =
    "the shop cannot read the login (400). A server in between probably changes the path or the "
    "Authorization header; try "
    "auth=\"basic\" over https | Invalid or missing auth";
const std::string kGone =
    "the shop has no readable order with this id (404): it was aborted or deleted, or has no number | Order "
    "by id ";
const std::string kNoApi =
    "there is no Shopware order API at this address (404). Check the option url: the shop's address, with "
    "its path if it "
    "has one | Resource not found";
const std::string kRole =
    " on resource \"order\" (403). Grant it in the shop under Configuration > User administration > Rules "
    "and permissions "
    "| Role \"api_";
const std::string kList = "The shop's order list (https://shop.example): ";
const std::string kVersion = "The shop's version (https://shop.example): ";
std::string order(const std::string& id) {
  return "Order " + id + " (https://shop.example): ";
}

const std::map<std::string, std::string>& table() {
  static const std::map<std::string, std::string> rows{
      {"err_400_badjson",
       "rejected, shop | Changing order 63 (https://shop.example): the shop does not accept the request "
       "(400) | Invalid method or invalid json string."},
      {"err_401_basic_wrong", "bad auth, shop, api-key | " + kVersion + kLogin},
      {"err_401_digest_old_nonce", "bad auth, shop, api-key | " + kVersion + kLogin},
      {"err_401_digest_other_useragent", "bad auth, shop, api-key | " + kVersion + kLogin},
      {"err_401_inactive", "bad auth, shop, api-key | " + kList + kLogin},
      {"err_401_noauth", "bad auth, shop, api-key | " + kList + kLogin},
      {"err_401_noauth_version", "bad auth, shop, api-key | " + kVersion + kLogin},
      {"err_401_nokey", "bad auth, shop, api-key | " + kList + kLogin},
      {"err_401_unknownuser", "bad auth, shop, api-key | " + kList + kLogin},
      {"err_401_wrongkey", "bad auth, shop, api-key | " + kList + kLogin},
      {"err_403_detail", "bad auth, shop, user | " + order("57") +
                             "the role of the API user lacks the right \"read\"" + kRole +
                             "nothing\" is not allowed to \"read\" on resource \"order\""},
      {"err_403_list", "bad auth, shop, user | " + kList +
                           "the role of the API user lacks the right \"read\"" + kRole +
                           "nothing\" is not allowed to \"read\" on resource \"order\""},
      {"err_403_put",
       "bad auth, shop, user | Changing order 57 (https://shop.example): the role of the API user lacks the "
       "right \"update\"" +
           kRole + "orders_read\" is not allowed to \"update\" on resource \"order\""},
      {"err_404_aborted_demo", "rejected, gone | " + order("52") + kGone + "52 not found"},
      {"err_404_aborted_minus1", "rejected, gone | " + order("188") + kGone + "188 not found"},
      {"err_404_bynumber",
       "rejected, gone | " + order("NIX") + kGone.substr(0, kGone.size() - 3) + "number NIX not found"},
      {"err_404_controller", "bad config, shop, url | " + kList + kNoApi},
      {"err_404_id", "rejected, gone | " + order("999999") + kGone + "999999 not found"},
      {"err_404_number_null", "rejected, gone | " + order("210") + kGone + "210 not found"},
      {"err_404_orders_sub", "bad config, shop, url | " + order("63") + kNoApi},
      {"err_bearer", "bad auth, shop, auth | " + kVersion + kHeader},
      {"err_digest_cnonce_before_nonce", "bad auth, shop, api-key | " + kVersion + kLogin},
      {"err_digest_nc_short", "bad auth, shop, auth | " + kVersion + kHeader},
      {"err_digest_no_opaque", "bad auth, shop, auth | " + kVersion + kHeader},
      {"err_garbage_authorization", "bad auth, shop, auth | " + kVersion + kHeader},
      {"digest_opaque_wrong", "bad auth, shop, api-key | " + kVersion + kLogin},
      {"digest_username_umlaut", "bad auth, shop, api-key | " + kVersion + kLogin},
      {"digest_wrong_uri", "bad auth, shop, auth | " + kVersion + kHeader},
      {"digest_preemptive_ok", "fine"},
      {"digest_replay_same_nc_ok", "fine"},
      {"digest_uri_with_query", "fine"},
      {"digest_uri_without_query", "fine"},
      {"db_back", "fine"},
      {"maintenance_setoffline_api", "fine"},
      {"maintenance_setoffline_storefront",
       "retry, shop | " + kList + "the shop is being updated or is overloaded (503)"},
      {"db_down_api", "retry, order | " + kList +
                          "the shop failed without a word (500); its database may be down or PHP "
                          "stopped: see the web server's error log"},
      {"db_down_storefront", "retry, order | " + kList +
                                 "the shop failed without a word (500); its database may be down or "
                                 "PHP stopped: see the web server's error log"},
      {"update_running_api", "retry, shop | " + kList +
                                 "the shop is being updated or is overloaded (503); it asks to come "
                                 "back in 1200 s"},
  };
  return rows;
}

}  // namespace

TEST_CASE("what the admin sees for each recorded exchange") {
  std::size_t compared = 0;
  for (const auto& folder :
       {std::string(OB_TEST_DATA) + "/shopware5", std::string(OB_SOURCE_DIR) + "/tests/shopware/data"})
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      const auto name = entry.path().stem().string();
      const bool ours = name.rfind("err_", 0) == 0 || name.rfind("db_", 0) == 0 ||
                        name.rfind("digest_", 0) == 0 || name.rfind("maintenance_", 0) == 0 ||
                        name == "update_running_api";
      // db_hangs_5s has no answer at all: see the next but one test.
      if (entry.path().extension() != ".http" || !ours || name == "db_hangs_5s") continue;
      INFO(name);
      REQUIRE(table().count(name) == 1);
      const auto failure = judge({Language{}, kShop}, request_of(name), recorded_answer(name));
      CHECK((failure ? seen(*failure) : "fine") == table().at(name));
      ++compared;
    }
  CHECK(compared == table().size());
}

TEST_CASE("the same in German") {
  const auto german = [](const std::string& name) {
    return std::string(judge({Language{true}, kShop}, request_of(name), recorded_answer(name))->error.what());
  };
  CHECK(german("err_403_list") ==
        "Die Bestellliste des Shops (https://shop.example): der Rolle des API-Benutzers fehlt das Recht "
        "\"read\" an der "
        "Ressource \"order\" (403). Im Shop unter Einstellungen > Benutzerverwaltung > Regeln und "
        "Berechtigungen vergeben");
  CHECK(german("update_running_api") ==
        "Die Bestellliste des Shops (https://shop.example): der Shop wird gerade aktualisiert oder ist "
        "überlastet (503); er "
        "bittet um Wiederkehr in 1200 s");
}

TEST_CASE("no answer, or not a whole one") {
  const Request list;
  const auto text = [&](Trouble trouble) {
    return seen(judge({Language{}, kShop}, list, NoAnswer(trouble, "detail")));
  };
  CHECK(text(Trouble::kTimeout) == "retry, order, timeout | " + kList + "no answer in time (option timeout)");
  CHECK(text(Trouble::kHostUnknown) ==
        "not connected, shop, url | " + kList +
            "the host name is not known; check the option url and the name service | detail");
  CHECK(text(Trouble::kRefused) ==
        "not connected, shop, url | " + kList +
            "the shop's server does not take the connection; check the option url, the server "
            "and firewalls | detail");
  CHECK(text(Trouble::kLost) ==
        "retry, order | " + kList + "the connection broke before the answer was complete | detail");
  CHECK(text(Trouble::kTooLarge).rfind("rejected, order, answer-limit-mib | ", 0) == 0);
  // A certificate is renewed by the shop's people: nobody has to act here afterwards.
  CHECK(text(Trouble::kCertificate).rfind("not connected, shop, tls-ca-file | ", 0) == 0);
  CHECK(text(Trouble::kTooSlow).find("did not end within four times the option timeout") !=
        std::string::npos);
  CHECK(text(Trouble::kHeaderTooLong).find("the header of the answer is longer than") != std::string::npos);
  CHECK(text(Trouble::kNoHttps).find("this port does not speak https") != std::string::npos);
  CHECK(text(Trouble::kWantsHttps).find("this port wants https") != std::string::npos);
  CHECK(text(Trouble::kNoHttp).find("no web server answers at this port") != std::string::npos);
}

TEST_CASE("answers of other versions and of what stands in front of a shop") {
  Request detail;
  detail.asking = Asking::kDetail;
  detail.order_id = "63";
  const auto text = [&](int status, const std::string& body, const std::string& location = "") {
    Answer answer;
    answer.status = status;
    answer.body = body;
    answer.location = location;
    answer.content_type = "text/html";
    const auto failure = judge({Language{}, kShop}, detail, answer);
    return failure ? seen(*failure) : std::string("fine");
  };
  const auto constructed = [](const std::string& name) {
    return data_file("shopware5-constructed/error_" + name + ".json");
  };
  CHECK(text(403, constructed("403_acl.v5.1-5.7.7")).find("lacks the right \"update\"") != std::string::npos);
  CHECK(text(404, constructed("404_order.v5.1-5.7.7")).rfind("rejected, gone", 0) == 0);
  CHECK(text(405, constructed("405_batch.v5.7.8plus")).rfind("rejected, shop", 0) == 0);
  CHECK(text(500, constructed("500_bad_filter"))
            .rfind("retry, order | " + order("63") + "the shop failed (500) | Error", 0) == 0);
  CHECK(text(500, "<html>secret trace</html>") ==
        "retry, order | " + order("63") + "the shop answered with an error page (500)");
  CHECK(text(200, "").find("the shop's answer is empty") != std::string::npos);
  CHECK(text(200, "<html>").find("a web page instead of JSON") != std::string::npos);
  CHECK(text(404, "<html>").rfind("retry, order | ", 0) == 0);
  CHECK(text(302, "", "http://shop.example/api/orders/63") ==
        "retry, order, url | " + order("63") +
            "the shop redirects to another address of the same host (302). Enter the final address as option "
            "url: "
            "http://shop.example");
  CHECK(text(301, "", "/shop/api/orders/63").find("as option url: https://shop.example/shop") !=
        std::string::npos);
  CHECK(text(302, "", "https://evil.example/x?key=1") ==
        "retry, order, url | " + order("63") +
            "the shop redirects to another host, evil.example (302); user and key are not sent there. If "
            "that is your shop, "
            "enter its address as option url");
  CHECK(text(302, "", "javascript:x").find("nowhere sensible") != std::string::npos);
}

TEST_CASE("who stands in front of the shop is named, and nobody is asked to check user or key") {
  // Headers as in the reports: owncloud/client#11447, cloudflare-docs#7925 (cf-mitigated: challenge).
  Request list;
  const auto text = [&](Answer answer, bool german = false) {
    if (answer.body.empty()) answer.body = "<html><head><TITLE>Just a \"moment\"\n</title></html>";
    answer.content_type = "text/html";
    const auto failure = judge({Language{german}, kShop}, list, answer);
    REQUIRE(failure);
    CHECK(failure->error.status() == OB_RETRY);
    CHECK(failure->scope == Scope::kOrder);
    const std::string said = failure->error.what();
    CHECK(said.find("option u") == std::string::npos);
    CHECK(said.find("api-key") == std::string::npos);
    return said;
  };
  Answer answer;
  answer.status = 403;
  answer.server = "cloudflare";
  answer.mitigated = "challenge";
  CHECK(text(answer) ==
        kList +
            "a web page, bot protection \"challenge\", Server \"cloudflare\", title \"Just a 'moment'\", "
            "answered in the shop's place (403); if this stays, that server must let requests to /api pass");
  CHECK(text(answer, true).find("eine Webseite, Bot-Schutz \"challenge\", Server \"cloudflare\", Titel") !=
        std::string::npos);
  answer = {};
  answer.status = 401;
  answer.realm = "Wartung";
  CHECK_THAT(text(answer), Catch::Contains("a login of its own \"Wartung\"") &&
                               Catch::Contains("must not ask for a password under /api"));
  // JSON of something else is not the shop's word either.
  answer.body = R"({"message":"Forbidden"})";
  for (const int status : {400, 401, 403, 404, 405, 409, 413, 422, 451}) {
    answer.status = status;
    CHECK_THAT(text(answer), Catch::Contains("answered in the shop's place (" + std::to_string(status)));
  }
}

TEST_CASE("what a web server does not let through is no refusal of an update") {
  // coreruleset/coreruleset#2167, woocommerce/woocommerce#9838: 405, 406, 411 for every PUT.
  Request put;
  put.asking = Asking::kUpdate;
  put.order_id = "63";
  for (const int status : {403, 404, 405, 406, 411, 413, 501}) {
    Answer answer;
    answer.status = status;
    answer.body = "<html>...</html>";
    const auto failure = judge({Language{}, kShop}, put, answer);
    INFO(status);
    CHECK(failure->error.status() == OB_RETRY);
    CHECK(failure->scope == Scope::kOrder);
  }
}

TEST_CASE("redirects: an address that can be entered, or none") {
  const auto http_shop = *parse_shop_url("http://127.0.0.1:8085", reason);
  const auto text = [&](const std::string& location, const ShopUrl& from) {
    Answer answer;
    answer.status = 302;
    answer.location = location;
    const auto failure = judge({Language{}, from}, {}, answer);
    CHECK(failure->error.status() == OB_RETRY);
    return std::string(failure->error.what());
  };
  for (const auto* page : {"/backend", "/maintenance.html"}) {
    CHECK_THAT(text(page, http_shop),
               Catch::Contains("redirects to a web page (302): http://127.0.0.1:8085" + std::string(page)) &&
                   !Catch::Contains("option url"));
  }
  // A slash that a rewrite rule adds: entering the configured address again would change nothing.
  for (const auto* same : {"http://127.0.0.1:8085/api/orders/?limit=1", "/api/orders/?limit=1"})
    CHECK_THAT(text(same, http_shop),
               Catch::Contains("must leave /api alone") && !Catch::Contains("option url"));
  const auto plain = *parse_shop_url("http://shop.example", reason);
  CHECK_THAT(text("https://shop.example/api/orders", plain),
             Catch::EndsWith("as option url: https://shop.example"));
  CHECK_THAT(text("https://shop.example/", plain), Catch::EndsWith("as option url: https://shop.example"));
  CHECK_THAT(text("//www.shop.example/de/api/orders", plain),
             Catch::EndsWith("enter its address as option url: http://www.shop.example/de"));
}

TEST_CASE("a BOM is read past, PHP's messages and a no with 200 are named") {
  const auto text = [&](const std::string& body, Asking asking = Asking::kDetail) {
    Request request;
    request.asking = asking;
    request.order_id = "63";
    Answer answer;
    answer.status = 200;
    answer.body = body;
    const auto failure = judge({Language{}, kShop}, request, answer);
    return failure ? seen(*failure) : std::string("fine");
  };
  CHECK_THAT(
      text("<br />\n<b>Warning</b>:  Undefined array key \"x\" in <b>/x.php</b> on line <b>1</b><br />\n"
           R"({"data":{},"success":true})"),
      Catch::Contains("PHP messages stand beside the JSON; switch display_errors off") &&
          !Catch::Contains("x.php"));
  const std::string no = R"({"success":false,"message":"Order is locked by plugin X"})";
  for (const auto asking : {Asking::kDetail, Asking::kList, Asking::kUpdate, Asking::kVersion})
    CHECK_THAT(text(no, asking),
               Catch::StartsWith("retry, order | ") &&
                   Catch::Contains("refuses, although it answers 200: \"Order is locked by plugin X\""));
  CHECK_THAT(text(R"({"success" : false, "message":"no mail to a@b.example, sorry"})"),
             Catch::Contains("\"no mail to ... sorry\" | "));
  CHECK(text(R"({"data":{"comment":"\"success\":false","x":"success"},"success":true})") == "fine");
  CHECK(text(R"({"data":{"success":false},"success":true})") == "fine");
}

TEST_CASE("http and https taken for each other") {
  const auto plain = *parse_shop_url("http://shop.example:443", reason);
  Answer answer;
  answer.status = 400;
  // The words of nginx (ngx_http_special_response.c) and Apache (ssl_engine_kernel.c).
  for (const auto* body : {"<html><body>The plain HTTP request was sent to HTTPS port</body></html>",
                           "Reason: You're speaking plain HTTP to an SSL-enabled server port.<br />",
                           "<html><h1>Bad Request</h1></html>"}) {
    answer.body = body;
    CHECK_THAT(judge({Language{}, plain}, {}, answer)->error.what(),
               Catch::Contains("this port wants https"));
    CHECK_THAT(judge({Language{}, kShop}, {}, answer)->error.what(), !Catch::Contains("wants https"));
  }
}

TEST_CASE("Retry-After: seconds, dates, nonsense") {
  CHECK(retry_after_ms("1200") == 1'200'000);
  CHECK(retry_after_ms("99999999999") == 86'400'000);
  CHECK(retry_after_ms("Sat, 01 Jan 2000 00:00:00 GMT") == 0);
  CHECK(retry_after_ms("Fri, 01 Jan 2100 00:00:00 GMT") == 86'400'000);
  CHECK(retry_after_ms("soon") == 0);
  CHECK(retry_after_ms("") == 0);
}
