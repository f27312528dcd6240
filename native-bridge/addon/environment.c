#include "zpci.h"

#include <stdlib.h>

/* The end of an environment: what runs is stopped first, then handles leave the loop, then memory goes. */

/* Once the environment ends and the loop holds no handle of ours any more, it may go on ending. */
void finish_closing(struct state *state)
{
	napi_async_cleanup_hook_handle ending = state->ending;

	if (!ending || state->closing > 0)
		return;
	state->ending = NULL;
	napi_remove_async_cleanup_hook(ending);
}

static void end_environment(napi_async_cleanup_hook_handle handle, void *data)
{
	struct state *state = data;

	state->ending = handle;
	end_bursts(state);
	end_watches(state);
	finish_closing(state);
}

static void free_state(napi_env env, void *data, void *hint)
{
	struct state *state = data;

	(void)env;
	(void)hint;
	free_blocks(state);
	free(state);
}

bool start_environment(napi_env env)
{
	struct state *state = calloc(1, sizeof(*state));

	if (state && napi_set_instance_data(env, state, free_state, NULL) == napi_ok)
		return napi_add_async_cleanup_hook(env, end_environment, state, NULL) == napi_ok;
	free(state);
	return false;
}
