#undef LTTNG_UST_TRACEPOINT_PROVIDER
#define LTTNG_UST_TRACEPOINT_PROVIDER burst
#undef LTTNG_UST_TRACEPOINT_INCLUDE
#define LTTNG_UST_TRACEPOINT_INCLUDE "./burst-tp.h"
#if !defined(BURST_TP_H) || defined(LTTNG_UST_TRACEPOINT_HEADER_MULTI_READ)
#define BURST_TP_H
#include <lttng/tracepoint.h>
#include <stdint.h>
LTTNG_UST_TRACEPOINT_EVENT(burst, tick, LTTNG_UST_TP_ARGS(uint64_t, n),
	LTTNG_UST_TP_FIELDS(lttng_ust_field_integer(uint64_t, n, n)))
LTTNG_UST_TRACEPOINT_EVENT(burst, text, LTTNG_UST_TP_ARGS(uint64_t, n, const char *, words),
	LTTNG_UST_TP_FIELDS(lttng_ust_field_integer(uint64_t, n, n) lttng_ust_field_string(words, words)))
#endif
#include <lttng/tracepoint-event.h>
