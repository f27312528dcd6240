#include "burst-inside.h"

#include <linux/futex.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

void burst_tell(struct burst *burst)
{
	const uint64_t one = 1;

	if (write(burst->tell, &one, sizeof(one)) != (ssize_t)sizeof(one))
		return; /* full: it is signalled already */
}

void futex_wait(const atomic_uint *word, uint32_t value, uint64_t until)
{
	const struct timespec end = { .tv_sec = (time_t)(until / 1000000000u), .tv_nsec = (long)(until % 1000000000u) };

	syscall(SYS_futex, word, FUTEX_WAIT_BITSET_PRIVATE, value, &end, NULL, FUTEX_BITSET_MATCH_ANY);
}

void futex_wake(const atomic_uint *word)
{
	syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, INT32_MAX, NULL, NULL, 0);
}
