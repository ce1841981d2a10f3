// SPDX-License-Identifier: MIT
// Values of TDS 7.4: parameters as a client sends them, result sets as a server sends them. For the test
// server.
#pragma once
#include <string>

#include "answer.hpp"
#include "tds_stream.hpp"

namespace tds {

/// Latin1_General_CI_AS.
inline constexpr std::string_view kCollation{"\x09\x04\xD0\x00\x34", 5};

/// One parameter of an RPC, its value as text whatever its type; its name is dropped.
Param read_param(Reader& in);

/// COLMETADATA.
void write_columns(Writer& out, const std::vector<Column>& columns);
/// COLMETADATA and ROWs.
void write_results(Writer& out, const ResultSet& set);

}  // namespace tds
