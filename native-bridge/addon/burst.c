#include "zpci.h"

#include <endian.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

/* Columns are little-endian on every host. */
static void put_u64(uint8_t *column, size_t index, uint64_t value)
{
	value = htole64(value);
	memcpy(column + 8 * index, &value, sizeof(value));
}

static void put_u32(uint8_t *column, size_t index, uint32_t value)
{
	value = htole32(value);
	memcpy(column + 4 * index, &value, sizeof(value));
}

/*
 * burst(fd, write, position, bytes, count, untilNs, starts, durations, results): up to `count` equal calls in a row, until the clock
 * shows `untilNs` or the function is gone. Fills one entry a call and answers how many were made.
 */
napi_value do_burst(napi_env env, napi_callback_info info)
{
	napi_value args[9], made;
	int32_t fd;
	bool write;
	uint64_t position, until, start, end;
	void *data, *starts, *durations, *results;
	size_t length, room[3];
	uint32_t count, index = 0;
	transfer *move;

	if (!arguments(env, info, 9, args))
		return NULL;
	CHECK(env, napi_get_value_int32(env, args[0], &fd));
	CHECK(env, napi_get_value_bool(env, args[1], &write));
	CHECK(env, napi_get_value_uint32(env, args[4], &count));
	if (!u64_of(env, args[2], &position) || !bytes_of(env, args[3], &data, &length) ||
	    !u64_of(env, args[5], &until) || !bytes_of(env, args[6], &starts, &room[0]) ||
	    !bytes_of(env, args[7], &durations, &room[1]) || !bytes_of(env, args[8], &results, &room[2]))
		return NULL;
	if (room[0] / 8 < count || room[1] / 4 < count || room[2] / 4 < count) {
		napi_throw_range_error(env, NULL, "columns too short");
		return NULL;
	}
	move = write ? write_at : pread;
	for (start = now_ns(); index < count && start < until; start = end) {
		ssize_t rc = move(fd, data, length, (off_t)position);
		int32_t result = rc < 0 ? -errno : (int32_t)rc;

		end = now_ns();
		put_u64(starts, index, start);
		put_u32(durations, index, end - start > UINT32_MAX ? UINT32_MAX : (uint32_t)(end - start));
		put_u32(results, index, (uint32_t)result);
		index++;
		if (result == -ENODEV)
			break;
	}
	CHECK(env, napi_create_uint32(env, index, &made));
	return made;
}
