// SPDX-License-Identifier: MIT
// From checked tree to plain values: what the reading parts of this folder share. The walk has reported wrong
// structure and types by now, so the readers take what is right and add findings about meaning only.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/config.hpp"
#include "config/document.hpp"
#include "config/report.hpp"

namespace orderbridge::config {

struct Reading {
  const Document::Content& document;
  const HostSettings& host;
  const std::vector<description::ConnectorInfo>& connectors;
  Report& report;
  Settings& settings;

  Place place(const Node& node) const { return {document.file, node.line()}; }
  const description::ConnectorInfo* connector(std::string_view id) const;
  /// The description behind a connection's id; null where either is unknown.
  const description::ConnectorInfo* connector_of(const std::string& connection_id) const;
};

/// The attribute as written; empty where it is absent.
std::string text_of(const Node& node, std::string_view attribute);
/// The attribute without blanks around it.
std::string token_of(const Node& node, std::string_view attribute);
/// Where the attribute stands; the element's line where it is absent.
int line_of(const Node& node, std::string_view attribute);
/// Children with this name; all children where it is empty.
std::vector<Node> children_of(const Node& node, std::string_view name = {});

void read_connections(const Node& connections, Reading& reading);
void read_pipelines(const Node& pipelines, Reading& reading);
/// Held against what the connectors of their connections say of their actions.
void read_actions(const Node& actions, Reading& reading);
/// Tests and fields are checked against records of this kind.
Steps read_steps(const Node& parent, std::uint32_t kind, Reading& reading);
/// Hash of what decides what becomes of an order; stable between runs and platforms.
std::string generation_of(const Settings& settings);
std::string hash_of(const std::string& text);

}  // namespace orderbridge::config
