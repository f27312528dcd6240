#include "zpci.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define PATH_BYTES 4096

napi_value do_open(napi_env env, napi_callback_info info)
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

napi_value do_close(napi_env env, napi_callback_info info)
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
napi_value do_ioctl(napi_env env, napi_callback_info info)
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

napi_value do_pread(napi_env env, napi_callback_info info)
{
	return move_bytes(env, info, pread);
}

napi_value do_pwrite(napi_env env, napi_callback_info info)
{
	return move_bytes(env, info, write_at);
}

napi_value do_now(napi_env env, napi_callback_info info)
{
	napi_value value;

	(void)info;
	CHECK(env, napi_create_bigint_uint64(env, now_ns(), &value));
	return value;
}
