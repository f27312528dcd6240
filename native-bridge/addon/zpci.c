#include "zpci.h"

static napi_value init(napi_env env, napi_value exports)
{
	static const struct {
		const char *name;
		napi_callback call;
	} functions[] = {
		{ "open", do_open },	       { "close", do_close },	  { "ioctl", do_ioctl },
		{ "pread", do_pread },	       { "pwrite", do_pwrite },	  { "eventfd", do_eventfd },
		{ "watch", do_watch },	       { "unwatch", do_unwatch }, { "now", do_now },
		{ "allocate", do_allocate },   { "copyOut", do_copy_out }, { "copyIn", do_copy_in },
		{ "free", do_free },	       { "mapRegion", do_map_region }, { "unmapRegion", do_unmap_region },
		{ "mmioRead", do_mmio_read },  { "mmioWrite", do_mmio_write }, { "startBurst", do_start_burst },
		{ "burstEvent", do_burst_event }, { "drainBurst", do_drain_burst }, { "stopBurst", do_stop_burst },
		{ "burstEnded", do_burst_ended },
	};

	if (!start_environment(env)) {
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
