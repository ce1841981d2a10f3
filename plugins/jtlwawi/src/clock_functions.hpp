// SPDX-License-Identifier: MIT
// What the clock of the house shows, as SQL functions of one connection to the embedded file, so that
// statements of migrations, sales and views write and show local times without carrying a clock along.
// Nothing in the file depends on them: no index, no trigger, no default.
//   wawi_now()         "2026-11-20 08:15:30"
//   wawi_local(text)   that of a UTC time "2026-11-20 07:15:30", "T" and "Z" kept out; what is no time stays
//   as it is wawi_shown(text)   for people: a local time with its offset, "2026-11-20 08:15:30 +01:00"; ""
//   for NULL wawi_shown(text, micros)  the same of a time whose instant is known: the offset is what lies
//   between
#pragma once
#include <Poco/Data/Session.h>

#include "jtl/times.hpp"

namespace orderbridge::jtlwawi {

/// Throws POCO's exceptions. `clock` is copied.
void add_clock_functions(const Poco::Data::Session& session, const jtl::LocalClock& clock);

}  // namespace orderbridge::jtlwawi
