// SPDX-License-Identifier: MIT
// From libxml2's tree to the property tree that the rest of this folder walks, once per file. For
// xml_reader.cpp.
#pragma once
#include <libxml/tree.h>

#include <boost/property_tree/ptree_fwd.hpp>
#include <memory>
#include <string>

#include "config/report.hpp"

namespace orderbridge::config {

std::string xml_text(const xmlChar* text);

/// `text` is what was parsed; it knows in which lines tags and attributes begin. Null where there are too
/// many elements or too deep ones, which is reported.
std::shared_ptr<const boost::property_tree::ptree> xml_tree(const xmlNode& root, const std::string& text,
                                                            Report& report);

}  // namespace orderbridge::config
