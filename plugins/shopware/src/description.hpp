// SPDX-License-Identifier: MIT
// What the connector says of itself: constant data, read by the host without creating anything.
#pragma once
#include "orderbridge/description.hpp"

namespace orderbridge::shopware5 {

inline constexpr auto kStateColumn =
    option(OB_TYPE_INT, "state").range(0, 1'000'000).doc("State id", "Status-Id");
inline constexpr auto kSubshopColumn =
    option(OB_TYPE_TEXT, "sub-shop").doc("Id of the (language) sub-shop", "Id des (Sprach-)Subshops");
inline constexpr std::array<const ob_option*, 1> kStateColumns{&kStateColumn.data},
    kSubshopColumns{&kSubshopColumn.data};

// <states><row state="in_process" shop="50"/></states>
inline constexpr auto kOrderStateName =
    option(OB_TYPE_CHOICE, "state")
        .required()
        .choices("open|accepted|in_process|partially_delivered|completely_delivered|completed|cancelled")
        .doc("State as the ERP tells it", "Status, wie ihn die Warenwirtschaft meldet");
inline constexpr auto kPaymentStateName =
    option(OB_TYPE_CHOICE, "state")
        .required()
        .choices("open|partially_paid|paid")
        .doc("Payment state as the ERP tells it", "Zahlstatus, wie ihn die Warenwirtschaft meldet");
inline constexpr auto kShopState = option(OB_TYPE_INT, "shop")
                                       .required()
                                       .range(0, 1'000'000)
                                       .doc("Id of the state in the shop", "Id des Status im Shop");
inline constexpr std::array<const ob_option*, 2> kOrderStateColumns{&kOrderStateName.data, &kShopState.data},
    kPaymentStateColumns{&kPaymentStateName.data, &kShopState.data};

// <salutations><row shop="dr" means="mr"/></salutations>
inline constexpr auto kSalutationKey =
    option(OB_TYPE_TEXT, "shop")
        .required()
        .doc("Key of the salutation in the shop", "Schlüssel der Anrede im Shop");
inline constexpr auto kSalutationMeaning = option(OB_TYPE_CHOICE, "means")
                                               .required()
                                               .choices("mr|ms|company|diverse|none")
                                               .doc("What it means", "Was er bedeutet");
inline constexpr auto kPaymentName =
    option(OB_TYPE_TEXT, "shop")
        .required()
        .doc("Technical name of the payment method in the shop; may end in *",
             "Technischer Name der Zahlungsart im Shop; darf auf * enden");
inline constexpr auto kPaymentKind = option(OB_TYPE_CHOICE, "kind")
                                         .required()
                                         .choices(
                                             "prepayment|invoice|cash|cash_on_delivery|direct_debit|paypal|"
                                             "paypal_express|paypal_plus|klarna|sofort|"
                                             "mollie|unzer|amazon|stripe|adyen|billsafe|billpay|skrill|"
                                             "postfinance|saferpay|wirecard|paymill|free")
                                         .doc("What kind of payment it is", "Was für eine Zahlung es ist");
inline constexpr std::array<const ob_option*, 2> kSalutationColumns{&kSalutationKey.data,
                                                                    &kSalutationMeaning.data},
    kPaymentKindColumns{&kPaymentName.data, &kPaymentKind.data};

inline constexpr std::array kOptions{
    option(OB_TYPE_URL, "url")
        .required()
        .example("https://shop.example/")
        .doc("Address of the shop, with its path if it has one",
             "Adresse des Shops, mit Pfad, falls er einen hat"),
    option(OB_TYPE_TEXT, "user")
        .required()
        .example("orderbridge")
        .doc("Name of the shop's backend user with API access", "Name des Backend-Benutzers mit API-Zugang"),
    option(OB_TYPE_TEXT, "api-key")
        .required()
        .secret()
        .example("${env:SHOP_API_KEY}")
        .doc("API key of that user", "API-Schlüssel dieses Benutzers"),
    option(OB_TYPE_CHOICE, "auth")
        .defaults("auto")
        .choices("auto|basic|digest")
        .advanced()
        .doc("Login: auto = Basic over https with Digest as fallback, Digest over http",
             "Anmeldung: auto = Basic über https mit Rückfall auf Digest, Digest über http"),
    option(OB_TYPE_CHOICE, "selection")
        .defaults("open-set")
        .choices("open-set|all-since")
        .doc("open-set: every run looks at all orders in the wanted states. all-since: every run looks at "
             "new ids only, "
             "for shops where nothing may be written back",
             "open-set: jeder Lauf sieht alle Bestellungen in den gewünschten Status. all-since: jeder Lauf "
             "sieht nur "
             "neue Ids, für Shops, in die nichts zurückgeschrieben werden darf"),
    option(OB_TYPE_LIST, "order-states")
        .defaults("0")
        .columns(kStateColumns)
        .doc("Ids of the order states to import; 0 = open",
             "Ids der Bestellstatus, die importiert werden; 0 = offen"),
    option(OB_TYPE_LIST, "payment-states")
        .columns(kStateColumns)
        .doc("Ids of the payment states to import, e.g. 12 = paid; none = all",
             "Ids der Zahlstatus, die importiert werden, z. B. 12 = bezahlt; keine = alle"),
    option(OB_TYPE_LIST, "sub-shops")
        .columns(kSubshopColumns)
        .doc("Ids of the (language) sub-shops to import; none = all",
             "Ids der (Sprach-)Subshops, die importiert werden; keine = alle"),
    option(OB_TYPE_DATE, "start-date")
        .example("2026-11-01")
        .doc("Import orders from this day on, in the shop's time",
             "Bestellungen ab diesem Tag importieren, in der Zeit des Shops"),
    option(OB_TYPE_CHOICE, "converted-baskets")
        .defaults("report")
        .choices("import|report")
        .doc("Orders that the shop's staff made from a broken-off basket (old id, in progress, unpaid): "
             "import them, or "
             "only report them",
             "Bestellungen, die Mitarbeiter aus abgebrochenen Warenkörben erzeugt haben (alte Id, in "
             "Bearbeitung, "
             "unbezahlt): importieren oder nur melden"),
    option(OB_TYPE_DURATION, "incomplete-grace")
        .defaults("24h")
        .range(0, 2'592'000'000)
        .doc("How long an order may stay without lines or billing address before it counts as failed; 0 = "
             "for ever",
             "Wie lange eine Bestellung ohne Positionen oder Rechnungsadresse bleiben darf, bevor sie als "
             "gescheitert "
             "gilt; 0 = beliebig lange"),
    option(OB_TYPE_DURATION, "delivery-address-grace")
        .defaults("3h")
        .range(0, 2'592'000'000)
        .advanced()
        .doc("How old an order must be, by the shop's clock, to be imported without a delivery address, with "
             "its "
             "billing address for it: the checkout writes the delivery address last. Longer than a wrong "
             "time zone "
             "of the shop's database can make an order look older; 0 = at once",
             "Wie alt eine Bestellung nach der Uhr des Shops sein muss, um ohne Lieferadresse importiert zu "
             "werden, "
             "mit der Rechnungsadresse dafür: der Bestellvorgang schreibt die Lieferadresse zuletzt. Länger, "
             "als "
             "eine falsche Zeitzone der Shop-Datenbank eine Bestellung älter aussehen lässt; 0 = sofort"),
    option(OB_TYPE_TABLE, "states")
        .columns(kOrderStateColumns)
        .doc("Ids the shop gets for the states of orders, where they differ from: open 0, accepted and "
             "in_process 1, completed 2, cancelled 4, partially_delivered 6, completely_delivered 7",
             "Ids, die der Shop für die Status von Bestellungen bekommt, wo sie abweichen von: open 0, "
             "accepted und in_process 1, completed 2, cancelled 4, partially_delivered 6, "
             "completely_delivered 7"),
    option(OB_TYPE_TABLE, "payments")
        .columns(kPaymentStateColumns)
        .doc("Ids the shop gets for payment states, where they differ from: paid 12, partially_paid 11, open "
             "17 "
             "(the option payment-states chooses which orders are imported)",
             "Ids, die der Shop für Zahlstatus bekommt, wo sie abweichen von: paid 12, partially_paid 11, "
             "open 17 (welche Bestellungen importiert werden, wählt die Option payment-states)"),
    option(OB_TYPE_TABLE, "salutations")
        .columns(kSalutationColumns)
        .advanced()
        .doc("Salutation keys of the shop beyond mr, ms, mrs, company, divers, not_defined",
             "Anredeschlüssel des Shops über mr, ms, mrs, company, divers, not_defined hinaus"),
    option(OB_TYPE_TABLE, "payment-kinds")
        .columns(kPaymentKindColumns)
        .advanced()
        .doc("Technical names of payment methods beyond those that are built in: Shopware's own, PayPal, "
             "Klarna, "
             "Mollie, Unzer (heidelpay), Amazon Pay, Stripe, Adyen, Sofort, BillSAFE and others",
             "Technische Namen von Zahlungsarten über die eingebauten hinaus: Shopwares eigene, PayPal, "
             "Klarna, "
             "Mollie, Unzer (heidelpay), Amazon Pay, Stripe, Adyen, Sofort, BillSAFE und andere"),
    option(OB_TYPE_INT, "look-back")
        .defaults("200")
        .range(0, 1'000'000)
        .advanced()
        .doc("How many ids below the highest one seen are looked at again in every run, whatever their state",
             "Wie viele Ids unter der höchsten bekannten jeder Lauf noch einmal ansieht, gleich in welchem "
             "Status"),
    option(OB_TYPE_INT, "page-size")
        .defaults("100")
        .range(1, 1000)
        .advanced()
        .doc("Orders per list request; up to ten times as many, 1000 at most, where they are known already",
             "Bestellungen je Listenabfrage; bis zu zehnmal so viele, höchstens 1000, wo sie schon bekannt "
             "sind"),
    option(OB_TYPE_INT, "connections")
        .defaults("8")
        .range(1, 64)
        .doc("Most requests in flight at once; a slow shop gets fewer by itself",
             "Höchstzahl gleichzeitiger Anfragen; ein langsamer Shop bekommt von selbst weniger"),
    option(OB_TYPE_DURATION, "connect-timeout")
        .defaults("10s")
        .range(100, 120'000)
        .advanced()
        .doc("Longest wait for a connection", "Längstes Warten auf eine Verbindung"),
    option(OB_TYPE_DURATION, "timeout")
        .defaults("30s")
        .range(100, 600'000)
        .advanced()
        .doc("Longest wait for the shop to go on answering; an answer as a whole may take four times as long",
             "Längstes Warten darauf, dass der Shop weiter antwortet; eine Antwort im Ganzen darf viermal so "
             "lange dauern"),
    option(OB_TYPE_BOOL, "tls-verify")
        .defaults("true")
        .advanced()
        .doc("Check the shop's certificate; false only for tests",
             "Zertifikat des Shops prüfen; false nur für Tests"),
    option(OB_TYPE_PATH, "tls-ca-file")
        .example("shop-ca.pem")
        .advanced()
        .doc("PEM file with the authority that signed the shop's certificate, if it is not a public one",
             "PEM-Datei der Zertifizierungsstelle des Shops, falls sie keine öffentliche ist"),
    option(OB_TYPE_TEXT, "time-zone")
        .example("Europe/London")
        .advanced()
        .doc("Time zone of the shop (IANA name), in which it is told when an order was paid. Without it the "
             "offsets that "
             "the shop sends decide, and Europe/Berlin where they do not contradict",
             "Zeitzone des Shops (IANA-Name), in der er erfährt, wann bezahlt wurde. Ohne Angabe entscheiden "
             "die "
             "Abweichungen von UTC, die der Shop sendet, und Europe/Berlin, wo sie nicht widersprechen"),
    option(OB_TYPE_INT, "answer-limit-mib")
        .defaults("16")
        .range(1, 1024)
        .advanced()
        .doc("Largest answer that is read, in MiB", "Größte Antwort, die gelesen wird, in MiB"),
};
inline constexpr auto kOptionTable = option_table(kOptions);

inline constexpr ConnectorDescription kShopware5Description{
    "shopware5",
    "0.1.0",
    "Shopware 5",
    "Shopware 5",
    "Orders of a Shopware 5 shop (5.1.6 to 5.7.19) through its REST API, and their states back to it",
    "Bestellungen eines Shopware-5-Shops (5.1.6 bis 5.7.19) über dessen REST-API, und ihre Status zurück",
    OB_FETCH_ORDERS | OB_WRITE_STATUS,
    OB_CAN_FETCH_KEYS | OB_CAN_CONFIRM,
    kOptionTable.data(),
    kOptionTable.size()};

}  // namespace orderbridge::shopware5
