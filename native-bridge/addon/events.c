#include "zpci.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "loop.h"

napi_value do_eventfd(napi_env env, napi_callback_info info)
{
	struct timed result;

	(void)info;
	TIMED(result, eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
	return answer(env, result);
}

/* One watched eventfd: a poll handle on the environment's loop, in a list so that the end of the environment finds it. */
struct watch {
	napi_env env;
	napi_ref heard;
	uv_handle_t *handle;
	int fd;
	int64_t id;
	struct state *state;
	struct watch *next;
};

/* Hands an exception of a callback to the process, as an exception in any other callback of the loop is. */
static void throw_on(napi_env env)
{
	napi_value error;
	bool pending = false;

	if (napi_is_exception_pending(env, &pending) == napi_ok && pending &&
	    napi_get_and_clear_last_exception(env, &error) == napi_ok)
		napi_fatal_exception(env, error);
}

static void tell(struct watch *watch, uint64_t count)
{
	napi_env env = watch->env;
	napi_handle_scope scope;
	napi_value heard, value;

	if (napi_open_handle_scope(env, &scope) != napi_ok)
		return;
	if (napi_get_reference_value(env, watch->heard, &heard) == napi_ok &&
	    napi_create_bigint_uint64(env, count, &value) == napi_ok &&
	    napi_make_callback(env, NULL, heard, heard, 1, &value, NULL) != napi_ok)
		throw_on(env);
	napi_close_handle_scope(env, scope);
}

static void on_readable(uv_handle_t *handle, int status, int events)
{
	struct watch *watch = uv_handle_get_data(handle);
	uint64_t count;

	(void)status;
	(void)events;
	if (read(watch->fd, &count, sizeof(count)) == (ssize_t)sizeof(count))
		tell(watch, count);
}

static void on_closed(uv_handle_t *handle)
{
	struct watch *watch = uv_handle_get_data(handle);
	struct state *state = watch->state;

	free(handle);
	free(watch);
	state->closing--;
	finish_closing(state);
}

/* Takes the watch off the loop at once; its memory goes when the loop has let go of the handle. */
static void end_watch(struct watch *watch)
{
	watch->state->closing++;
	napi_delete_reference(watch->env, watch->heard);
	uv_close(watch->handle, on_closed);
}

void end_watches(struct state *state)
{
	while (state->watches) {
		struct watch *watch = state->watches;

		state->watches = watch->next;
		end_watch(watch);
	}
}

static struct watch *start_watch(napi_env env, struct state *state, int fd, int *error)
{
	struct watch *watch = calloc(1, sizeof(*watch));
	uv_handle_t *handle = calloc(1, uv_handle_size(UV_POLL));
	uv_loop_t *loop;

	*error = ENOMEM;
	if (!watch || !handle || napi_get_uv_event_loop(env, (struct uv_loop_s **)&loop) != napi_ok)
		goto failed;
	*error = -uv_poll_init(loop, handle, fd);
	if (*error)
		goto failed;
	*watch = (struct watch){ .env = env, .handle = handle, .fd = fd, .id = ++state->last_id, .state = state };
	uv_handle_set_data(handle, watch);
	return watch;
failed:
	free(watch);
	free(handle);
	return NULL;
}

/* watch(fd, heard): hands each count of an eventfd to `heard`, and does not keep the process alive. Answers a number for unwatch. */
napi_value do_watch(napi_env env, napi_callback_info info)
{
	napi_value args[2], id;
	napi_valuetype type;
	int32_t fd;
	int error;
	struct state *state;
	struct watch *watch;

	if (!arguments(env, info, 2, args))
		return NULL;
	CHECK(env, napi_get_value_int32(env, args[0], &fd));
	CHECK(env, napi_typeof(env, args[1], &type));
	CHECK(env, napi_get_instance_data(env, (void **)&state));
	if (type != napi_function) {
		napi_throw_type_error(env, NULL, "expected a function");
		return NULL;
	}
	watch = start_watch(env, state, fd, &error);
	if (!watch) {
		throw_errno(env, "watch", error);
		return NULL;
	}
	if (napi_create_reference(env, args[1], 1, &watch->heard) != napi_ok ||
	    napi_create_int64(env, watch->id, &id) != napi_ok || uv_poll_start(watch->handle, UV_READABLE, on_readable)) {
		end_watch(watch);
		throw_status(env, "watch");
		return NULL;
	}
	uv_unref(watch->handle);
	watch->next = state->watches;
	state->watches = watch;
	return id;
}

/* unwatch(id): nothing is heard afterwards. A number that is not watched any more is ignored. */
napi_value do_unwatch(napi_env env, napi_callback_info info)
{
	napi_value args[1];
	int64_t id;
	struct state *state;
	struct watch **link;

	if (!arguments(env, info, 1, args))
		return NULL;
	CHECK(env, napi_get_value_int64(env, args[0], &id));
	CHECK(env, napi_get_instance_data(env, (void **)&state));
	for (link = &state->watches; *link; link = &(*link)->next) {
		struct watch *watch = *link;

		if (watch->id != id)
			continue;
		*link = watch->next;
		end_watch(watch);
		break;
	}
	return NULL;
}
