/*
 * The bare loop a burst is held against: `loop hold` keeps an empty memfd open until stdin ends and prints its path;
 * `loop write|read FILE BYTES COUNT` makes that many equal calls at position 0 and prints the nanoseconds of one: over all of them,
 * and the median of batches of 16.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

static double now_ns(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

#define BATCH 16

static int by_size(const void *a, const void *b)
{
	double difference = *(const double *)a - *(const double *)b;

	return difference < 0 ? -1 : difference > 0;
}

static int hold(void)
{
	int fd = memfd_create("burst", 0);

	if (fd < 0 || ftruncate(fd, 4096) < 0)
		return 1;
	printf("/proc/%d/fd/%d\n", (int)getpid(), fd);
	fflush(stdout);
	while (getchar() != EOF)
		;
	return 0;
}

int main(int count, char **args)
{
	static char bytes[65536];

	if (count == 2 && !strcmp(args[1], "hold"))
		return hold();
	if (count != 5)
		return 2;
	int fd = open(args[2], O_RDWR);
	size_t length = strtoul(args[3], NULL, 10);
	unsigned long calls = strtoul(args[4], NULL, 10);
	int writes = !strcmp(args[1], "write");
	unsigned long batches = calls / BATCH;
	double *each = calloc(batches + 1, sizeof(double));
	double start = now_ns(), before = start;

	for (unsigned long batch = 0; batch < batches; batch++) {
		for (int i = 0; i < BATCH; i++) {
			ssize_t moved = writes ? pwrite(fd, bytes, length, 0) : pread(fd, bytes, length, 0);

			if (moved != (ssize_t)length)
				return 1;
		}
		double now = now_ns();

		each[batch] = (now - before) / BATCH;
		before = now;
	}
	double mean = (before - start) / (double)(batches * BATCH);

	qsort(each, batches, sizeof(double), by_size);
	printf("{\"ns\": %.2f, \"typical\": %.2f, \"dropped\": 0}\n", mean, each[batches / 2]);
	free(each);
	return 0;
}
