#include "burst-inside.h"

#include <errno.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "clock.h"

#ifndef CLOSE_RANGE_UNSHARE
#define CLOSE_RANGE_UNSHARE (1u << 1)
#endif
#ifndef SYS_close_range
#define SYS_close_range 436
#endif

/* The reader is told each time a thread has made this many entries. */
#define TELL_EVERY 16384u

/* Written by one thread, read by others: no locked instruction. */
static void add(atomic_uint_fast64_t *counter, uint64_t more)
{
	atomic_store_explicit(counter, atomic_load_explicit(counter, memory_order_relaxed) + more, memory_order_release);
}

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
		burst_tell(burst);
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
		futex_wait(&burst->stopped, 0, due);
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

void *burst_run_lane(void *argument)
{
	struct lane *lane = argument;
	struct burst *burst = lane->burst;

	prctl(PR_SET_TIMERSLACK, 1);
	own_descriptors(burst->calls.fd, burst->tell);
	make_calls(lane);
	if (atomic_fetch_sub(&burst->running, 1) == 1) {
		futex_wake(&burst->running);
		burst_tell(burst);
	}
	burst_let_go(burst);
	return NULL;
}
