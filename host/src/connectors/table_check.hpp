// SPDX-License-Identifier: MIT
// Reads the constant tables of a connector library into owned values and says everything that is wrong with
// them. Runs in the probe child and again after loading; touches foreign memory, calls no foreign function.
#pragma once
#include <string>
#include <vector>

#include "description/description.hpp"
#include "orderbridge/connector_abi.h"

namespace orderbridge::connectors {

/// Appends one sentence per problem; with problems the info is incomplete and must not be used.
description::LibraryInfo read_tables(const ob_library* library, std::vector<std::string>& problems);

/// [a-z][a-z0-9-]*, at most 60 characters.
bool is_valid_id(const std::string& id);
/// Element names of the configuration itself, which no connector may take.
bool is_reserved_id(const std::string& id);

}  // namespace orderbridge::connectors
