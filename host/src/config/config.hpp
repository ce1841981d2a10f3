// SPDX-License-Identifier: MIT
// The configuration for the rest of the host: an XML file in, checked plain values and findings out. Order of
// use: parse_file(), host_settings() (enough to find the connectors), settings() against what probing found,
// resolve_secrets() right before connecting. Mistakes in the file become findings, all in one go; nothing
// here throws for what a file or the environment holds. Values are usable only where has_errors() is false.
// Threads: a Document may be read by several.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "config/findings.hpp"
#include "config/settings.hpp"
#include "description/description.hpp"

namespace orderbridge::config {

/// One parsed file; well-formed, not yet checked.
class Document {
 public:
  struct Content;
  explicit Document(std::unique_ptr<Content> content);
  ~Document();
  const Content& content() const noexcept { return *content_; }

 private:
  std::unique_ptr<Content> content_;
};

/// Null where the file cannot be read, is no well-formed XML, or is refused (DOCTYPE, size, depth).
std::unique_ptr<Document> parse_file(const std::string& path, std::vector<Finding>& findings);

/// The same for text in memory (fuzzing, a console's editor); `path` gives it its name and its folder.
std::unique_ptr<Document> parse_text(const std::string& text, const std::string& path,
                                     std::vector<Finding>& findings);

/// Phase one: root element, connector folders, journal, language, log level.
HostSettings host_settings(const Document& document, std::vector<Finding>& findings);

/// Phase two: everything else, against the connectors that probing found. Findings of phase one do not come
/// again.
Settings settings(const Document& document, const HostSettings& host,
                  const std::vector<description::ConnectorInfo>& connectors, std::vector<Finding>& findings);

/// The XML Schema for editors: the host's vocabulary plus one element per connector.
std::string schema(const std::vector<description::ConnectorInfo>& connectors);

/// Last step before connecting: "${env:NAME}" and "${file:PATH}" become text, which is then checked as the
/// option's type demands. Findings name the reference, never what it holds.
Connection resolve_secrets(const Connection& connection, std::vector<Finding>& findings);
/// The same for an action's parameters, right before it runs.
Action resolve_secrets(const Action& action, std::vector<Finding>& findings);

}  // namespace orderbridge::config
