// SPDX-License-Identifier: MIT
// Times of JTL-Wawi. It shows and keeps what the clock of the house showed, without saying of which zone;
// ob_time is an instant. The two are different types here, and LocalClock is the one place where one becomes
// the other: an order's times by the offset that its shop sent, all else by the option time-zone. Pure but
// for now(); any thread.
#pragma once
#include <orderbridge/connector.hpp>
#include <orderbridge/time_zone.hpp>
#include <string>

namespace orderbridge::jtl {

/// What a clock shows, in microseconds counted as if it were UTC. OB_NO_TIME: nothing.
struct ClockTime {
  ob_time micros = OB_NO_TIME;
  bool is_known() const noexcept { return micros != OB_NO_TIME; }
};

/// "2026-11-20T08:15:30". Empty for none, as the next two; what is below a second is dropped.
std::string iso_time(ClockTime time);
/// "2026-11-20 08:15:30", as it fits JTL's nvarchar(20).
std::string plain_time(ClockTime time);
/// "2026-11-20"
std::string day(ClockTime time);
/// The way back from any of the three, "Z" at the end or not.
ClockTime clock_time_of(const std::string& text);

/// "2026-11-20T08:15:30", UTC.
std::string utc_time(ob_time time);

inline constexpr auto kTimeZoneOption =
    option(OB_TYPE_TEXT, "time-zone")
        .defaults("Europe/Berlin")
        .doc(
            "Time zone of JTL-Wawi (IANA name), in which it keeps its times. Times of an order are written "
            "as its "
            "shop's clock showed them, where the shop says its offset from UTC",
            "Zeitzone der JTL-Wawi (IANA-Name), in der sie ihre Zeiten führt. Zeiten einer Bestellung stehen "
            "dort so, "
            "wie die Uhr ihres Shops sie zeigte, wenn der Shop seine Abweichung von UTC angibt");

class LocalClock {
 public:
  /// Of option time-zone. Throws bad_config where the system knows no such zone.
  LocalClock(const Connection& connection, const Host& host);
  explicit LocalClock(TimeZone zone) : zone_(std::move(zone)) {}

  /// By the offset that was sent ("+02:00"); where there is none, by the zone.
  ClockTime show(ob_time instant, ob_str sent_offset = {}) const;
  ClockTime now() const;
  ob_time instant(ClockTime time) const;
  /// "+02:00", for an instant that this clock shows.
  std::string offset_at(ob_time instant) const;
  /// "2026-11-20T08:15:30+01:00", as jtl/connector-core writes it. Empty for none.
  std::string iso_with_offset(ob_time instant, ob_str sent_offset = {}) const;
  /// "2026-11-20 08:15:30 +01:00", for people, of a time that this clock showed. Empty for none.
  std::string with_offset(ClockTime time) const;
  const std::string& zone() const noexcept { return zone_.name(); }

 private:
  TimeZone zone_;
};

/// An order's own times as its shop's clock showed them.
ClockTime ordered_at(const ob_order& order, const LocalClock& clock);
ClockTime paid_at(const ob_order& order, const LocalClock& clock);

}  // namespace orderbridge::jtl
