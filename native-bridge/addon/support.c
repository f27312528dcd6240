#include "zpci.h"

#include <stdio.h>

void throw_status(napi_env env, const char *what)
{
	bool pending = false;

	napi_is_exception_pending(env, &pending);
	if (!pending)
		napi_throw_type_error(env, NULL, what);
}

void throw_errno(napi_env env, const char *what, int error)
{
	char text[128];

	snprintf(text, sizeof(text), "%s: errno %d", what, error);
	napi_throw_error(env, NULL, text);
}

napi_value answer(napi_env env, struct timed result)
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

bool arguments(napi_env env, napi_callback_info info, size_t wanted, napi_value *values)
{
	size_t count = wanted;

	if (napi_get_cb_info(env, info, &count, values, NULL, NULL) == napi_ok && count >= wanted)
		return true;
	napi_throw_type_error(env, NULL, "too few arguments");
	return false;
}

/* Bytes of a Uint8Array, valid until the call returns. */
bool bytes_of(napi_env env, napi_value value, void **data, size_t *length)
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
bool u64_of(napi_env env, napi_value value, uint64_t *number)
{
	bool lossless = false;

	if (napi_get_value_bigint_uint64(env, value, number, &lossless) == napi_ok && lossless)
		return true;
	napi_throw_range_error(env, NULL, "expected an unsigned 64-bit bigint");
	return false;
}
