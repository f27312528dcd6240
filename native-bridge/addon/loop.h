/*
 * The part of libuv that watching a descriptor takes. Node.js and Electron export these functions; node-api-headers has no libuv
 * header. The calls and the numbers are part of libuv's ABI since 1.0 (data since 1.19); the size of a handle is asked for, so that
 * no structure is laid out here.
 */
#ifndef ZPCI_LOOP_H
#define ZPCI_LOOP_H

#include <stddef.h>

typedef struct uv_loop_s uv_loop_t;
typedef struct uv_handle_s uv_handle_t;

#define UV_POLL 8
#define UV_READABLE 1

extern size_t uv_handle_size(int type);
extern void uv_handle_set_data(uv_handle_t *handle, void *data);
extern void *uv_handle_get_data(const uv_handle_t *handle);
extern void uv_unref(uv_handle_t *handle);
extern void uv_close(uv_handle_t *handle, void (*closed)(uv_handle_t *handle));
extern int uv_poll_init(uv_loop_t *loop, uv_handle_t *handle, int fd);
extern int uv_poll_start(uv_handle_t *handle, int events, void (*heard)(uv_handle_t *handle, int status, int events));

#endif
