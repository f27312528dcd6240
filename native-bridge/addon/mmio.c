#include "zpci.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

/*
 * Access to a mapped region by system call. Its memory is never read or written by plain instructions: on machines without
 * PCI instructions for user space those raise a signal.
 */

#ifdef __s390x__
#ifndef SYS_s390_pci_mmio_write
#define SYS_s390_pci_mmio_write 352
#define SYS_s390_pci_mmio_read 353
#endif
static long mmio_read(void *address, void *data, size_t length)
{
	return syscall(SYS_s390_pci_mmio_read, address, data, length);
}

static long mmio_write(void *address, void *data, size_t length)
{
	return syscall(SYS_s390_pci_mmio_write, address, data, length);
}
#else
/* Other machines have other system calls by these numbers. */
static long mmio_read(void *address, void *data, size_t length)
{
	(void)address;
	(void)data;
	(void)length;
	errno = ENOSYS;
	return -1;
}

static long mmio_write(void *address, void *data, size_t length)
{
	return mmio_read(address, data, length);
}
#endif

/* mapRegion(fd, offset, length): rc, errno, times, and the address as a fifth element. */
napi_value do_map_region(napi_env env, napi_callback_info info)
{
	napi_value args[3], list, address;
	int32_t fd;
	uint64_t offset;
	int64_t length;
	struct timed result;
	struct state *state;
	struct block *region = NULL;
	void *start = MAP_FAILED;

	if (!arguments(env, info, 3, args))
		return NULL;
	CHECK(env, napi_get_value_int32(env, args[0], &fd));
	CHECK(env, napi_get_value_int64(env, args[2], &length));
	CHECK(env, napi_get_instance_data(env, (void **)&state));
	if (!u64_of(env, args[1], &offset))
		return NULL;
	region = calloc(1, sizeof(*region));
	if (!region || length < 0) {
		free(region);
		napi_throw_range_error(env, NULL, "mapRegion");
		return NULL;
	}
	TIMED(result,
	      (start = mmap(NULL, (size_t)length, PROT_READ | PROT_WRITE, MAP_SHARED, fd, (off_t)offset)) == MAP_FAILED ? -1 : 0);
	if (result.rc < 0) {
		free(region);
		start = NULL;
	} else {
		*region = (struct block){ .start = start, .size = (size_t)length, .next = state->regions };
		state->regions = region;
	}
	list = answer(env, result);
	CHECK(env, napi_create_bigint_uint64(env, (uint64_t)(uintptr_t)start, &address));
	CHECK(env, napi_set_element(env, list, 4, address));
	return list;
}

/* unmapRegion(address): the start of a mapped region; EINVAL for anything else. */
napi_value do_unmap_region(napi_env env, napi_callback_info info)
{
	napi_value args[1];
	uint64_t address;
	struct state *state;
	struct block *region;
	struct timed result;

	if (!arguments(env, info, 1, args) || !u64_of(env, args[0], &address))
		return NULL;
	CHECK(env, napi_get_instance_data(env, (void **)&state));
	region = take_block(&state->regions, address);
	errno = EINVAL;
	TIMED(result, region ? munmap(region->start, region->size) : -1);
	free(region);
	return answer(env, result);
}

/* (address, bytes): one system call on memory inside a mapped region. */
static napi_value access_region(napi_env env, napi_callback_info info, long (*access)(void *, void *, size_t))
{
	napi_value args[2];
	uint64_t address;
	void *data;
	size_t length;
	struct state *state;
	struct timed result;

	if (!arguments(env, info, 2, args) || !u64_of(env, args[0], &address) || !bytes_of(env, args[1], &data, &length))
		return NULL;
	CHECK(env, napi_get_instance_data(env, (void **)&state));
	if (!block_with(state->regions, address, length)) {
		napi_throw_range_error(env, NULL, "outside the mapped regions");
		return NULL;
	}
	TIMED(result, access((void *)(uintptr_t)address, data, length));
	return answer(env, result);
}

napi_value do_mmio_read(napi_env env, napi_callback_info info)
{
	return access_region(env, info, mmio_read);
}

napi_value do_mmio_write(napi_env env, napi_callback_info info)
{
	return access_region(env, info, mmio_write);
}
