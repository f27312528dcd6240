/*
 * A disk that fails, put before the C library with LD_PRELOAD: from byte FAILS_FROM on, writing or forcing a recording (*.mcap) onto the
 * disk ends with EIO. FAILS_ON names the call that tells: `write`, or `sync` where the page cache takes everything, as it does of a
 * disk with bad sectors.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static int fails(int fd, const char *call, off64_t end)
{
	char link[32], path[4096];
	const char *on = getenv("FAILS_ON"), *from = getenv("FAILS_FROM");

	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	ssize_t length = readlink(link, path, sizeof path - 1);
	if (!on || !from || strcmp(on, call) || length < 5 || end <= atoll(from))
		return 0;
	path[length] = 0;
	return strcmp(path + length - 5, ".mcap") == 0;
}

static long failed(void)
{
	errno = EIO;
	return -1;
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at)
{
	return fails(fd, "write", at + (off64_t)length) ? failed() : syscall(SYS_pwrite64, fd, bytes, length, at);
}

int fdatasync(int fd)
{
	struct stat64 file;

	if (fstat64(fd, &file) == 0 && fails(fd, "sync", file.st_size))
		return failed();
	return syscall(SYS_fdatasync, fd);
}
