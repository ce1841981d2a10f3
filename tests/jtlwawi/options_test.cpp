// SPDX-License-Identifier: MIT
#include <catch2/catch.hpp>

#include "fake_host.hpp"

using namespace ob_test;

TEST_CASE("anything but sqlite:FILE and odbc:CONNECTION is a wrong option with a hint") {
  Folder folder;
  const auto value = GENERATE("mssql:wawi", "wawi.db", "sqlite:", "odbc:", "");
  Wawi wawi(folder, {{"database", value}});
  CHECK(wawi.create_status() == OB_BAD_CONFIG);
  CHECK(wawi.failed_option == "database");
  CHECK(wawi.failure.find("sqlite:FILE") != std::string::npos);
}

TEST_CASE("texts follow the host's language") {
  Folder folder;
  Wawi wawi(folder, {{"database", "x"}}, "de");
  CHECK(wawi.failure.find("Option database muss eines sein von sqlite:DATEI") != std::string::npos);
}

TEST_CASE("a password does not belong into the connection string") {
  Folder folder;
  const auto value = GENERATE("odbc:DSN=wawi;PWD=secret", "odbc:pwd = secret", "odbc:UID=a; Password=secret");
  Wawi wawi(folder, {{"database", value}});
  CHECK(wawi.create_status() == OB_BAD_CONFIG);
  CHECK(wawi.failed_option == "database");
  CHECK(wawi.failure.find("option password") != std::string::npos);
  CHECK(wawi.failure.find("secret") == std::string::npos);
}

TEST_CASE("completed-when is refused where nothing could follow from it") {
  Folder folder;
  Settings settings{{"completed-when", "delivered-and-paid"}};
  SECTION("embedded") {}
  SECTION("order files") {
    settings["database"] = "file:orders";
  }
  SECTION("the queue") {
    settings["database"] = "odbc:DSN=wawi";
    settings["target"] = "xml-queue";
  }
  Wawi wawi(folder, settings);
  CHECK(wawi.create_status() == OB_BAD_CONFIG);
  CHECK(wawi.failed_option == "completed-when");
  settings["completed-when"] = "never";
  CHECK(Wawi(folder, settings).create_status() == OB_OK);
  CHECK(Wawi(folder, {{"database", "odbc:DSN=wawi"}, {"completed-when", "delivered-and-paid"}})
            .create_status() == OB_OK);
}

TEST_CASE("a mapping row needs both sides") {
  Folder folder;
  Wawi wawi(folder, {}, "en", {{"invoice", ""}});
  CHECK(wawi.create_status() == OB_BAD_CONFIG);
  CHECK(wawi.failed_option == "payment-methods");
}

TEST_CASE("the file is looked for from the folder of the configuration, or absolute") {
  Folder folder, other;
  Wawi relative(folder, {{"database", "sqlite:./a.db"}}),
      absolute(folder, {{"database", "sqlite:" + other.file("b.db")}});
  REQUIRE(relative.open() == OB_OK);
  REQUIRE(absolute.open() == OB_OK);
  CHECK(std::filesystem::exists(folder.file("a.db")));
  CHECK(std::filesystem::exists(other.file("b.db")));
}

TEST_CASE("the description says what it is") {
  const auto* connector = orderbridge_connectors_v1(OB_ABI_MINOR)->connectors[0];
  CHECK(orderbridge::view(connector->id) == "jtlwawi");
  CHECK(connector->roles == (OB_WRITE_ORDERS | OB_FETCH_STATUS));
  CHECK(connector->capabilities == (OB_CAN_LOOKUP | OB_CAN_UPDATE | OB_CAN_FETCH_KEYS));
  CHECK(connector->fetch != nullptr);
  for (std::size_t i = 0; i < connector->option_count; ++i) {
    const auto& option = *connector->options[i];
    CAPTURE(orderbridge::copy(option.name));
    CHECK(option.doc.en.size > 0);
    CHECK(option.doc.de.size > 0);
  }
}
