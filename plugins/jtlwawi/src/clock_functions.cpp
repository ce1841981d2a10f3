// SPDX-License-Identifier: MIT
#include "clock_functions.hpp"

#include <Poco/Data/DataException.h>
#include <Poco/Data/SQLite/Utility.h>
#include <sqlite3.h>

#include <memory>
#include <optional>

namespace orderbridge::jtlwawi {
namespace {

using jtl::ClockTime;
using jtl::LocalClock;

const LocalClock& clock_of(sqlite3_context* context) {
  return *static_cast<const LocalClock*>(sqlite3_user_data(context));
}

std::optional<std::string> text_of(sqlite3_value* value) {
  const auto* text = sqlite3_value_text(value);
  if (!text) return std::nullopt;
  return std::string(reinterpret_cast<const char*>(text),
                     static_cast<std::size_t>(sqlite3_value_bytes(value)));
}

/// No exception leaves for SQLite.
template <class Fn>
void answer(sqlite3_context* context, Fn fn) noexcept {
  try {
    const std::optional<std::string> text = fn();
    if (text)
      sqlite3_result_text(context, text->data(), static_cast<int>(text->size()), SQLITE_TRANSIENT);
    else
      sqlite3_result_null(context);
  } catch (...) {
    sqlite3_result_error_nomem(context);
  }
}

void now_function(sqlite3_context* context, int, sqlite3_value**) {
  answer(context, [&] { return std::optional(plain_time(clock_of(context).now())); });
}

void local_function(sqlite3_context* context, int, sqlite3_value** values) {
  answer(context, [&] {
    auto text = text_of(values[0]);
    if (!text) return text;
    const ClockTime utc = jtl::clock_time_of(*text);
    if (!utc.is_known()) return text;
    const ClockTime local = clock_of(context).show(utc.micros);
    return std::optional(text->find('T') == std::string::npos ? plain_time(local) : iso_time(local));
  });
}

void shown_function(sqlite3_context* context, int count, sqlite3_value** values) {
  answer(context, [&]() -> std::optional<std::string> {
    const auto text = text_of(values[0]);
    const ClockTime time = jtl::clock_time_of(text.value_or(std::string()));
    if (!time.is_known()) return text.value_or(std::string());
    if (count < 2) return clock_of(context).with_offset(time);
    constexpr std::int64_t kSecond = 1000000;
    const std::int64_t instant = sqlite3_value_int64(values[1]);
    const std::int64_t whole = instant - ((instant % kSecond) + kSecond) % kSecond;
    return plain_time(time) + " " + utc_offset_text(static_cast<int>((time.micros - whole) / kSecond));
  });
}

void forget(void* clock) {
  delete static_cast<LocalClock*>(clock);
}

}  // namespace

void add_clock_functions(const Poco::Data::Session& session, const LocalClock& clock) {
  auto* handle = Poco::Data::SQLite::Utility::dbHandle(session);
  const auto add = [&](const char* name, int arguments, int flags,
                       void (*function)(sqlite3_context*, int, sqlite3_value**)) {
    // SQLite owns the copy, also where it refuses the function.
    if (sqlite3_create_function_v2(handle, name, arguments, SQLITE_UTF8 | flags, new LocalClock(clock),
                                   function, nullptr, nullptr, forget) != SQLITE_OK)
      throw Poco::Data::DataException("no function " + std::string(name));
  };
  add("wawi_now", 0, 0, now_function);
  add("wawi_local", 1, SQLITE_DETERMINISTIC, local_function);
  add("wawi_shown", 1, SQLITE_DETERMINISTIC, shown_function);
  add("wawi_shown", 2, SQLITE_DETERMINISTIC, shown_function);
}

}  // namespace orderbridge::jtlwawi
