/* SPDX-License-Identifier: MIT
 *
 * connector_abi.h - everything the host and a connector library agree on. C11 / C++11, no dependencies.
 *
 * A connector library exports ONE function, orderbridge_connectors_v1(). It returns constant tables: which
 * connectors are inside, which options they take, what they can do. The host creates instances and calls them with
 * plain C structs. Loading a library means running its author's code with the host's rights.
 *
 * Rules, they hold for every function below:
 *  R1 Strings are UTF-8 views {data, size}, not NUL-terminated. {NULL, 0} = absent, {"", 0} = present and empty.
 *  R2 Every pointer is borrowed and dies when the call it was passed to returns. Keep copies. Two exceptions: the
 *     library's own tables live as long as the process; the ob_host given to create() lives until destroy() returned.
 *  R3 Nobody frees the other side's memory. There is no release(), because nothing changes owner.
 *  R4 No exception, longjmp or thread exit leaves a function. A failure is an ob_status, call->fail() says why.
 *  R5 Growing structs start with `size` = sizeof at their author's build; read a field only where OB_HAS() says it is
 *     there (of a record: OB_RECORD_HAS()). Minor versions append. Lists of growing structs are arrays of pointers. Structs embedded by value are
 *     frozen: ob_str, ob_decimal, ob_pair, ob_text, ob_extra, ob_record.
 *  R6 [worker] functions of one instance never overlap; the thread may differ from call to call. [any] may run at the
 *     same time as everything else. Different instances run in parallel.
 *  R7 Fixed-width integers only: no enum, bool, long, bit-field or flexible array in a struct. Unknown flags and
 *     kinds are ignored or answered OB_UNSUPPORTED, never an error.
 *
 * Connectors never touch what belongs to the process: no fork, signal handlers, setlocale, chdir, exit, output to
 * stdout or stderr, and no global initialisation or clean-up of a shared library (sqlite3_config, xmlCleanupParser).
 * Libraries are never unloaded. */
#ifndef ORDERBRIDGE_CONNECTOR_ABI_H
#define ORDERBRIDGE_CONNECTOR_ABI_H
#include <stddef.h>
#include <stdint.h>
#ifdef __cplusplus
extern "C" {
#endif

#define OB_ABI_MINOR 1u /* the major version is part of the entry point's name */
#define OB_HAS(p, field) ((p)->size >= (size_t)((const char*)(&(p)->field + 1) - (const char*)(p)))
#define OB_RECORD_HAS(p, field) ((p)->head.size >= (size_t)((const char*)(&(p)->field + 1) - (const char*)(p)))
#if defined(_WIN32)
#define OB_EXPORT __declspec(dllexport)
#define OB_CALL __cdecl
#else
#define OB_EXPORT __attribute__((visibility("default")))
#define OB_CALL
#endif

/* ---- values --------------------------------------------------------------------------------------------- */

typedef struct ob_str { const char* data; size_t size; } ob_str;
typedef struct ob_pair { ob_str name, value; } ob_pair;
typedef struct ob_text { ob_str en, de; } ob_text; /* for people; de may be absent */

/* unscaled / 10^scale: {1999, 2, 1} is 19.99. 0 <= scale <= 18. present = 0: no value (zero is a price). */
typedef struct ob_decimal { int64_t unscaled; int32_t scale; int32_t present; } ob_decimal;

typedef int64_t ob_time; /* microseconds since 1970-01-01T00:00Z */
#define OB_NO_TIME INT64_MIN

/* ---- statuses: what the host shall do -------------------------------------------------------------------- */

typedef int32_t ob_status;
enum {
  OB_OK = 0,
  OB_RETRY = 1,         /* transient; the same call again after a back-off                                    */
  OB_NOT_CONNECTED = 2, /* close(), open(), then the call again                                               */
  OB_REJECTED = 3,      /* what was asked for can never succeed as it is                                      */
  OB_BAD_CONFIG = 4,    /* an option is wrong: stop the pipeline, tell the admin which                        */
  OB_BAD_AUTH = 5,      /* credentials or rights are wrong: stop at once, no retry storm against an account   */
  OB_CANCELLED = 6,     /* cancelled by the host                                                              */
  OB_UNSUPPORTED = 7,   /* this connector cannot do that                                                      */
  OB_INTERNAL = 8       /* a bug, e.g. a stray exception                                                      */
};

/* Record kinds. */
enum { OB_KIND_ORDER = 1 /* shop -> ERP: ob_order */, OB_KIND_STATUS = 2 /* ERP -> shop: ob_status_update */ };

/* ---- records -------------------------------------------------------------------------------------------- *
 * Which fields are personal data, enter a version, or are visible to steps: record_fields.h, one table.      */

typedef struct ob_record { /* first member of every record, frozen; size = size of the whole record */
  uint32_t size, kind;
  ob_str id;              /* mandatory: the order's immutable id at the source, 1..200 bytes, no control characters */
  ob_str content_version; /* set by the host for sinks: hash of what the order is; connectors leave it absent */
  ob_str payment_version; /* set by the host for sinks: hash of how it is paid                                */
} ob_record;

enum { OB_EXTRA_NOT_PERSONAL = 1u };
/* What has no field of its own: name "<connector>.<name>". Personal data unless declared otherwise. */
typedef struct ob_extra { ob_str name, value; uint32_t flags, reserved; } ob_extra;

/* Something an admin should see although the order goes on, e.g. totals that differ from the lines. */
typedef struct ob_warning { uint32_t size, reserved; ob_str code /* "totals-differ" */, field /* path, may be absent */, text; } ob_warning;

typedef struct ob_address {
  uint32_t size, reserved;
  ob_str salutation /* mr ms company diverse, or the source's own key */, title, first_name, last_name, company, department;
  ob_str street /* with house number */, additional1, additional2, zip, city;
  ob_str region, region_code, country /* ISO 3166-1 alpha-2 */, country_name;
  ob_str phone, email, vat_id;
  const ob_extra* extras; size_t extra_count;
} ob_address;

enum { OB_LINE_PRODUCT = 1, OB_LINE_SHIPPING = 2, OB_LINE_VOUCHER = 3, OB_LINE_DISCOUNT = 4, OB_LINE_SURCHARGE = 5,
       OB_LINE_GIFT = 6, OB_LINE_BUNDLE = 7, OB_LINE_OTHER = 8 };
enum { OB_BASIS_GROSS = 1 /* prices include tax */, OB_BASIS_NET = 2 };

typedef struct ob_line {
  uint32_t size, type;            /* OB_LINE_*; go by type, never by the sku                                   */
  ob_str id;                      /* unique within the order; shipping lines may use "shipping", "shipping-7"  */
  ob_str sku, name, product_id, ean, unit, note;
  ob_decimal quantity;
  ob_decimal unit_price;          /* in the order's currency, on the order's price basis, as precise as given  */
  ob_decimal tax_rate;            /* percent: 19; 0 where the order is tax-free                                */
  const ob_extra* extras; size_t extra_count;
} ob_line;

typedef struct ob_order {
  ob_record head;                 /* kind OB_KIND_ORDER                                                        */
  ob_str number;                  /* for display; not unique                                                   */
  ob_time ordered_at, changed_at;
  ob_str state, payment_state, delivery_state; /* states_* below, or "other"                                   */
  ob_str source_state, source_payment_state;   /* the source's own ids                                         */
  ob_str shop_id, shop_name, subshop_id, subshop_name, language /* ISO 639-1 */, locale /* de_DE */;
  ob_str currency /* ISO 4217 */; ob_decimal currency_factor; /* order currency per base currency; all amounts are in the order's currency */
  int32_t price_basis;            /* OB_BASIS_*: what unit_price of the lines means                            */
  int32_t tax_free;               /* 1: no tax at all, all rates are 0                                         */
  ob_decimal total_gross, total_net; /* as the shop charged it, shipping included; never recomputed           */
  ob_decimal shipping_gross, shipping_net; /* the same money as the shipping lines: for checks, not to be added */
  ob_str shipping_method, shipping_method_name;
  ob_str payment_method, payment_method_name, transaction_id;
  ob_decimal paid_amount; ob_time paid_at;
  ob_str customer_id, customer_number, customer_group, email, vat_id; int32_t guest /* 1: no account */, reserved;
  ob_str birthday /* YYYY-MM-DD */;
  ob_str customer_comment, merchant_comment, internal_comment, tracking_codes;
  const ob_address* billing;      /* mandatory                                                                 */
  const ob_address* shipping;     /* NULL: deliver to billing                                                  */
  const ob_line* const* lines; size_t line_count;
  const ob_extra* extras; size_t extra_count;
  const ob_warning* const* warnings; size_t warning_count;
  /* 1.1: the source's clock at that instant, seconds to add to UTC written as "+02:00", "-05:00", "+05:30". It makes the
   * instant the day and time that the shop showed. Absent: not known, the sink uses a time zone of its own.     */
  ob_str ordered_at_offset, paid_at_offset;
} ob_order;
/* state:          open in_process partially_completed completed ready_for_delivery partially_delivered
 *                 completely_delivered clarification cancelled aborted other
 * payment_state:  open partially_paid paid reserved partially_invoiced invoiced reminder collection
 *                 delayed refunded review declined other
 * delivery_state: open partial complete */
/* An extra of an order: what kind of payment its method is, where the source knows it by its own name for it:
 * prepayment invoice cash cash_on_delivery direct_debit paypal paypal_express paypal_plus klarna sofort mollie unzer
 * amazon stripe adyen billsafe billpay skrill postfinance saferpay wirecard paymill free. Sinks translate it. */
#define OB_EXTRA_PAYMENT_KIND "payment-kind"

/* What became of an order: its full desired state, not an event. Reading one state twice yields the same update. */
typedef struct ob_delivered { ob_str line_id; ob_decimal quantity; } ob_delivered; /* frozen */
typedef struct ob_delivery {
  uint32_t size, reserved;
  ob_str id, carrier; ob_time delivered_at;
  const ob_str* tracking_numbers; size_t tracking_number_count;
  const ob_str* tracking_urls; size_t tracking_url_count;
  const ob_delivered* lines; size_t line_count;
  ob_str delivered_at_offset;     /* 1.1: the ERP's clock at that instant, as in ob_order                      */
} ob_delivery;
typedef struct ob_status_update {
  ob_record head;                 /* kind OB_KIND_STATUS; id = id of the order at the shop                     */
  ob_str number;                  /* of the order, for display                                                 */
  ob_str revision;                /* the ERP's change number, grows                                            */
  ob_str state;                   /* accepted partially_delivered completely_delivered completed cancelled in_process */
  ob_str payment_state;           /* open partially_paid paid; absent = leave alone                            */
  /* Order states that it may overwrite, by the shop's own ids or the words below, or "untouched": what nobody has
   * acted on yet; any other one is a CONFLICT. The host knows what was told and read, so it fills this; a sink that
   * gets none overwrites what is untouched only.                                                                  */
  const ob_str* may_replace; size_t may_replace_count;
  ob_decimal paid_amount; ob_time paid_at, changed_at;
  ob_str erp_number, cancel_reason;
  const ob_delivery* const* deliveries; size_t delivery_count;
  const ob_extra* extras; size_t extra_count;
  ob_str paid_at_offset;          /* 1.1: the ERP's clock at that instant, as in ob_order                      */
  /* 1.1: the same for payment states. */
  const ob_str* may_replace_payment; size_t may_replace_payment_count;
} ob_status_update;
/* An extra of a status update: the ob_listed.hint (decimal) that the host knows of the order. Where the order was
 * changed by somebody else since then, the shop's OB_CONFIRMED has this code, and the host reads the order again: what
 * is written hides the change from later lists. */
#define OB_EXTRA_LISTED_HINT "listed-hint"
#define OB_CODE_CHANGED_MEANWHILE "changed-meanwhile"

typedef struct ob_batch { uint32_t size, kind; const ob_record* const* records; size_t count; uint32_t flags, reserved; } ob_batch;
enum { OB_WRITE_DRY_RUN = 1u /* only with OB_CAN_DRY_RUN: answer as if, change nothing */ };

/* ---- host services --------------------------------------------------------------------------------------- */

enum { OB_LOG_DEBUG = 0, OB_LOG_INFO = 1, OB_LOG_WARN = 2, OB_LOG_ERROR = 3 };
typedef struct ob_host {
  uint32_t size, abi_minor; void* ctx;
  ob_str name, version;
  ob_str language; /* "en" or "de": texts for people should be in it */
  int32_t (OB_CALL *log_enabled)(void* ctx, int32_t level);                                   /* [any] */
  void (OB_CALL *log)(void* ctx, int32_t level, ob_str component, ob_str message); /* no personal data, no secrets [any] */
  const void* (OB_CALL *extension)(void* ctx, ob_str id); /* "orderbridge.metrics/1"; NULL = not offered [any] */
} ob_host;

enum { OB_FINDING_OK = 0, OB_FINDING_INFO = 1, OB_FINDING_WARNING = 2, OB_FINDING_ERROR = 3 };
typedef struct ob_failure {
  uint32_t size; int32_t remote_code;   /* HTTP status, SQL error number; 0 = none                              */
  ob_str text;                          /* for people: what failed, with which object, what to do              */
  ob_str option;                        /* the option to look at, may be absent                                */
  ob_str remote_text;                   /* what the other side said; cut, never logged above debug             */
  int64_t retry_after_ms;               /* 0 = the host decides                                                */
} ob_failure;
typedef struct ob_call { /* one per call */
  uint32_t size, attempt; void* ctx;
  ob_str trace_id;
  int32_t (OB_CALL *cancelled)(void* ctx); /* poll at least every 100 ms while waiting; a cancelled call returns within a second [any] */
  int64_t (OB_CALL *patience_ms)(void* ctx); /* how long the host still waits without any sign of progress     [any] */
  void (OB_CALL *progress)(void* ctx, uint64_t done, uint64_t total /* 0 = unknown */, ob_str what); /* a sign of life [any] */
  void (OB_CALL *fail)(void* ctx, const ob_failure* failure);                                 /* [worker] */
  /* What a person should know although the call goes on; WARNING and ERROR make the run a WARNING.             [worker] */
  void (OB_CALL *finding)(void* ctx, int32_t level, ob_str code, ob_str text);
} ob_call;

/* ---- reading --------------------------------------------------------------------------------------------- */

/* An order as the source's list shows it, before its expensive detail was asked for. */
typedef struct ob_listed {
  uint32_t size, reserved;
  ob_str id, number; ob_time ordered_at; /* number and time are the order's fingerprint: same id, other fingerprint = id reused */
  ob_str state, payment_state;           /* the source's own ids                                                */
  uint64_t hint;                         /* hash of the whole list row; equal = nothing changed                 */
} ob_listed;

enum { OB_NOTE_NOT_SELECTED = 1 /* listed, but the options do not want it */, OB_NOTE_NOT_READY = 2 /* incomplete at the source */,
       OB_NOTE_GONE = 3 /* aborted or deleted meanwhile */, OB_NOTE_FAILED_RETRY = 4, OB_NOTE_FAILED_FINAL = 5 };
enum { OB_NOTE_FOR_A_PERSON = 1u /* NOT_SELECTED, and a person should hear of it: said when it becomes so */ };
typedef struct ob_note {
  uint32_t size; int32_t outcome;
  ob_str id; const ob_listed* row; /* NULL: nothing but the id is known                                         */
  ob_str code, text;               /* "payment-state", "payment state 17 (open) is not among payment-states"    */
  ob_str remote_text;
  int64_t retry_after_ms;          /* 0 = the host decides                                                      */
  int64_t grace_ms;                /* NOT_READY: after this time since the host first saw it, it is rejected; 0 = never */
  uint32_t flags, reserved;        /* 1.1: OB_NOTE_FOR_A_PERSON                                                 */
} ob_note;

enum { OB_WANT = 1, OB_KNOWN = 0 /* nothing to do for this row */, OB_STOP = -1 /* cancelled: return OB_CANCELLED */ };
typedef struct ob_fetch_sink {
  uint32_t size, reserved; void* ctx;
  /* Each id that fetch() meets goes to want() or note(); a wanted id ends in exactly one emit() or note().       */
  int32_t (OB_CALL *want)(void* ctx, const ob_listed* row);            /* inside fetch, any thread of it [any]  */
  /* The host copies before it returns; blocks for back-pressure. != OB_OK: return it. `row` may be NULL.         */
  ob_status (OB_CALL *emit)(void* ctx, const ob_record* record, const ob_listed* row);              /* [worker] */
  ob_status (OB_CALL *note)(void* ctx, const ob_note* note);                                        /* [worker] */
  /* All before this was emitted or noted. cursor: position inside this sweep, empty = the sweep is complete.
   * bookmark: what the connector wants to remember across sweeps ("highest=228"). Both <= 4096 bytes. Only the
   * host stores them, together with the fates of all orders before.                                              */
  ob_status (OB_CALL *checkpoint)(void* ctx, ob_str cursor, ob_str bookmark);                       /* [worker] */
} ob_fetch_sink;
typedef struct ob_fetch {
  uint32_t size, kind;
  ob_str cursor;   /* empty: a new sweep. Same cursor = the same records or newer ones                            */
  ob_str bookmark; /* as last remembered; empty: first time                                                       */
  uint64_t limit;  /* a hint: return after about so many records; 0 = run through                                 */
} ob_fetch;
enum { OB_KEYS_ANY_STATE = 1u /* fetch_keys: the host holds these orders already, do not judge by the selection options */ };
typedef struct ob_keys { uint32_t size, kind; const ob_str* ids; size_t count; uint32_t flags, reserved; } ob_keys;

/* ---- writing --------------------------------------------------------------------------------------------- */

enum { OB_WRITTEN = 1, OB_UPDATED = 2, OB_DUPLICATE = 3 /* was there before, a success */, OB_SKIPPED = 4, OB_WRITE_RETRY = 5,
       OB_WRITE_REJECTED = 6, OB_CONFIRMED = 7, OB_UNCONFIRMED = 8, OB_CONFLICT = 9 /* a state of a person is in the way: found */ };
typedef struct ob_result {
  uint32_t size; int32_t outcome;
  ob_str remote_id;         /* the order's id in the sink                                                         */
  ob_str code, text;        /* why, for people; mandatory for RETRY and REJECTED                                  */
  ob_str found;             /* CONFLICT: what the sink found; DUPLICATE: "taken-over" where it can no longer be changed,
                               "cancelled" where it is cancelled here and there                                   */
  ob_str remote_text;
  int64_t retry_after_ms;
  uint64_t hint;            /* CONFIRMED: what ob_listed.hint will be of this order if nobody else changes it; 0: not known */
  /* 1.1: CONFLICT of a status update: OB_KEPT_*, what was left as it is; whatever else was asked for holds.
   * 0: nothing is said of the rest. */
  uint32_t kept, reserved;
} ob_result;
enum { OB_KEPT_STATE = 1u, OB_KEPT_PAYMENT = 2u };
typedef struct ob_results {
  uint32_t size, reserved; void* ctx;
  /* Only after the record is durable. Final, whatever write() returns. Unreported = in doubt. Twice = a bug.     */
  void (OB_CALL *report)(void* ctx, size_t index, const ob_result* result);                         /* [worker] */
  void (OB_CALL *warn)(void* ctx, size_t index, const ob_warning* warning); /* before its report      [worker] */
} ob_results;

enum { OB_FOUND_ABSENT = 0, OB_FOUND_STAGED = 1, OB_FOUND_TAKEN_OVER = 2, OB_FOUND_CANCELLED = 3 };
typedef struct ob_found {
  uint32_t size; int32_t state;
  ob_str remote_id, number; ob_time ordered_at; ob_str content_version, payment_version; /* absent where the sink does not keep it */
} ob_found;
typedef struct ob_lookup_sink { uint32_t size, reserved; void* ctx;
  void (OB_CALL *found)(void* ctx, size_t index, const ob_found* found);                            /* [worker] */
} ob_lookup_sink;

/* ---- description: constant data, readable without creating anything ---------------------------------------- */

enum { OB_TYPE_TEXT = 1, OB_TYPE_INT = 2, OB_TYPE_BOOL = 3 /* true|false */, OB_TYPE_DECIMAL = 4, OB_TYPE_DURATION = 5 /* "30s" in XML, milliseconds at create() */,
       OB_TYPE_URL = 6, OB_TYPE_PATH = 7, OB_TYPE_CHOICE = 8, OB_TYPE_DATE = 9 /* YYYY-MM-DD */,
       OB_TYPE_LIST = 10 /* <name><item>..</item></name>, one column */, OB_TYPE_TABLE = 11 /* <name><row a="" b=""/></name> */ };
enum { OB_OPTION_REQUIRED = 1u, OB_OPTION_SECRET = 2u, OB_OPTION_ADVANCED = 4u, OB_OPTION_DEPRECATED = 8u };
typedef struct ob_option {
  uint32_t size, type, flags, reserved;
  ob_str name;             /* [a-z][a-z0-9-]*; "id" is reserved                                                   */
  ob_str default_value;    /* absent: none. LIST: items separated by one blank                                    */
  ob_text doc;
  ob_str example;          /* absent or valid                                                                     */
  ob_str choices;          /* CHOICE: "a|b|c"                                                                     */
  ob_decimal min, max;     /* INT, DECIMAL; DURATION in milliseconds                                              */
  const struct ob_option* const* columns; size_t column_count; /* LIST: one (none: its items are text); TABLE: one or more */
} ob_option;

typedef struct ob_row { const ob_pair* cells; size_t count; } ob_row; /* frozen */
typedef struct ob_setting { /* one option, complete: default filled in, secret resolved, type checked */
  uint32_t size, reserved;
  ob_str name, value;      /* value: scalars                                                                      */
  const ob_row* rows; size_t row_count; /* LIST: rows of one cell; TABLE                                          */
} ob_setting;
typedef struct ob_connection {
  uint32_t size, roles;    /* what this instance will be used for: OB_FETCH_ORDERS | ...                          */
  ob_str id;               /* the connection's id in the XML; limits and login state are shared per id inside the library */
  ob_str base_dir;         /* absolute: relative file names inside options are relative to this (the XML file's folder) */
  ob_str source_identity;  /* made once per connection by the host; survives changes of URL and XML               */
  const ob_setting* const* settings; size_t setting_count;
} ob_connection;

/* Roles (what an instance is for) and capabilities (what the connector can do besides). */
enum { OB_FETCH_ORDERS = 1u, OB_WRITE_ORDERS = 2u, OB_FETCH_STATUS = 4u, OB_WRITE_STATUS = 8u };
enum { OB_CAN_FETCH_KEYS = 0x100u, OB_CAN_LOOKUP = 0x200u, OB_CAN_UPDATE = 0x400u, OB_CAN_DRY_RUN = 0x800u,
       OB_CAN_CONFIRM = 0x1000u /* write of status reads back */, OB_IS_RESIDENT = 0x2000u /* kept open, may wake the host */,
       OB_CAN_NOTIFY = 0x4000u /* delivers alerts: extension orderbridge.notify/1 */ };

typedef struct ob_connector {
  uint32_t size, roles, capabilities, reserved;
  ob_str id;               /* "shopware5": [a-z][a-z0-9-]*, the element's name in the XML                         */
  ob_str version; ob_text title, doc;
  const ob_option* const* options; size_t option_count;
  /* Functions a connector has no role or capability for are NULL. create() does no I/O.                    [any] */
  ob_status (OB_CALL *create)(const ob_host*, const ob_call*, const ob_connection*, void** self);
  void (OB_CALL *destroy)(void* self);                                                              /* [worker] */
  ob_status (OB_CALL *open)(void* self, const ob_call*);  /* connect, log in                          [worker] */
  void (OB_CALL *close)(void* self);                                                                /* [worker] */
  /* Thorough test for people: reports findings (what works, what is missing), changes nothing. NULL: open() is the test. [worker] */
  ob_status (OB_CALL *check)(void* self, const ob_call*);
  ob_status (OB_CALL *fetch)(void* self, const ob_call*, const ob_fetch*, const ob_fetch_sink*);    /* [worker] */
  /* These ids again: each goes to want() or note(), then as in fetch(). No checkpoint.               [worker] */
  ob_status (OB_CALL *fetch_keys)(void* self, const ob_call*, const ob_keys*, const ob_fetch_sink*);
  ob_status (OB_CALL *write)(void* self, const ob_call*, const ob_batch*, const ob_results*);       /* [worker] */
  ob_status (OB_CALL *lookup)(void* self, const ob_call*, const ob_keys*, const ob_lookup_sink*);   /* [worker] */
  void (OB_CALL *interrupt)(void* self); /* wake a blocked call of this instance; must not block      [any]    */
  /* Optional interfaces by id: "orderbridge.views/1" (views.h), "orderbridge.notify/1" (notify.h). NULL = none [any] */
  const void* (OB_CALL *extension)(ob_str id);
} ob_connector;

typedef struct ob_library {
  uint32_t size, abi_minor; ob_str vendor, version, toolchain;
  const ob_connector* const* connectors; size_t connector_count;
} ob_library;

/* The one exported symbol. Does no work: no I/O, no threads, nothing that needs freeing; always the same pointer. */
OB_EXPORT const ob_library* OB_CALL orderbridge_connectors_v1(uint32_t host_abi_minor);

#ifdef __cplusplus
}
#endif
#endif
