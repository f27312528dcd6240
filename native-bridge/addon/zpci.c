/*
 * System calls for the bridge: open, close, ioctl, pread, pwrite, eventfds and page-aligned memory.
 * Every call answers [rc, errno, startNs, durationNs]; rc is -1 on failure. Nothing is retried, split or cached.
 * Buffers are never handed to JavaScript: memory for DMA stays here and is copied in and out.
 */
#define _GNU_SOURCE
#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <node_api.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#define CHECK(env, call)                                                   \
	do {                                                               \
		if ((call) != napi_ok) {                                   \
			raise((env), #call);                               \
			return NULL;                                       \
		}                                                          \
	} while (0)

#define PATH_BYTES 4096

/* One block of memory this environment owns; freed with the environment when JavaScript did not. */
struct block {
	void *start;
	size_t size;
	struct block *next;
};

struct state {
	struct block *blocks;
};

struct timed {
	int64_t rc;
	int error;
	uint64_t start;
	uint64_t duration;
};

static void raise(napi_env env, const char *what)
{
	bool pending = false;

	napi_is_exception_pending(env, &pending);
	if (!pending)
		napi_throw_type_error(env, NULL, what);
}

static uint64_t now_ns(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

/* Runs one system call between two clock readings; errno is taken before anything else can change it. */
#define TIMED(result, expression)                                          \
	do {                                                               \
		(result).start = now_ns();                                 \
		(result).rc = (int64_t)(expression);                       \
		(result).error = (result).rc < 0 ? errno : 0;              \
		(result).duration = now_ns() - (result).start;             \
	} while (0)

static napi_value answer(napi_env env, struct timed result)
{
	napi_value list, item;

	CHECK(env, napi_create_array_with_length(env, 4, &list));
	CHECK(env, napi_create_int64(env, result.rc < 0 ? -1 : result.rc, &item));
	CHECK(env, napi_set_element(env, list, 0, item));
	CHECK(env, napi_create_int32(env, result.error, &item));
	CHECK(env, napi_set_element(env, list, 1, item));
	CHECK(env, napi_create_bigint_uint64(env, result.start, &item));
	CHECK(env, napi_set_element(env, list, 2, item));
	CHECK(env, napi_create_bigint_uint64(env, result.duration, &item));
	CHECK(env, napi_set_element(env, list, 3, item));
	return list;
}

static bool arguments(napi_env env, napi_callback_info info, size_t wanted, napi_value *values)
{
	size_t count = wanted;

	if (napi_get_cb_info(env, info, &count, values, NULL, NULL) == napi_ok && count >= wanted)
		return true;
	napi_throw_type_error(env, NULL, "too few arguments");
	return false;
}

/* Bytes of a Uint8Array, valid until the call returns. */
static bool bytes_of(napi_env env, napi_value value, void **data, size_t *length)
{
	napi_typedarray_type type;
	bool is_array = false;

	if (napi_is_typedarray(env, value, &is_array) == napi_ok && is_array &&
	    napi_get_typedarray_info(env, value, &type, length, data, NULL, NULL) == napi_ok &&
	    type == napi_uint8_array)
		return true;
	napi_throw_type_error(env, NULL, "expected a Uint8Array");
	return false;
}

/* A 64-bit value that fits; a bigint that was cut would reach the wrong place. */
static bool u64_of(napi_env env, napi_value value, uint64_t *number)
{
	bool lossless = false;

	if (napi_get_value_bigint_uint64(env, value, number, &lossless) == napi_ok && lossless)
		return true;
	napi_throw_range_error(env, NULL, "expected an unsigned 64-bit bigint");
	return false;
}

static napi_value do_open(napi_env env, napi_callback_info info)
{
	napi_value args[1];
	char path[PATH_BYTES];
	size_t length = 0;
	struct timed result;

	if (!arguments(env, info, 1, args))
		return NULL;
	CHECK(env, napi_get_value_string_utf8(env, args[0], path, sizeof(path), &length));
	TIMED(result, open(path, O_RDWR | O_CLOEXEC));
	return answer(env, result);
}

static napi_value do_close(napi_env env, napi_callback_info info)
{
	napi_value args[1];
	int32_t fd;
	struct timed result;

	if (!arguments(env, info, 1, args))
		return NULL;
	CHECK(env, napi_get_value_int32(env, args[0], &fd));
	TIMED(result, close(fd));
	return answer(env, result);
}

/* ioctl(fd, request, argument): a Uint8Array is passed by address and answered in place, a number by value. */
static napi_value do_ioctl(napi_env env, napi_callback_info info)
{
	napi_value args[3];
	napi_valuetype type;
	int32_t fd;
	uint32_t request;
	int64_t number = 0;
	void *data = NULL;
	size_t length = 0;
	struct timed result;

	if (!arguments(env, info, 3, args))
		return NULL;
	CHECK(env, napi_get_value_int32(env, args[0], &fd));
	CHECK(env, napi_get_value_uint32(env, args[1], &request));
	CHECK(env, napi_typeof(env, args[2], &type));
	if (type == napi_number) {
		CHECK(env, napi_get_value_int64(env, args[2], &number));
		TIMED(result, ioctl(fd, (unsigned long)request, (unsigned long)number));
		return answer(env, result);
	}
	if (!bytes_of(env, args[2], &data, &length))
		return NULL;
	TIMED(result, ioctl(fd, (unsigned long)request, data));
	return answer(env, result);
}

typedef ssize_t transfer(int fd, void *data, size_t length, off_t position);

static ssize_t write_at(int fd, void *data, size_t length, off_t position)
{
	return pwrite(fd, data, length, position);
}

/* (fd, position, bytes): one call with exactly the width asked for. */
static napi_value move_bytes(napi_env env, napi_callback_info info, transfer *move)
{
	napi_value args[3];
	int32_t fd;
	uint64_t position;
	void *data;
	size_t length;
	struct timed result;

	if (!arguments(env, info, 3, args))
		return NULL;
	CHECK(env, napi_get_value_int32(env, args[0], &fd));
	if (!u64_of(env, args[1], &position) || !bytes_of(env, args[2], &data, &length))
		return NULL;
	TIMED(result, move(fd, data, length, (off_t)position));
	return answer(env, result);
}

static napi_value do_pread(napi_env env, napi_callback_info info)
{
	return move_bytes(env, info, pread);
}

static napi_value do_pwrite(napi_env env, napi_callback_info info)
{
	return move_bytes(env, info, write_at);
}

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
static napi_value do_burst(napi_env env, napi_callback_info info)
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

static napi_value do_eventfd(napi_env env, napi_callback_info info)
{
	struct timed result;

	(void)info;
	TIMED(result, eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
	return answer(env, result);
}

static napi_value do_now(napi_env env, napi_callback_info info)
{
	napi_value value;

	(void)info;
	CHECK(env, napi_create_bigint_uint64(env, now_ns(), &value));
	return value;
}

/* Waiting for an eventfd happens on a worker thread, so that the event loop keeps answering. */
struct wait {
	napi_async_work work;
	napi_deferred deferred;
	int fd;
	int timeout_ms;
	uint64_t count;
};

static void wait_execute(napi_env env, void *data)
{
	struct wait *wait = data;
	struct pollfd poll_fd = { .fd = wait->fd, .events = POLLIN };

	(void)env;
	if (wait->timeout_ms > 0)
		(void)poll(&poll_fd, 1, wait->timeout_ms);
	if (read(wait->fd, &wait->count, sizeof(wait->count)) != (ssize_t)sizeof(wait->count))
		wait->count = 0;
}

static void wait_complete(napi_env env, napi_status status, void *data)
{
	struct wait *wait = data;
	napi_value count;

	(void)status;
	if (napi_create_bigint_uint64(env, wait->count, &count) == napi_ok)
		napi_resolve_deferred(env, wait->deferred, count);
	napi_delete_async_work(env, wait->work);
	free(wait);
}

/* readEvent(fd, timeoutMs): a promise of the counter, which is cleared; 0n when nothing came. */
static napi_value do_read_event(napi_env env, napi_callback_info info)
{
	napi_value args[2], promise, name;
	int32_t fd, timeout_ms;
	struct wait *wait;

	if (!arguments(env, info, 2, args))
		return NULL;
	CHECK(env, napi_get_value_int32(env, args[0], &fd));
	CHECK(env, napi_get_value_int32(env, args[1], &timeout_ms));
	CHECK(env, napi_create_string_utf8(env, "zpci-event", NAPI_AUTO_LENGTH, &name));
	wait = calloc(1, sizeof(*wait));
	if (!wait) {
		napi_throw_error(env, NULL, "out of memory");
		return NULL;
	}
	wait->fd = fd;
	wait->timeout_ms = timeout_ms;
	if (napi_create_promise(env, &wait->deferred, &promise) != napi_ok ||
	    napi_create_async_work(env, NULL, name, wait_execute, wait_complete, wait, &wait->work) != napi_ok ||
	    napi_queue_async_work(env, wait->work) != napi_ok) {
		free(wait);
		raise(env, "readEvent");
		return NULL;
	}
	return promise;
}

static void unmap_block(struct block *block)
{
	munmap(block->start, block->size);
	free(block);
}

/* allocate(size): zeroed pages; answers their address as a bigint. */
static napi_value do_allocate(napi_env env, napi_callback_info info)
{
	napi_value args[1], address;
	int64_t size;
	struct state *state;
	struct block *block;

	if (!arguments(env, info, 1, args))
		return NULL;
	CHECK(env, napi_get_value_int64(env, args[0], &size));
	CHECK(env, napi_get_instance_data(env, (void **)&state));
	block = calloc(1, sizeof(*block));
	if (block && size > 0) {
		block->size = (size_t)size;
		block->start = mmap(NULL, block->size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	}
	if (!block || size <= 0 || block->start == MAP_FAILED) {
		free(block);
		napi_throw_error(env, NULL, "out of memory");
		return NULL;
	}
	block->next = state->blocks;
	state->blocks = block;
	CHECK(env, napi_create_bigint_uint64(env, (uint64_t)(uintptr_t)block->start, &address));
	return address;
}

/* The block that holds [address, address + length), or NULL: nothing else is ever read or written. */
static struct block *block_of(napi_env env, uint64_t address, size_t length)
{
	struct state *state;
	struct block *block;

	if (napi_get_instance_data(env, (void **)&state) != napi_ok)
		return NULL;
	for (block = state->blocks; block; block = block->next) {
		uint64_t start = (uint64_t)(uintptr_t)block->start;

		if (address >= start && address - start <= block->size && length <= block->size - (address - start))
			return block;
	}
	return NULL;
}

/* (address, bytes): copies out of (to_memory false) or into memory that was allocated here. */
static napi_value copy_bytes(napi_env env, napi_callback_info info, bool to_memory)
{
	napi_value args[2];
	uint64_t address;
	void *data, *memory;
	size_t length;

	if (!arguments(env, info, 2, args) || !u64_of(env, args[0], &address) ||
	    !bytes_of(env, args[1], &data, &length))
		return NULL;
	if (!block_of(env, address, length)) {
		napi_throw_range_error(env, NULL, "outside the allocated memory");
		return NULL;
	}
	memory = (void *)(uintptr_t)address;
	if (length > 0)
		memcpy(to_memory ? memory : data, to_memory ? data : memory, length);
	return NULL;
}

static napi_value do_copy_out(napi_env env, napi_callback_info info)
{
	return copy_bytes(env, info, false);
}

static napi_value do_copy_in(napi_env env, napi_callback_info info)
{
	return copy_bytes(env, info, true);
}

/* free(address): the start of a block; anything else is ignored. */
static napi_value do_free(napi_env env, napi_callback_info info)
{
	napi_value args[1];
	uint64_t address;
	struct state *state;
	struct block **link;

	if (!arguments(env, info, 1, args) || !u64_of(env, args[0], &address))
		return NULL;
	CHECK(env, napi_get_instance_data(env, (void **)&state));
	for (link = &state->blocks; *link; link = &(*link)->next) {
		struct block *block = *link;

		if ((uint64_t)(uintptr_t)block->start != address)
			continue;
		*link = block->next;
		unmap_block(block);
		break;
	}
	return NULL;
}

static void free_state(napi_env env, void *data, void *hint)
{
	struct state *state = data;

	(void)env;
	(void)hint;
	while (state->blocks) {
		struct block *block = state->blocks;

		state->blocks = block->next;
		unmap_block(block);
	}
	free(state);
}

static napi_value init(napi_env env, napi_value exports)
{
	static const struct {
		const char *name;
		napi_callback call;
	} functions[] = {
		{ "open", do_open },	       { "close", do_close },	  { "ioctl", do_ioctl },
		{ "pread", do_pread },	       { "pwrite", do_pwrite },	  { "eventfd", do_eventfd },
		{ "readEvent", do_read_event }, { "now", do_now },	  { "allocate", do_allocate },
		{ "copyOut", do_copy_out },    { "copyIn", do_copy_in },  { "free", do_free },
		{ "burst", do_burst },
	};
	struct state *state = calloc(1, sizeof(*state));

	if (!state || napi_set_instance_data(env, state, free_state, NULL) != napi_ok) {
		free(state);
		napi_throw_error(env, NULL, "out of memory");
		return NULL;
	}
	for (size_t i = 0; i < sizeof(functions) / sizeof(functions[0]); i++) {
		napi_value function;

		CHECK(env, napi_create_function(env, functions[i].name, NAPI_AUTO_LENGTH, functions[i].call, NULL,
						&function));
		CHECK(env, napi_set_named_property(env, exports, functions[i].name, function));
	}
	return exports;
}

NAPI_MODULE(zpci, init)
