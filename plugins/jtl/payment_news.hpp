// SPDX-License-Identifier: MIT
// What of the payment that a shop shows is news to a JTL-Wawi, and what may be its own booking that the shop
// was told and now shows as its own. The same money must never be booked there twice; where nobody can tell,
// a person decides. Used by the sinks that cannot ask what JTL-Wawi booked when and why. Pure; any thread.
#pragma once
#include <orderbridge/connector.hpp>
#include <orderbridge/decimal.hpp>
#include <string>

namespace orderbridge::jtl {

/// An order's money, as far as this side knows.
struct MoneyThere {
  Decimal given;           ///< from us, whether booked there yet or not
  Decimal own;             ///< booked there without us
  bool all = false;        ///< JTL-Wawi has said that it is paid in full
  bool uncertain = false;  ///< it has money of its own, and never said how much
  bool part = false;       ///< it says now that a part is paid
  bool withdrawn = false;  ///< it said that something was paid, and now that nothing is
};

struct PaymentNews {
  enum class Kind : std::uint8_t {
    kNothing,        ///< known there, or an echo of what JTL-Wawi told the shop
    kMore,           ///< `more` is to be booked
    kLess,           ///< the shop shows less than was given
    kWithoutAmount,  ///< partly paid, and nobody says how much
    kForPerson       ///< may be the same money as JTL-Wawi's own booking, may be more
  };
  Kind kind = Kind::kNothing;
  Decimal more;
};

/// `new_transaction`: the shop names a transaction that was never seen before. What we told it has none.
/// `paid`: the shop's amount as JTL holds it; nullopt where it says none.
PaymentNews payment_news(const ob_order& order, const std::optional<Decimal>& paid, const MoneyThere& there,
                         bool new_transaction);

/// The amount that the shop shows as paid: paid means all of it; zero unless it is paid or partly paid.
/// nullopt: the shop does not say.
std::optional<Decimal> paid_amount(const ob_order& order);

inline constexpr const char* kPaymentThere = "payment-there";
/// What a person has to look for. `all`: JTL-Wawi has the order as paid.
std::string payment_there(const Host& host, bool all);

}  // namespace orderbridge::jtl
