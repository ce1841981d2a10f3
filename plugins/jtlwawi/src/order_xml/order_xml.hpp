// SPDX-License-Identifier: MIT
// One order as an element of JTL's order file (format "OldWawi": guide.jtl-software.com, Verkauf, Aufträge
// importieren). JTL-Wawi makes an Auftrag of it when the file is imported; there is no waiting room and no
// way back. Pure; any thread.
#pragma once
#include <string>
#include <vector>

#include "../fitting.hpp"
#include "../wawi_options.hpp"

namespace orderbridge::jtlwawi {

inline constexpr std::string_view kOrderFileHead =
    "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\r\n<tBestellungen>\r\n";
inline constexpr std::string_view kOrderFileEnd = "</tBestellungen>\r\n";

/// <tBestellung>...</tBestellung> in ISO-8859-1. What the format cannot hold is replaced or left out with a
/// warning that names the field. Throws OrderRejected.
std::string order_xml(const ob_order& order, const WawiOptions& options, const Host& host,
                      std::vector<Warning>& warnings);

}  // namespace orderbridge::jtlwawi
