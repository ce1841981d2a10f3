// SPDX-License-Identifier: MIT
// What is remembered of an order that was handed to JTL-Wawi as XML, and what a later version of it means:
// JTL-Wawi has made, or will make, an Auftrag of the first, so that later changes are told to people. Pure;
// any thread.
#pragma once
#include <orderbridge/connector_abi.h>
#include <orderbridge/call.hpp>
#include <string>

namespace orderbridge::jtlwawi {

struct FiledOrder {
  std::string number, content_version, payment_version;
  std::string where;  // file or table it was written to, as people know it
  ob_time ordered_at = OB_NO_TIME;

  static FiledOrder of(const ob_order& order, std::string where);
  std::string remote_id() const { return where + "#" + number; }
};

/// What lookup() answers. It points into `order` and `remote_id`, which is filled.
ob_found found_as(const FiledOrder& order, std::int32_t state, std::string& remote_id);
ob_found not_found();

struct FiledVerdict {
  std::int32_t outcome = OB_DUPLICATE;
  std::string code, text;  // empty where nothing changed
};

FiledVerdict judge_filed(const ob_order& now, const FiledOrder& then, const Host& host);

}  // namespace orderbridge::jtlwawi
