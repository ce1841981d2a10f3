// SPDX-License-Identifier: MIT
// A record as an XML document: what XPath tests see, what `tap` prints, and the canonical form of dead
// letters. Element names come from the field table; absent fields have no element, empty ones an empty
// element; lists are <lines><line>..</line></lines>, <extras><extra name="">value</extra></extras>. One
// document per owner; any thread.
#pragma once
#include <memory>
#include <string>

#include "orderbridge/connector_abi.h"

struct _xmlDoc;

namespace orderbridge::records {

struct XmlDocDeleter {
  void operator()(_xmlDoc* doc) const noexcept;
};
using XmlDocument = std::unique_ptr<_xmlDoc, XmlDocDeleter>;

XmlDocument xml_view(const ob_record& record);

enum class Personal { kMasked, kShown };
/// Indented UTF-8 text without an XML declaration. Masked: personal fields read "***".
std::string to_xml(const ob_record& record, Personal personal);

}  // namespace orderbridge::records
