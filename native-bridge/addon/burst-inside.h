/* The inside of a burst, for the files it is made of: its memory, and what wakes those who wait. */
#ifndef ZPCI_BURST_INSIDE_H
#define ZPCI_BURST_INSIDE_H

#include <stdatomic.h>

#include "burst.h"

/* Keeps what one thread writes and another reads apart: 256 bytes is the cache line of s390x. */
#define APART _Alignas(256)

struct entry {
	uint64_t start;
	uint32_t duration;
	int32_t result;
};

/* Calls without an entry: cumulative, written by the thread alone. */
struct dropped {
	atomic_uint_fast64_t calls;
	atomic_uint_fast64_t bytes;
	atomic_uint_fast64_t errors;
};

/* One thread with its ring. `head` counts entries made, `tail` entries drained. */
struct lane {
	struct burst *burst;
	unsigned number;
	uint8_t *bytes;
	struct entry *entries;
	APART atomic_uint_fast64_t head;
	struct dropped dropped;
	uint64_t room_until;
	APART atomic_uint_fast64_t tail;
	uint64_t seen_calls, seen_bytes, seen_errors;
};

struct burst {
	struct burst_calls calls;
	uint64_t start;
	uint32_t ring;
	struct entry *entries;
	/* An eventfd: there is something to drain, or the last thread ended. */
	int tell;
	/* `stopped` and `running` are futexes too. */
	APART atomic_uint stopped;
	atomic_bool gone;
	APART atomic_uint running;
	atomic_uint holders;
	struct lane lanes[BURST_THREADS];
};

/* Says on the burst's eventfd that there is something to do. */
void burst_tell(struct burst *burst);

/* Until the word is not `value` any more, or the clock shows `until`. */
void futex_wait(const atomic_uint *word, uint32_t value, uint64_t until);

void futex_wake(const atomic_uint *word);

/* A thread that makes the calls of its lane, from first to last. */
void *burst_run_lane(void *lane);

/*
 * The reader and each thread hold the burst; the last one frees it. That is a thread only when the reader gave up waiting for a call that
 * is stuck: `tell` then stays open in the table of the process, which is about to end.
 */
void burst_let_go(struct burst *burst);

static inline bool is_stopped(struct burst *burst)
{
	return atomic_load_explicit(&burst->stopped, memory_order_relaxed);
}

#endif
