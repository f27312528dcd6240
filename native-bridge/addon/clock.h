#ifndef ZPCI_CLOCK_H
#define ZPCI_CLOCK_H

#include <stdint.h>
#include <time.h>

/* The clock of every start and duration, ns. */
static inline uint64_t now_ns(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

#endif
