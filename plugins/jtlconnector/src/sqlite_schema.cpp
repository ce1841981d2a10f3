// SPDX-License-Identifier: MIT
#include "sqlite_schema.hpp"

namespace orderbridge::jtlconnector {
namespace {

// thing: a model with the acknowledgement it waits for (parent). held: not handed out; 1: for
// good (booked there in another way, or its order is cancelled), 2: it may be booked there in another way,
// and a person has to hear of it, 3: and has. handed: the version that Wawi was given last, whether or not it
// acknowledged. sort: oldest first.
const std::vector<std::string> kFirst{
    "CREATE TABLE thing(sort INTEGER PRIMARY KEY AUTOINCREMENT, model INTEGER NOT NULL, endpoint TEXT NOT "
    "NULL, parent TEXT NOT NULL, held INTEGER NOT NULL DEFAULT 0, version TEXT NOT NULL, handed TEXT NOT "
    "NULL "
    "DEFAULT '', json TEXT NOT NULL, UNIQUE(model, endpoint))",
    "CREATE TABLE link(type INTEGER NOT NULL, endpoint TEXT NOT NULL, host INTEGER NOT NULL, PRIMARY "
    "KEY(type, "
    "endpoint)) WITHOUT ROWID",
    "CREATE INDEX link_host ON link(type, host)",
    "CREATE TABLE shop_order(id TEXT PRIMARY KEY, number TEXT NOT NULL, ordered_at INTEGER NOT NULL, "
    "content_version TEXT NOT NULL, payment_version TEXT NOT NULL, cancelled INTEGER NOT NULL DEFAULT 0, "
    "order_status TEXT NOT NULL DEFAULT '', payment_status TEXT NOT NULL DEFAULT '', paid_by_wawi INTEGER "
    "NOT "
    "NULL DEFAULT 0, change INTEGER NOT NULL DEFAULT 0, outdated INTEGER NOT NULL DEFAULT 0)",
    "CREATE INDEX shop_order_change ON shop_order(change)",
    "CREATE TABLE note(id INTEGER PRIMARY KEY AUTOINCREMENT, host INTEGER NOT NULL UNIQUE, order_id TEXT "
    "NOT "
    "NULL, created TEXT NOT NULL)",
    "CREATE INDEX note_order ON note(order_id)",
    "CREATE TABLE note_item(note INTEGER NOT NULL, line TEXT NOT NULL, quantity TEXT NOT NULL)",
    "CREATE INDEX note_item_note ON note_item(note)",
    "CREATE TABLE note_tracking(note INTEGER NOT NULL, carrier TEXT NOT NULL, code TEXT NOT NULL, url TEXT "
    "NOT "
    "NULL)",
    "CREATE INDEX note_tracking_note ON note_tracking(note)",
    "CREATE TABLE counter(name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID",
    "INSERT INTO counter VALUES('change', 0)",
};

// What JTL-Wawi has of an order's money. settled: it once said "completed". uncertain: it said
// "partially_paid" of money that did not come from here. transaction_id: the last one that the shop named.
// wawi_payment: payments that it pushed. parked: what was said of an order by Wawi's id alone, before that
// id was acknowledged; wawi_payment.order_host is the same for payments.
const std::vector<std::string> kMoney{
    "ALTER TABLE shop_order ADD COLUMN settled INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE shop_order ADD COLUMN uncertain INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE shop_order ADD COLUMN transaction_id TEXT NOT NULL DEFAULT ''",
    "CREATE TABLE wawi_payment(host INTEGER PRIMARY KEY, order_id TEXT NOT NULL, order_host INTEGER NOT "
    "NULL, amount TEXT NOT NULL, transaction_id TEXT NOT NULL)",
    "CREATE INDEX wawi_payment_order ON wawi_payment(order_id)",
    "CREATE INDEX thing_parent ON thing(model, parent)",
    "CREATE TABLE parked(host INTEGER PRIMARY KEY, order_status TEXT NOT NULL, payment_status TEXT NOT NULL)",
    "UPDATE shop_order SET settled=1 WHERE payment_status='completed'",
    "UPDATE shop_order SET uncertain=1 WHERE payment_status='partially_paid' AND NOT EXISTS(SELECT 1 FROM "
    "thing t WHERE t.model=512 AND t.parent=shop_order.id AND t.handed<>'')",
    "UPDATE thing SET held=1 WHERE model=512 AND parent IN(SELECT id FROM shop_order WHERE settled=1) AND "
    "NOT EXISTS(SELECT 1 FROM link l WHERE l.type=512 AND l.endpoint=thing.endpoint)"};

// Payments that a person has to hear of, few at any time.
const std::vector<std::string> kInDoubt{"CREATE INDEX thing_in_doubt ON thing(parent) WHERE held=2"};

}  // namespace

const std::vector<std::vector<std::string>>& store_versions() {
  static const std::vector<std::vector<std::string>> all{kFirst, kMoney, kInDoubt};
  return all;
}

}  // namespace orderbridge::jtlconnector
