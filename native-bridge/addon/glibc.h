/*
 * One binary for old and new distributions: glibc 2.34 gave pthread_create a new version number when it moved from libpthread into
 * libc, and a binary that asks for that number starts on nothing older. The first version is the same function and still there.
 */
#ifndef ZPCI_GLIBC_H
#define ZPCI_GLIBC_H

#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#if defined(__x86_64__)
__asm__(".symver pthread_create, pthread_create@GLIBC_2.2.5");
#elif defined(__aarch64__)
__asm__(".symver pthread_create, pthread_create@GLIBC_2.17");
#elif defined(__s390x__)
__asm__(".symver pthread_create, pthread_create@GLIBC_2.2");
#endif
#endif

#endif
