/* SPDX-License-Identifier: MIT
 *
 * notify.h - extension "orderbridge.notify/1": a connector that delivers alerts to people (mail, chat).
 * Offered by connectors with OB_CAN_NOTIFY. Alerts carry no personal data. Rules R1-R7 of connector_abi.h hold. */
#ifndef ORDERBRIDGE_NOTIFY_H
#define ORDERBRIDGE_NOTIFY_H
#include "connector_abi.h"
#ifdef __cplusplus
extern "C" {
#endif

#define OB_NOTIFY_V1 "orderbridge.notify/1"

typedef struct ob_alert { uint32_t size; int32_t level /* OB_FINDING_* */; ob_str code, pipeline, subject, text; ob_time at; } ob_alert;
typedef struct ob_notify_v1 { uint32_t size, reserved;
  ob_status (OB_CALL *notify)(void* self, const ob_call*, const ob_alert*);                            /* [worker] */
} ob_notify_v1;

#ifdef __cplusplus
}
#endif
#endif
