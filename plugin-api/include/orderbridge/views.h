/* SPDX-License-Identifier: MIT
 *
 * views.h - extension "orderbridge.views/1": named tables (views) and named commands (actions) of a connector, which
 * the host's CLI and console show without knowing the connector. Rules R1-R7 of connector_abi.h hold.
 * connector->extension("orderbridge.views/1") returns a constant ob_views_v1. Ids are [a-z][a-z0-9-]*. */
#ifndef ORDERBRIDGE_VIEWS_H
#define ORDERBRIDGE_VIEWS_H
#include "connector_abi.h"
#ifdef __cplusplus
extern "C" {
#endif

#define OB_VIEWS_V1 "orderbridge.views/1"

enum { OB_COLUMN_KEY = 1u, OB_COLUMN_PERSONAL = 2u, OB_COLUMN_SORTABLE = 4u, OB_COLUMN_FILTER = 8u, OB_COLUMN_DETAIL_ONLY = 16u,
       OB_COLUMN_MONEY = 32u /* OB_TYPE_DECIMAL: people see two decimals, programs all of them */,
       OB_COLUMN_MINOR = 64u /* the first to be left out where a table has no room; the detail has it */ };
typedef struct ob_column { uint32_t size, type /* OB_TYPE_* */, flags, reserved; ob_str id; ob_text title; } ob_column;
typedef struct ob_view {
  uint32_t size, reserved; ob_str id; ob_text title, doc;
  const ob_column* const* columns; size_t column_count;
} ob_view;
typedef struct ob_query {
  uint32_t size, descending; ob_str view;
  ob_str key;                                    /* present: the detail of this row                             */
  const ob_pair* filters; size_t filter_count;   /* column = text (contains, case-insensitive)                  */
  ob_str sort; uint64_t offset, limit;
} ob_query;
typedef struct ob_table_sink { uint32_t size, reserved; void* ctx;
  ob_status (OB_CALL *row)(void* ctx, const ob_str* cells, size_t count); /* in the order of the columns  [worker] */
  /* Detail only: a titled sub-table follows; its rows come through row().                                [worker] */
  ob_status (OB_CALL *section)(void* ctx, const ob_text* title, const ob_column* const* columns, size_t column_count);
  void (OB_CALL *total)(void* ctx, uint64_t rows);                                                     /* [worker] */
} ob_table_sink;

enum { OB_ACTION_CHANGES = 1u /* asks before it runs */, OB_ACTION_MANY = 2u /* takes several row keys */,
       /* What it does to orders depends on what they are in their shop by now. The host asks with OB_ACTION_DRY_RUN
        * which orders it would change, has these read from their shop, and then runs it on them.  (since minor 1) */
       OB_ACTION_READS_FIRST = 4u };
typedef struct ob_action {
  uint32_t size, flags; ob_str id; ob_text title, doc;
  ob_str view;                                   /* rows of this view are its targets; absent: none             */
  const ob_option* const* parameters; size_t parameter_count;
} ob_action;
/* Flags of a call. DRY_RUN, only with OB_ACTION_READS_FIRST: answer as if, change nothing; outcome() of a row that would
 * be changed (OB_WRITTEN, OB_UPDATED) has the order's id at its shop as its remote_id. */
enum { OB_ACTION_DRY_RUN = 1u };
typedef struct ob_action_call { uint32_t size, flags; ob_str action;
  const ob_str* keys; size_t key_count; const ob_setting* const* parameters; size_t parameter_count;
} ob_action_call;
typedef struct ob_action_sink { uint32_t size, reserved; void* ctx;
  void (OB_CALL *outcome)(void* ctx, ob_str key, int32_t outcome /* OB_WRITTEN, OB_SKIPPED, OB_WRITE_REJECTED ... */, ob_str remote_id, ob_str text); /* [worker] */
} ob_action_sink;

typedef struct ob_views_v1 {
  uint32_t size, reserved;
  const ob_view* const* views; size_t view_count;
  const ob_action* const* actions; size_t action_count;
  ob_status (OB_CALL *query)(void* self, const ob_call*, const ob_query*, const ob_table_sink*);       /* [worker] */
  ob_status (OB_CALL *run)(void* self, const ob_call*, const ob_action_call*, const ob_action_sink*);  /* [worker] */
} ob_views_v1;

#ifdef __cplusplus
}
#endif
#endif
