// SPDX-License-Identifier: MIT
// https: whose certificate is trusted, which login is used, and that a silent handshake ends. The server is a
// small POCO one with a certificate made here for "localhost".
#include <Poco/Net/Context.h>
#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/Net/SecureServerSocket.h>
#include <Poco/TemporaryFile.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <catch2/catch.hpp>
#include <memory>

#include "fake_host.hpp"

using namespace shopware_test;
using namespace Poco::Net;

namespace {

/// Self-signed, for localhost, one file each for key and certificate.
struct Certificate {
  Certificate() {
    using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
    using Cert = std::unique_ptr<X509, decltype(&X509_free)>;
    const Key key(EVP_EC_gen("P-256"), EVP_PKEY_free);
    const Cert cert(X509_new(), X509_free);
    X509_set_version(cert.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(cert.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(cert.get()), -60);
    X509_gmtime_adj(X509_getm_notAfter(cert.get()), 3600);
    X509_set_pubkey(cert.get(), key.get());
    auto* name = X509_get_subject_name(cert.get());
    const auto* text = reinterpret_cast<const unsigned char*>("localhost");
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, text, -1, -1, 0);
    X509_set_issuer_name(cert.get(), name);
    auto* alternative = X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "DNS:localhost");
    X509_add_ext(cert.get(), alternative, -1);
    X509_EXTENSION_free(alternative);
    X509_sign(cert.get(), key.get(), EVP_sha256());
    write(key_file.path(),
          [&](FILE* f) { PEM_write_PrivateKey(f, key.get(), nullptr, nullptr, 0, nullptr, nullptr); });
    write(cert_file.path(), [&](FILE* f) { PEM_write_X509(f, cert.get()); });
  }
  template <class Write>
  static void write(const std::string& path, Write&& write) {
    const std::unique_ptr<FILE, int (*)(FILE*)> file(std::fopen(path.c_str(), "w"), std::fclose);
    REQUIRE(file);
    write(file.get());
  }
  Poco::TemporaryFile key_file, cert_file;
};

struct Handler : HTTPRequestHandler {
  void handleRequest(HTTPServerRequest& request, HTTPServerResponse& response) override {
    const bool basic = request.get("Authorization", "").rfind("Basic ", 0) == 0;
    response.setStatus(basic ? HTTPResponse::HTTP_OK : HTTPResponse::HTTP_UNAUTHORIZED);
    response.setContentType("application/json");
    response.send() << R"({"data":{"version":"5.7.19"},"success":true})";
  }
};
struct Factory : HTTPRequestHandlerFactory {
  HTTPRequestHandler* createRequestHandler(const HTTPServerRequest&) override { return new Handler; }
};

struct TlsShop {
  TlsShop()
      : socket(SocketAddress("127.0.0.1", 0), 8,
               new Context(Context::TLS_SERVER_USE, certificate.key_file.path(), certificate.cert_file.path(),
                           "", Context::VERIFY_NONE)),
        server(new Factory, socket, new HTTPServerParams) {
    server.start();
  }
  ~TlsShop() { server.stopAll(true); }
  FakeHost::Settings settings(const std::string& host) const {
    auto s = settings_for("https://" + host + ":" + std::to_string(socket.address().port()));
    s["tls-ca-file"] = certificate.cert_file.path();
    return s;
  }
  Certificate certificate;
  SecureServerSocket socket;
  HTTPServer server;
};

}  // namespace

TEST_CASE("https: the certificate's name and authority count, login is Basic") {
  TlsShop shop;
  FakeHost good(shop.settings("localhost"));
  const auto opened = good.open();
  INFO(opened.failure.text << " " << opened.failure.remote_text);
  CHECK(opened.status == OB_OK);
  CHECK(good.open().status == OB_OK);

  const auto refused = [](const FakeHost::Settings& settings) {
    FakeHost host(settings);
    const auto seen = host.open();
    CHECK(seen.status == OB_NOT_CONNECTED);  // it is renewed over there, and then nobody has to act here
    CHECK(seen.failure.option == "tls-ca-file");
    CHECK_THAT(seen.failure.text, Catch::Contains("certificate cannot be trusted"));
  };
  refused(shop.settings("127.0.0.1"));  // another name
  auto settings = shop.settings("localhost");
  settings.erase("tls-ca-file");
  refused(settings);
  settings["tls-verify"] = "false";
  FakeHost unchecked(settings);
  CHECK(unchecked.open().status == OB_OK);
}

TEST_CASE("http spoken to a port that wants https is told so") {
  TlsShop shop;
  auto settings = settings_for("http://localhost:" + std::to_string(shop.socket.address().port()));
  settings["timeout"] = "2000";
  FakeHost host(settings);
  const auto seen = host.open();
  INFO(seen.failure.text << " " << seen.failure.remote_text);
  CHECK(seen.status == OB_RETRY);
  CHECK_THAT(seen.failure.text, Catch::Contains("this port wants https"));
}

TEST_CASE("https: a server that never shakes hands is noticed, and cancelled") {
  ServerSocket silent(SocketAddress("127.0.0.1", 0));
  auto settings = settings_for("https://localhost:" + std::to_string(silent.address().port()));
  settings["timeout"] = "300";
  FakeHost host(settings);
  CHECK(host.open().failure.option == "timeout");
  settings["timeout"] = "600000";
  FakeHost patient(settings);
  patient.cancelled = true;
  CHECK(patient.open().status == OB_CANCELLED);
}
