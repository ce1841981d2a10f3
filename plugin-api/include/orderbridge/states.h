/* SPDX-License-Identifier: MIT
 *
 * states.h - extension "orderbridge.states/1": words for the states that a source shows by its own ids ("1" is "in
 * progress"), for people. connector->extension("orderbridge.states/1") returns a constant ob_states_v1. Rules R1-R7
 * of connector_abi.h hold. */
#ifndef ORDERBRIDGE_STATES_H
#define ORDERBRIDGE_STATES_H
#include "connector_abi.h"
#ifdef __cplusplus
extern "C" {
#endif

#define OB_STATES_V1 "orderbridge.states/1"

/* The texts are constant, as the library's tables are (R2); both absent: the id is not known. Needs no instance. */
typedef struct ob_states_v1 { uint32_t size, reserved;
  ob_text (OB_CALL *order_state)(ob_str id);                                                              /* [any] */
  ob_text (OB_CALL *payment_state)(ob_str id);                                                            /* [any] */
} ob_states_v1;

#ifdef __cplusplus
}
#endif
#endif
