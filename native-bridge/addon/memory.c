#include "zpci.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

static void unmap_block(struct block *block)
{
	munmap(block->start, block->size);
	free(block);
}

/* allocate(size): zeroed pages; answers their address as a bigint. */
napi_value do_allocate(napi_env env, napi_callback_info info)
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

/* The block of a list that holds [address, address + length), or NULL: nothing else is ever read or written. */
struct block *block_with(struct block *list, uint64_t address, size_t length)
{
	for (struct block *block = list; block; block = block->next) {
		uint64_t start = (uint64_t)(uintptr_t)block->start;

		if (address >= start && address - start <= block->size && length <= block->size - (address - start))
			return block;
	}
	return NULL;
}

/* The block that starts at `address`, taken out of its list; NULL when there is none. */
struct block *take_block(struct block **list, uint64_t address)
{
	for (struct block **link = list; *link; link = &(*link)->next) {
		struct block *block = *link;

		if ((uint64_t)(uintptr_t)block->start != address)
			continue;
		*link = block->next;
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
	struct state *state;

	if (!arguments(env, info, 2, args) || !u64_of(env, args[0], &address) ||
	    !bytes_of(env, args[1], &data, &length))
		return NULL;
	CHECK(env, napi_get_instance_data(env, (void **)&state));
	if (!block_with(state->blocks, address, length)) {
		napi_throw_range_error(env, NULL, "outside the allocated memory");
		return NULL;
	}
	memory = (void *)(uintptr_t)address;
	if (length > 0)
		memcpy(to_memory ? memory : data, to_memory ? data : memory, length);
	return NULL;
}

napi_value do_copy_out(napi_env env, napi_callback_info info)
{
	return copy_bytes(env, info, false);
}

napi_value do_copy_in(napi_env env, napi_callback_info info)
{
	return copy_bytes(env, info, true);
}

/* free(address): the start of a block; anything else is ignored. */
napi_value do_free(napi_env env, napi_callback_info info)
{
	napi_value args[1];
	uint64_t address;
	struct state *state;
	struct block *block;

	if (!arguments(env, info, 1, args) || !u64_of(env, args[0], &address))
		return NULL;
	CHECK(env, napi_get_instance_data(env, (void **)&state));
	block = take_block(&state->blocks, address);
	if (block)
		unmap_block(block);
	return NULL;
}

static void free_list(struct block *list)
{
	while (list) {
		struct block *block = list;

		list = block->next;
		unmap_block(block);
	}
}

void free_blocks(struct state *state)
{
	free_list(state->blocks);
	free_list(state->regions);
}
