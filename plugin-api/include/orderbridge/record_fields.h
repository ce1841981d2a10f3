/* SPDX-License-Identifier: MIT
 *
 * record_fields.h - every field of a record in one table: its name in XML and XPath, whether it is personal data, and
 * which version (hash) it belongs to. The host copies, hashes, masks, erases and shows records by this table alone.
 *
 *   F(member, path, kind, personal, version)
 *     path      element path below the struct's own element: "payment/method" is order/payment/method
 *     kind      STR DEC TIME INT - the member is an ob_str, ob_decimal, ob_time or int32_t
 *     personal  PERSONAL: masked in logs, traces and tap, removed by erase - or PUBLIC
 *     version   CONTENT (what the order is), PAYMENT (how it is paid) or NONE. NONE holds what others or we ourselves
 *               change without changing the order: states, tracking, internal comment, changed_at. In an order it also
 *               holds the offsets of its times, which say how the same instant is shown. In a status update the times
 *               enter the version as the ERP shows them, offset added: its clock is what the ERP keeps.
 *
 * Lists (lines, extras, warnings, deliveries) are walked by hand; extras and warnings enter no version.
 * A test checks that every byte of the structs is covered. */
#ifndef ORDERBRIDGE_RECORD_FIELDS_H
#define ORDERBRIDGE_RECORD_FIELDS_H

/* head.id is the path "id", PUBLIC, in no version (it is the key). */
#define OB_ORDER_FIELDS(F)                                                  \
  F(number, "number", STR, PUBLIC, CONTENT)                                 \
  F(ordered_at, "ordered-at", TIME, PUBLIC, CONTENT)                        \
  F(changed_at, "changed-at", TIME, PUBLIC, NONE)                           \
  F(state, "state", STR, PUBLIC, NONE)                                      \
  F(payment_state, "payment/state", STR, PUBLIC, PAYMENT)                   \
  F(delivery_state, "delivery/state", STR, PUBLIC, NONE)                    \
  F(source_state, "source-state", STR, PUBLIC, NONE)                        \
  F(source_payment_state, "payment/source-state", STR, PUBLIC, PAYMENT)     \
  F(shop_id, "shop/id", STR, PUBLIC, CONTENT)                               \
  F(shop_name, "shop/name", STR, PUBLIC, NONE)                              \
  F(subshop_id, "subshop/id", STR, PUBLIC, CONTENT)                         \
  F(subshop_name, "subshop/name", STR, PUBLIC, NONE)                        \
  F(language, "language", STR, PUBLIC, CONTENT)                             \
  F(locale, "locale", STR, PUBLIC, NONE)                                    \
  F(currency, "currency", STR, PUBLIC, CONTENT)                             \
  F(currency_factor, "currency-factor", DEC, PUBLIC, CONTENT)               \
  F(price_basis, "price-basis", INT, PUBLIC, CONTENT)                       \
  F(tax_free, "tax-free", INT, PUBLIC, CONTENT)                             \
  F(total_gross, "total/gross", DEC, PUBLIC, CONTENT)                       \
  F(total_net, "total/net", DEC, PUBLIC, CONTENT)                           \
  F(shipping_gross, "delivery/gross", DEC, PUBLIC, CONTENT)                 \
  F(shipping_net, "delivery/net", DEC, PUBLIC, CONTENT)                     \
  F(shipping_method, "delivery/method", STR, PUBLIC, CONTENT)               \
  F(shipping_method_name, "delivery/method-name", STR, PUBLIC, NONE)        \
  F(payment_method, "payment/method", STR, PUBLIC, CONTENT)                 \
  F(payment_method_name, "payment/method-name", STR, PUBLIC, NONE)          \
  F(transaction_id, "payment/transaction-id", STR, PERSONAL, PAYMENT)       \
  F(paid_amount, "payment/paid-amount", DEC, PUBLIC, PAYMENT)               \
  F(paid_at, "payment/paid-at", TIME, PUBLIC, PAYMENT)                      \
  F(customer_id, "customer/id", STR, PERSONAL, CONTENT)                     \
  F(customer_number, "customer/number", STR, PERSONAL, CONTENT)             \
  F(customer_group, "customer/group", STR, PUBLIC, CONTENT)                 \
  F(email, "customer/email", STR, PERSONAL, CONTENT)                        \
  F(vat_id, "customer/vat-id", STR, PERSONAL, CONTENT)                      \
  F(guest, "customer/guest", INT, PUBLIC, CONTENT)                          \
  F(birthday, "customer/birthday", STR, PERSONAL, CONTENT)                  \
  F(customer_comment, "comment/customer", STR, PERSONAL, CONTENT)           \
  F(merchant_comment, "comment/merchant", STR, PERSONAL, CONTENT)           \
  F(internal_comment, "comment/internal", STR, PERSONAL, NONE)              \
  F(tracking_codes, "delivery/tracking-codes", STR, PERSONAL, NONE)         \
  F(ordered_at_offset, "ordered-at-offset", STR, PUBLIC, NONE)              \
  F(paid_at_offset, "payment/paid-at-offset", STR, PUBLIC, NONE)

/* Paths below order/billing and order/shipping. */
#define OB_ADDRESS_FIELDS(F)                                  \
  F(salutation, "salutation", STR, PERSONAL, CONTENT)         \
  F(title, "title", STR, PERSONAL, CONTENT)                   \
  F(first_name, "first-name", STR, PERSONAL, CONTENT)         \
  F(last_name, "last-name", STR, PERSONAL, CONTENT)           \
  F(company, "company", STR, PERSONAL, CONTENT)               \
  F(department, "department", STR, PERSONAL, CONTENT)         \
  F(street, "street", STR, PERSONAL, CONTENT)                 \
  F(additional1, "additional1", STR, PERSONAL, CONTENT)       \
  F(additional2, "additional2", STR, PERSONAL, CONTENT)       \
  F(zip, "zip", STR, PERSONAL, CONTENT)                       \
  F(city, "city", STR, PERSONAL, CONTENT)                     \
  F(region, "region", STR, PUBLIC, CONTENT)                   \
  F(region_code, "region-code", STR, PUBLIC, CONTENT)         \
  F(country, "country", STR, PUBLIC, CONTENT)                 \
  F(country_name, "country-name", STR, PUBLIC, NONE)          \
  F(phone, "phone", STR, PERSONAL, CONTENT)                   \
  F(email, "email", STR, PERSONAL, CONTENT)                   \
  F(vat_id, "vat-id", STR, PERSONAL, CONTENT)

/* Paths below order/lines/line; the type is its attribute-like element "type" (product, shipping, voucher ...). */
#define OB_LINE_FIELDS(F)                                     \
  F(id, "id", STR, PUBLIC, CONTENT)                           \
  F(sku, "sku", STR, PUBLIC, CONTENT)                         \
  F(name, "name", STR, PUBLIC, CONTENT)                       \
  F(product_id, "product-id", STR, PUBLIC, CONTENT)           \
  F(ean, "ean", STR, PUBLIC, CONTENT)                         \
  F(unit, "unit", STR, PUBLIC, CONTENT)                       \
  F(note, "note", STR, PERSONAL, CONTENT)                     \
  F(quantity, "quantity", DEC, PUBLIC, CONTENT)               \
  F(unit_price, "unit-price", DEC, PUBLIC, CONTENT)           \
  F(tax_rate, "tax-rate", DEC, PUBLIC, CONTENT)

#define OB_STATUS_FIELDS(F)                                   \
  F(number, "number", STR, PUBLIC, NONE)                      \
  F(revision, "revision", STR, PUBLIC, NONE)                  \
  F(state, "state", STR, PUBLIC, CONTENT)                     \
  F(payment_state, "payment/state", STR, PUBLIC, PAYMENT)     \
  F(paid_amount, "payment/paid-amount", DEC, PUBLIC, PAYMENT) \
  F(paid_at, "payment/paid-at", TIME, PUBLIC, PAYMENT)        \
  F(changed_at, "changed-at", TIME, PUBLIC, NONE)             \
  F(erp_number, "erp-number", STR, PUBLIC, NONE)              \
  F(cancel_reason, "cancel-reason", STR, PERSONAL, CONTENT)   \
  F(paid_at_offset, "payment/paid-at-offset", STR, PUBLIC, NONE)

/* Paths below status/deliveries/delivery; tracking numbers and URLs are personal data. */
#define OB_DELIVERY_FIELDS(F)                                 \
  F(id, "id", STR, PUBLIC, CONTENT)                           \
  F(carrier, "carrier", STR, PUBLIC, CONTENT)                 \
  F(delivered_at, "delivered-at", TIME, PUBLIC, CONTENT)      \
  F(delivered_at_offset, "delivered-at-offset", STR, PUBLIC, NONE)

#endif
