/*
 * System calls for the bridge: open, close, ioctl, pread, pwrite, eventfds, bursts, page-aligned memory and mapped regions.
 * Every call answers [rc, errno, startNs, durationNs]; rc is -1 on failure. Nothing is retried, split or cached.
 * Buffers are never handed to JavaScript: memory for DMA stays here and is copied in and out.
 */
#ifndef ZPCI_H
#define ZPCI_H

#include <node_api.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "clock.h"

/* Leaves the function with a pending exception when a Node-API call fails. */
#define CHECK(env, call)                                                   \
	do {                                                               \
		if ((call) != napi_ok) {                                   \
			throw_status((env), #call);                               \
			return NULL;                                       \
		}                                                          \
	} while (0)

/* One block of memory, or one mapped region, that this environment owns; freed with the environment when JavaScript did not. */
struct block {
	void *start;
	size_t size;
	struct block *next;
};

/* What belongs to one environment: the main thread of a process, or a worker. */
struct state {
	struct block *blocks;
	struct block *regions;
	struct held_burst *bursts;
	struct watch *watches;
	int64_t last_id;
	/* Handles the loop has not let go of yet; set while the environment ends, which waits for them. */
	unsigned closing;
	napi_async_cleanup_hook_handle ending;
};

/* One system call: what it gave, and when. */
struct timed {
	int64_t rc;
	int error;
	uint64_t start;
	uint64_t duration;
};

/* Runs one system call between two clock readings; errno is taken before anything else can change it. */
#define TIMED(result, expression)                                          \
	do {                                                               \
		(result).start = now_ns();                                 \
		(result).rc = (int64_t)(expression);                       \
		(result).error = (result).rc < 0 ? errno : 0;              \
		(result).duration = now_ns() - (result).start;             \
	} while (0)

/* support.c: arguments in, answers out. */
void throw_status(napi_env env, const char *what);
void throw_errno(napi_env env, const char *what, int error);
napi_value answer(napi_env env, struct timed result);
bool arguments(napi_env env, napi_callback_info info, size_t wanted, napi_value *values);
bool bytes_of(napi_env env, napi_value value, void **data, size_t *length);
bool u64_of(napi_env env, napi_value value, uint64_t *number);

/* calls.c */
napi_value do_open(napi_env env, napi_callback_info info);
napi_value do_close(napi_env env, napi_callback_info info);
napi_value do_ioctl(napi_env env, napi_callback_info info);
napi_value do_pread(napi_env env, napi_callback_info info);
napi_value do_pwrite(napi_env env, napi_callback_info info);
napi_value do_now(napi_env env, napi_callback_info info);

/* environment.c */
bool start_environment(napi_env env);
void finish_closing(struct state *state);

/* events.c */
napi_value do_eventfd(napi_env env, napi_callback_info info);
napi_value do_watch(napi_env env, napi_callback_info info);
napi_value do_unwatch(napi_env env, napi_callback_info info);
void end_watches(struct state *state);

/* memory.c */
napi_value do_allocate(napi_env env, napi_callback_info info);
napi_value do_copy_out(napi_env env, napi_callback_info info);
napi_value do_copy_in(napi_env env, napi_callback_info info);
napi_value do_free(napi_env env, napi_callback_info info);
struct block *block_with(struct block *list, uint64_t address, size_t length);
struct block *take_block(struct block **list, uint64_t address);
void free_blocks(struct state *state);

/* mmio.c */
napi_value do_map_region(napi_env env, napi_callback_info info);
napi_value do_unmap_region(napi_env env, napi_callback_info info);
napi_value do_mmio_read(napi_env env, napi_callback_info info);
napi_value do_mmio_write(napi_env env, napi_callback_info info);

/* burst-calls.c */
napi_value do_start_burst(napi_env env, napi_callback_info info);
napi_value do_burst_event(napi_env env, napi_callback_info info);
napi_value do_drain_burst(napi_env env, napi_callback_info info);
napi_value do_stop_burst(napi_env env, napi_callback_info info);
napi_value do_burst_ended(napi_env env, napi_callback_info info);
void end_bursts(struct state *state);

#endif
