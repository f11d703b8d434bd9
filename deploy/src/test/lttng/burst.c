/* burst SECONDS THREADS EVENTS_PER_MS: traced load for a while; prints how many events each thread sent. */
#define LTTNG_UST_TRACEPOINT_CREATE_PROBES
#define LTTNG_UST_TRACEPOINT_DEFINE
#include "burst-tp.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double seconds;
static int per_ms;

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec + t.tv_nsec / 1e9;
}

static void *work(void *unused)
{
	(void) unused;
	uint64_t n = 0;
	double begin = now();
	char words[32];
	for (double at = begin; at < begin + seconds; at = now()) {
		uint64_t due = (uint64_t) ((at - begin) * 1000 * per_ms);
		for (; n < due; n++) {
			lttng_ust_tracepoint(burst, tick, n);
			if (n % 4 == 0) {
				snprintf(words, sizeof words, "the %lluth", (unsigned long long) n);
				lttng_ust_tracepoint(burst, text, n, words);
			}
		}
		struct timespec pause = { 0, 1000000 };
		nanosleep(&pause, NULL);
	}
	return (void *) n;
}

int main(int argc, char **argv)
{
	seconds = argc > 1 ? atof(argv[1]) : 1;
	int threads = argc > 2 ? atoi(argv[2]) : 2;
	per_ms = argc > 3 ? atoi(argv[3]) : 5;
	pthread_t ids[64];
	if (threads < 1 || threads > 64)
		return 2;
	for (int i = 0; i < threads; i++)
		pthread_create(&ids[i], NULL, work, NULL);
	for (int i = 0; i < threads; i++) {
		void *n;
		pthread_join(ids[i], &n);
		printf("%lu\n", (unsigned long) n);
	}
	return 0;
}
