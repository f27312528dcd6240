#include "burst-inside.h"

#include <endian.h>
#include <string.h>

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
