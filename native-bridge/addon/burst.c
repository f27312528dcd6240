#include "burst-inside.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <unistd.h>

#include "clock.h"
#include "glibc.h"

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
	futex_wake(&burst->stopped);
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
		futex_wait(&burst->running, running, end);
	return burst_ended(burst);
}

void burst_release(struct burst *burst)
{
	burst_stop(burst);
	burst_let_go(burst);
}

void burst_let_go(struct burst *burst)
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
	burst_let_go(burst);
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
	error = pthread_create(&thread, &detached, burst_run_lane, lane);
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
