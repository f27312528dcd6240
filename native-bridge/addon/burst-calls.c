#include "zpci.h"

#include <errno.h>
#include <stdlib.h>

#include "burst.h"

/* How long the end of an environment waits for calls under way; one that is stuck longer keeps what it needs and is left alone. */
#define END_MS 1000

/* A burst as JavaScript holds it, in a list so that the end of the environment finds it. */
struct held_burst {
	struct burst *burst;
	struct state *state;
	struct held_burst *next;
};

static const int64_t RING_BYTES = (int64_t)BURST_ENTRIES * 16;

void end_bursts(struct state *state)
{
	uint64_t end = now_ns() + END_MS * 1000000ull;

	for (struct held_burst *held = state->bursts; held; held = held->next)
		burst_stop(held->burst);
	for (struct held_burst *held = state->bursts; held; held = held->next) {
		uint64_t now = now_ns();

		burst_wait(held->burst, now < end ? (int)((end - now) / 1000000) : 0);
	}
}

/* When JavaScript holds it no more. */
static void forget(napi_env env, void *data, void *hint)
{
	struct held_burst *held = data;
	int64_t bytes;

	(void)hint;
	for (struct held_burst **link = &held->state->bursts; *link; link = &(*link)->next) {
		if (*link != held)
			continue;
		*link = held->next;
		break;
	}
	burst_release(held->burst);
	free(held);
	napi_adjust_external_memory(env, -RING_BYTES, &bytes);
}

static napi_value hold(napi_env env, struct burst *burst)
{
	struct held_burst *held = calloc(1, sizeof(*held));
	napi_value value;
	int64_t bytes;

	if (!held || napi_get_instance_data(env, (void **)&held->state) != napi_ok ||
	    napi_create_external(env, held, forget, NULL, &value) != napi_ok) {
		burst_release(burst);
		free(held);
		throw_status(env, "startBurst");
		return NULL;
	}
	held->burst = burst;
	held->next = held->state->bursts;
	held->state->bursts = held;
	napi_adjust_external_memory(env, RING_BYTES, &bytes);
	return value;
}

/* A whole number that is not negative. */
static bool whole_of(napi_env env, napi_value value, uint64_t *number)
{
	int64_t signed_number;

	if (napi_get_value_int64(env, value, &signed_number) == napi_ok && signed_number >= 0) {
		*number = (uint64_t)signed_number;
		return true;
	}
	napi_throw_range_error(env, NULL, "expected a number that is not negative");
	return false;
}

static bool calls_of(napi_env env, napi_value *args, struct burst_calls *calls)
{
	void *bytes;

	if (napi_get_value_int32(env, args[0], &calls->fd) != napi_ok ||
	    napi_get_value_bool(env, args[1], &calls->write) != napi_ok ||
	    napi_get_value_int64(env, args[6], &calls->moved) != napi_ok ||
	    napi_get_value_double(env, args[9], &calls->rate) != napi_ok ||
	    napi_get_value_uint32(env, args[10], &calls->threads) != napi_ok) {
		throw_status(env, "startBurst");
		return false;
	}
	if (!bytes_of(env, args[2], &bytes, &calls->length) || !u64_of(env, args[3], &calls->position) ||
	    !whole_of(env, args[4], &calls->stride) || !whole_of(env, args[5], &calls->span) ||
	    !u64_of(env, args[7], &calls->count) || !u64_of(env, args[8], &calls->until))
		return false;
	calls->bytes = bytes;
	if (calls->threads >= 1 && calls->threads <= BURST_THREADS)
		return true;
	napi_throw_range_error(env, NULL, "expected 1 to 8 threads");
	return false;
}

/*
 * startBurst(fd, write, bytes, position, stride, span, moved, count, untilNs, rate, threads): equal calls made by threads of their own.
 * Answers what the other calls take.
 */
napi_value do_start_burst(napi_env env, napi_callback_info info)
{
	napi_value args[11];
	struct burst_calls calls;
	struct burst *burst;

	if (!arguments(env, info, 11, args) || !calls_of(env, args, &calls))
		return NULL;
	burst = burst_start(&calls);
	if (burst)
		return hold(env, burst);
	throw_errno(env, "startBurst", errno);
	return NULL;
}

/* The burst of the first argument of a call with `wanted` ones. */
static struct burst *burst_of(napi_env env, napi_callback_info info, size_t wanted, napi_value *args)
{
	struct held_burst *held;

	if (!arguments(env, info, wanted, args))
		return NULL;
	if (napi_get_value_external(env, args[0], (void **)&held) == napi_ok)
		return held->burst;
	napi_throw_type_error(env, NULL, "expected a burst");
	return NULL;
}

napi_value do_burst_event(napi_env env, napi_callback_info info)
{
	napi_value args[1], event;
	struct burst *burst = burst_of(env, info, 1, args);

	if (!burst)
		return NULL;
	CHECK(env, napi_create_int32(env, burst_event(burst), &event));
	return event;
}

napi_value do_stop_burst(napi_env env, napi_callback_info info)
{
	napi_value args[1];
	struct burst *burst = burst_of(env, info, 1, args);

	if (burst)
		burst_stop(burst);
	return NULL;
}

napi_value do_burst_ended(napi_env env, napi_callback_info info)
{
	napi_value args[1], ended;
	struct burst *burst = burst_of(env, info, 1, args);

	if (!burst)
		return NULL;
	CHECK(env, napi_get_boolean(env, burst_ended(burst), &ended));
	return ended;
}

/* drainBurst(burst, starts, durations, results): [made, dropped, bytes, errors, gone, done]. */
napi_value do_drain_burst(napi_env env, napi_callback_info info)
{
	napi_value args[4], list, item;
	struct burst *burst = burst_of(env, info, 4, args);
	struct burst_columns columns;
	struct burst_drained drained;
	size_t room[3];

	if (!burst || !bytes_of(env, args[1], (void **)&columns.starts, &room[0]) ||
	    !bytes_of(env, args[2], (void **)&columns.durations, &room[1]) ||
	    !bytes_of(env, args[3], (void **)&columns.results, &room[2]))
		return NULL;
	columns.entries = room[0] / 8;
	if (room[1] / 4 < columns.entries || room[2] / 4 < columns.entries) {
		napi_throw_range_error(env, NULL, "columns of different lengths");
		return NULL;
	}
	burst_drain(burst, columns, &drained);
	const double numbers[] = { drained.made, (double)drained.dropped, (double)drained.bytes,
				   (double)drained.errors, drained.gone, drained.done };
	CHECK(env, napi_create_array_with_length(env, 6, &list));
	for (uint32_t i = 0; i < 6; i++) {
		CHECK(env, napi_create_double(env, numbers[i], &item));
		CHECK(env, napi_set_element(env, list, i, item));
	}
	return list;
}
