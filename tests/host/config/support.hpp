// SPDX-License-Identifier: MIT
// What the tests of the configuration share: two connectors shaped like shopware5 and jtlwawi, and documents
// from text. Files live in a folder of their own that goes with the object.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "config/config.hpp"

namespace orderbridge::config {

/// `shop` also takes status updates here and `wawi` also reports them, so that every kind of pipeline can be
/// written.
std::vector<description::ConnectorInfo> fake_connectors();

class TempFolder {
 public:
  TempFolder();
  ~TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  /// Writes the file and returns its path.
  std::string file(const std::string& name, const std::string& text) const;
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

struct Loaded {
  HostSettings host;
  Settings settings;
  std::vector<Finding> findings;
  bool parsed = false;
};

/// Both phases over this text as the file "test.xml".
Loaded load(const std::string& xml);
Loaded load(const std::string& xml, const std::vector<description::ConnectorInfo>& connectors);

/// The whole document around the content of <orderbridge>.
std::string document(const std::string& content);
/// A valid document with these steps in its pipeline.
std::string with_steps(const std::string& steps);
/// A valid document with these attributes and this content in its <shopware5>.
std::string with_shop(const std::string& attributes, const std::string& content = {});

/// All findings, one a line, without file name: "3: error: ...".
std::string lines(const std::vector<Finding>& findings);

inline const std::string kConnections =
    "<connections><shopware5 id='shop' url='https://shop.example/' user='u' api-key='${env:OB_TEST_KEY}'/>"
    "<jtlwawi id='wawi' database='sqlite:wawi.db'/></connections>";

}  // namespace orderbridge::config
