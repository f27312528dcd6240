#include "burst.h"

#include <endian.h>
#include <errno.h>
#include <linux/futex.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "clock.h"
#include "glibc.h"

#ifndef CLOSE_RANGE_UNSHARE
#define CLOSE_RANGE_UNSHARE (1u << 1)
#endif
#ifndef SYS_close_range
#define SYS_close_range 436
#endif

/* The reader is told each time a thread has made this many entries. */
#define TELL_EVERY 16384u

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

static void signal_event(int event)
{
	const uint64_t one = 1;

	if (write(event, &one, sizeof(one)) != (ssize_t)sizeof(one))
		return; /* full: it is signalled already */
}

/* Until the word is not `value` any more, or the clock shows `until`. */
static void wait_while(const atomic_uint *word, uint32_t value, uint64_t until)
{
	const struct timespec end = { .tv_sec = (time_t)(until / 1000000000u), .tv_nsec = (long)(until % 1000000000u) };

	syscall(SYS_futex, word, FUTEX_WAIT_BITSET_PRIVATE, value, &end, NULL, FUTEX_BITSET_MATCH_ANY);
}

static void wake_waiting(const atomic_uint *word)
{
	syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, INT32_MAX, NULL, NULL, 0);
}

/* Written by one thread, read by others: no locked instruction. */
static void add(atomic_uint_fast64_t *counter, uint64_t more)
{
	atomic_store_explicit(counter, atomic_load_explicit(counter, memory_order_relaxed) + more, memory_order_release);
}

static bool is_stopped(struct burst *burst)
{
	return atomic_load_explicit(&burst->stopped, memory_order_relaxed);
}

/* ---- the threads ---- */

/* Counted as a call first, and read last: there are never more errors than calls. */
static void drop(struct lane *lane, int32_t result)
{
	add(&lane->dropped.calls, 1);
	if (result < 0)
		add(&lane->dropped.errors, 1);
	else
		add(&lane->dropped.bytes, (uint64_t)result);
}

static void keep(struct lane *lane, uint64_t start, uint64_t duration, int32_t result)
{
	struct burst *burst = lane->burst;
	uint64_t head = atomic_load_explicit(&lane->head, memory_order_relaxed);

	if (head == lane->room_until)
		lane->room_until = atomic_load_explicit(&lane->tail, memory_order_acquire) + burst->ring;
	if (head == lane->room_until) {
		drop(lane, result);
		return;
	}
	lane->entries[head & (burst->ring - 1)] = (struct entry){
		.start = start,
		.duration = duration > UINT32_MAX ? UINT32_MAX : (uint32_t)duration,
		.result = result,
	};
	atomic_store_explicit(&lane->head, head + 1, memory_order_release);
	if ((head + 1) % TELL_EVERY == 0)
		signal_event(burst->tell);
}

static int32_t call_once(struct lane *lane, uint64_t index)
{
	const struct burst_calls *calls = &lane->burst->calls;
	uint64_t step = index * calls->stride;
	off_t position = (off_t)(calls->position + (calls->span ? step % calls->span : step));
	ssize_t rc = calls->write ? pwrite(calls->fd, lane->bytes, calls->length, position) :
				    pread(calls->fd, lane->bytes, calls->length, position);

	if (rc < 0)
		return -errno;
	return (int32_t)(calls->moved >= 0 ? calls->moved : rc);
}

/* Sleeps until `due` unless the burst is stopped before; answers the time it is then. */
static uint64_t sleep_until(struct burst *burst, uint64_t due)
{
	uint64_t now;

	while ((now = now_ns()) < due && !is_stopped(burst))
		wait_while(&burst->stopped, 0, due);
	return now;
}

static uint64_t due_ns(const struct burst *burst, uint64_t index)
{
	return burst->start + (uint64_t)((double)index * 1e9 / burst->calls.rate);
}

/* This thread's share: every nth call, so that count, positions and rate need no counter in common. */
static void make_calls(struct lane *lane)
{
	struct burst *burst = lane->burst;
	const struct burst_calls *calls = &burst->calls;
	uint64_t start = now_ns();

	for (uint64_t index = lane->number; index < calls->count; index += calls->threads) {
		uint64_t end;
		int32_t result;

		if (calls->rate > 0) {
			uint64_t due = due_ns(burst, index);

			if (due >= calls->until)
				return;
			start = sleep_until(burst, due);
		}
		if (start >= calls->until || is_stopped(burst))
			return;
		result = call_once(lane, index);
		/* The end of one call is the start of the next: the clock is read once a call. */
		end = now_ns();
		keep(lane, start, end - start, result);
		start = end;
		if (result == -ENODEV) {
			atomic_store(&burst->gone, true);
			burst_stop(burst);
			return;
		}
	}
}

/*
 * Gives this thread a table of descriptors of its own with those two it uses: it then needs no reference for each call (8 % of a
 * short one), holds no other device open, and never meets another file by the number of a closed one. Not possible everywhere
 * (Linux 5.9 has it), and nothing depends on it.
 */
static void own_descriptors(int one, int other)
{
	const unsigned low = (unsigned)(one < other ? one : other);
	const unsigned high = (unsigned)(one < other ? other : one);

	if (one < 0 || other < 0 || syscall(SYS_close_range, high + 1, ~0u, CLOSE_RANGE_UNSHARE) < 0)
		return;
	if (high > low + 1)
		syscall(SYS_close_range, low + 1, high - 1, 0);
	if (low > 0)
		syscall(SYS_close_range, 0, low - 1, 0);
}

static void let_go(struct burst *burst);

static void *run_lane(void *argument)
{
	struct lane *lane = argument;
	struct burst *burst = lane->burst;

	prctl(PR_SET_TIMERSLACK, 1);
	own_descriptors(burst->calls.fd, burst->tell);
	make_calls(lane);
	if (atomic_fetch_sub(&burst->running, 1) == 1) {
		wake_waiting(&burst->running);
		signal_event(burst->tell);
	}
	let_go(burst);
	return NULL;
}

/* ---- the reader ---- */

/* The lane whose next entry began first, of the entries known when the drain began. */
static struct lane *next_lane(struct burst *burst, const uint64_t *heads)
{
	struct lane *first = NULL;
	uint64_t earliest = 0;

	for (unsigned i = 0; i < burst->calls.threads; i++) {
		struct lane *lane = &burst->lanes[i];
		uint64_t tail = atomic_load_explicit(&lane->tail, memory_order_relaxed);
		uint64_t start;

		if (tail == heads[i])
			continue;
		start = lane->entries[tail & (burst->ring - 1)].start;
		if (!first || start < earliest) {
			first = lane;
			earliest = start;
		}
	}
	return first;
}

/* Columns are little-endian on every host. */
static void put_entry(struct burst_columns into, uint32_t at, const struct entry *entry)
{
	const uint64_t start = htole64(entry->start);
	const uint32_t duration = htole32(entry->duration);
	const uint32_t result = htole32((uint32_t)entry->result);

	memcpy(into.starts + 8 * (size_t)at, &start, sizeof(start));
	memcpy(into.durations + 4 * (size_t)at, &duration, sizeof(duration));
	memcpy(into.results + 4 * (size_t)at, &result, sizeof(result));
}

static void take_entry(struct burst *burst, struct lane *lane, struct burst_columns into, struct burst_drained *drained)
{
	uint64_t tail = atomic_load_explicit(&lane->tail, memory_order_relaxed);
	const struct entry *entry = &lane->entries[tail & (burst->ring - 1)];

	put_entry(into, drained->made++, entry);
	if (entry->result < 0)
		drained->errors++;
	else
		drained->bytes += (uint64_t)entry->result;
	atomic_store_explicit(&lane->tail, tail + 1, memory_order_release);
}

static uint64_t since(atomic_uint_fast64_t *counter, uint64_t *seen)
{
	uint64_t now = atomic_load_explicit(counter, memory_order_acquire);
	uint64_t more = now - *seen;

	*seen = now;
	return more;
}

static void take_dropped(struct lane *lane, struct burst_drained *drained)
{
	drained->errors += since(&lane->dropped.errors, &lane->seen_errors);
	drained->bytes += since(&lane->dropped.bytes, &lane->seen_bytes);
	drained->dropped += since(&lane->dropped.calls, &lane->seen_calls);
}

void burst_drain(struct burst *burst, struct burst_columns into, struct burst_drained *drained)
{
	/* Looked at first: what a thread did before it ended is seen below. */
	bool ended = burst_ended(burst);
	uint64_t heads[BURST_THREADS];
	struct lane *lane = NULL;

	memset(drained, 0, sizeof(*drained));
	for (unsigned i = 0; i < burst->calls.threads; i++)
		heads[i] = atomic_load_explicit(&burst->lanes[i].head, memory_order_acquire);
	while ((lane = next_lane(burst, heads)) && drained->made < into.entries)
		take_entry(burst, lane, into, drained);
	for (unsigned i = 0; i < burst->calls.threads; i++)
		take_dropped(&burst->lanes[i], drained);
	drained->gone = atomic_load(&burst->gone);
	drained->done = ended && !lane;
}

/* ---- its life ---- */

static size_t entries_bytes(const struct burst *burst)
{
	return (size_t)burst->ring * burst->calls.threads * sizeof(struct entry);
}

int burst_event(const struct burst *burst)
{
	return burst->tell;
}

void burst_stop(struct burst *burst)
{
	atomic_store(&burst->stopped, 1);
	wake_waiting(&burst->stopped);
}

bool burst_ended(const struct burst *burst)
{
	return atomic_load(&burst->running) == 0;
}

bool burst_wait(const struct burst *burst, int timeout_ms)
{
	uint64_t end = now_ns() + (uint64_t)timeout_ms * 1000000u;
	uint32_t running;

	while ((running = atomic_load(&burst->running)) > 0 && now_ns() < end)
		wait_while(&burst->running, running, end);
	return burst_ended(burst);
}

void burst_release(struct burst *burst)
{
	burst_stop(burst);
	let_go(burst);
}

/*
 * The reader and each thread hold the burst; the last one frees it. That is a thread only when the reader gave up waiting for a call that
 * is stuck: `tell` then stays open in the table of the process, which is about to end.
 */
static void let_go(struct burst *burst)
{
	if (atomic_fetch_sub(&burst->holders, 1) > 1)
		return;
	for (unsigned i = 0; i < BURST_THREADS; i++)
		free(burst->lanes[i].bytes);
	if (burst->entries != MAP_FAILED)
		munmap(burst->entries, entries_bytes(burst));
	close(burst->tell);
	free(burst);
}

/* Each thread has bytes of its own: preads must not write into one another's. */
static bool give_lane(struct burst *burst, unsigned number)
{
	const struct burst_calls *calls = &burst->calls;
	struct lane *lane = &burst->lanes[number];

	lane->burst = burst;
	lane->number = number;
	lane->entries = burst->entries + (size_t)number * burst->ring;
	lane->room_until = burst->ring;
	lane->bytes = malloc(calls->length ? calls->length : 1);
	if (!lane->bytes)
		return false;
	memcpy(lane->bytes, calls->bytes, calls->length);
	return true;
}

/* Entries of one ring, a power of two: a share of all of them, or enough for a burst that is known to be short. */
static uint32_t ring_of(const struct burst_calls *calls)
{
	uint32_t ring = BURST_ENTRIES;

	while (ring * calls->threads > BURST_ENTRIES)
		ring /= 2;
	while (ring > 1024 && calls->count <= ring / 2)
		ring /= 2;
	return ring;
}

static struct burst *prepare(const struct burst_calls *calls)
{
	struct burst *burst = aligned_alloc(_Alignof(struct burst), sizeof(*burst));
	bool complete;

	if (!burst)
		return NULL;
	memset(burst, 0, sizeof(*burst));
	burst->calls = *calls;
	burst->ring = ring_of(calls);
	burst->tell = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	/* Present from the start: page faults would be measured with the calls. */
	burst->entries = mmap(NULL, entries_bytes(burst), PROT_READ | PROT_WRITE,
			      MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
	atomic_store(&burst->holders, 1);
	complete = burst->tell >= 0 && burst->entries != MAP_FAILED;
	for (unsigned i = 0; complete && i < calls->threads; i++)
		complete = give_lane(burst, i);
	if (complete)
		return burst;
	let_go(burst);
	errno = ENOMEM;
	return NULL;
}

/* Signals are for the threads of the process that know what to do with them. */
static int start_thread(struct lane *lane)
{
	pthread_attr_t detached;
	pthread_t thread;
	sigset_t all, before;
	int error;

	sigfillset(&all);
	pthread_attr_init(&detached);
	pthread_attr_setdetachstate(&detached, PTHREAD_CREATE_DETACHED);
	sigprocmask(SIG_BLOCK, &all, &before);
	error = pthread_create(&thread, &detached, run_lane, lane);
	sigprocmask(SIG_SETMASK, &before, NULL);
	pthread_attr_destroy(&detached);
	return error;
}

struct burst *burst_start(const struct burst_calls *calls)
{
	struct burst *burst = prepare(calls);

	if (!burst)
		return NULL;
	burst->start = now_ns();
	atomic_store(&burst->running, calls->threads);
	atomic_fetch_add(&burst->holders, calls->threads);
	for (unsigned i = 0; i < calls->threads; i++) {
		int error = start_thread(&burst->lanes[i]);

		if (!error)
			continue;
		/* Those that run are stopped; the others never were. */
		atomic_fetch_sub(&burst->running, calls->threads - i);
		atomic_fetch_sub(&burst->holders, calls->threads - i);
		burst_release(burst);
		errno = error;
		return NULL;
	}
	return burst;
}
