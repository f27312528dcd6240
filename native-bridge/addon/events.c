#include "zpci.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

napi_value do_eventfd(napi_env env, napi_callback_info info)
{
	struct timed result;

	(void)info;
	TIMED(result, eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
	return answer(env, result);
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
napi_value do_read_event(napi_env env, napi_callback_info info)
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
		throw_status(env, "readEvent");
		return NULL;
	}
	return promise;
}
