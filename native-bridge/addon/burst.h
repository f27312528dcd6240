/*
 * The burst loop: equal preads or pwrites made by threads of their own, each with a ring of one entry a call that one reader drains.
 * Knows nothing of Node-API.
 */
#ifndef ZPCI_BURST_H
#define ZPCI_BURST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BURST_THREADS 8

/* Entries of all rings together: 16 MiB, 0.4 s of the fastest calls. A power of two. */
#ifndef BURST_ENTRIES
#define BURST_ENTRIES (1u << 20)
#endif

struct burst_calls {
	int fd;
	bool write;
	const void *bytes;
	size_t length;
	/* Call i goes to position + i * stride, the walk starting over after `span` bytes unless that is 0. */
	uint64_t position;
	uint64_t stride;
	uint64_t span;
	/* Bytes a successful call moves where its return value counts something else; else negative. */
	int64_t moved;
	uint64_t count;
	uint64_t until;
	/* Calls a second of all threads together; 0 = as fast as it goes. */
	double rate;
	unsigned threads;
};

/* Little-endian columns with room for `entries`. */
struct burst_columns {
	uint8_t *starts;
	uint8_t *durations;
	uint8_t *results;
	size_t entries;
};

/* What one drain brought; bytes and errors of calls with an entry and of dropped ones. */
struct burst_drained {
	uint32_t made;
	uint64_t dropped;
	uint64_t bytes;
	uint64_t errors;
	bool gone;
	bool done;
};

struct burst;

/* Starts the threads; NULL and errno when there are no descriptors, memory or threads to be had. */
struct burst *burst_start(const struct burst_calls *calls);

/* An eventfd that is signalled when a ring is filling up and when the last thread ended. */
int burst_event(const struct burst *burst);

void burst_drain(struct burst *burst, struct burst_columns into, struct burst_drained *drained);

/* No call begins after this; those under way are not waited for. */
void burst_stop(struct burst *burst);

bool burst_ended(const struct burst *burst);

/* Waits until no thread makes calls any more, at most `timeout_ms`. */
bool burst_wait(const struct burst *burst, int timeout_ms);

/* Stops the burst and lets go of it; its memory goes with the last thread. */
void burst_release(struct burst *burst);

#endif
