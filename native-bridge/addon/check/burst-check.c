/*
 * The burst loop without Node.js, for sanitizers and valgrind: its files are part of this one, with calls that can be held back.
 * Prints what is wrong and ends with 1; prints nothing when all is well.
 */
#include <semaphore.h>
#include <stdio.h>
#include <sys/types.h>

static ssize_t held_pwrite(int fd, const void *bytes, size_t length, off_t position);

#include <unistd.h>
#define pwrite held_pwrite
#include "../burst-lane.c"
#undef pwrite
#include "../burst-drain.c"
#include "../burst-wake.c"
#include "../burst.c"

static sem_t held, go_on;
static atomic_bool hold;
static int wrong;

static ssize_t held_pwrite(int fd, const void *bytes, size_t length, off_t position)
{
	if (atomic_load(&hold)) {
		sem_post(&held);
		sem_wait(&go_on);
	}
	return pwrite(fd, bytes, length, position);
}

#define EXPECT(condition)                                                              \
	do {                                                                           \
		if (!(condition)) {                                                    \
			fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition); \
			wrong = 1;                                                     \
		}                                                                      \
	} while (0)

static struct burst_calls calls_on(int fd)
{
	static const char bytes[] = { 1, 2, 3, 4 };

	return (struct burst_calls){ .fd = fd,	     .write = true,	  .bytes = bytes, .length = 4, .moved = -1,
				     .count = 20000, .until = UINT64_MAX, .threads = 1 };
}

/* Drains until the burst is done; adds up what it brought. */
static struct burst_drained drain_all(struct burst *burst)
{
	static uint8_t starts[8 * 5000], durations[4 * 5000], results[4 * 5000];
	const struct burst_columns into = { starts, durations, results, 5000 };
	struct burst_drained all = { 0 }, one;

	do {
		burst_wait(burst, 1);
		burst_drain(burst, into, &one);
		all.made += one.made;
		all.dropped += one.dropped;
		all.bytes += one.bytes;
		all.errors += one.errors;
	} while (!one.done);
	return all;
}

static void check_threads(int fd)
{
	for (unsigned threads = 1; threads <= BURST_THREADS; threads++) {
		struct burst_calls calls = calls_on(fd);
		struct burst *burst;
		struct burst_drained all;

		calls.threads = threads;
		calls.stride = 4;
		calls.span = 4096;
		burst = burst_start(&calls);
		all = drain_all(burst);
		EXPECT(all.made + all.dropped == 20000 && all.bytes == 80000 && all.errors == 0);
		burst_release(burst);
	}
}

static void check_dropping(int fd)
{
	struct burst_calls calls = calls_on(fd);
	struct burst *burst;
	struct burst_drained all;

	calls.count = BURST_ENTRIES + 50000;
	calls.threads = 2;
	burst = burst_start(&calls);
	while (!burst_wait(burst, 1000))
		;
	all = drain_all(burst);
	EXPECT(all.made == BURST_ENTRIES && all.dropped == 50000 && all.bytes == 4ull * calls.count);
	burst_release(burst);
}

static void check_stop_while_waiting(int fd)
{
	struct burst_calls calls = calls_on(fd);
	struct burst *burst;

	calls.rate = 0.001;
	calls.threads = BURST_THREADS;
	burst = burst_start(&calls);
	burst_stop(burst);
	while (!burst_wait(burst, 1000))
		;
	burst_release(burst);
}

/* A call that does not come back: nobody waits for it, and what it needs stays until it does. */
static void check_stuck(int fd)
{
	struct burst_calls calls = calls_on(fd);
	struct burst *burst;

	atomic_store(&hold, true);
	burst = burst_start(&calls);
	sem_wait(&held);
	burst_stop(burst);
	EXPECT(!burst_wait(burst, 1));
	atomic_fetch_add(&burst->holders, 1);
	burst_release(burst);
	atomic_store(&hold, false);
	sem_post(&go_on);
	while (!burst_wait(burst, 1000))
		;
	EXPECT(atomic_load(&burst->lanes[0].head) == 1);
	while (atomic_load(&burst->holders) > 1)
		usleep(100);
	burst_let_go(burst);
}

static void check_gone(void)
{
	struct burst_calls calls = calls_on(-1);
	struct burst *burst = burst_start(&calls);
	struct burst_drained all = drain_all(burst);

	EXPECT(all.errors == 20000 && all.bytes == 0);
	burst_release(burst);
}

int main(void)
{
	char path[] = "/tmp/zpci-burst-XXXXXX";
	int fd = mkstemp(path);

	unlink(path);
	sem_init(&held, 0, 0);
	sem_init(&go_on, 0, 0);
	check_threads(fd);
	check_dropping(fd);
	check_stop_while_waiting(fd);
	check_stuck(fd);
	check_gone();
	close(fd);
	return wrong;
}
