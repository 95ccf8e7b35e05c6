/* Makes the Nth write, fdatasync or fsync on a file under a given folder fail, through LD_PRELOAD.
 *
 * FAIL_CALL   write | fdatasync | fsync
 * FAIL_NTH    which call fails, counted from 1
 * FAIL_ERRNO  with which error number
 * FAIL_WAY    once | forever | short (a write that stores half of its bytes; the next one fails)
 * FAIL_UNDER  only files whose path contains this
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int calls;

static int is_ours(int fd) {
  const char *under = getenv("FAIL_UNDER");
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (!under || length < 0) return 0;
  path[length] = 0;
  return strstr(path, under) != NULL;
}

/* 0: let it pass, 1: fail, 2: store half. */
static int fate(const char *call, int fd) {
  const char *wanted = getenv("FAIL_CALL"), *way = getenv("FAIL_WAY");
  if (!wanted || !way || strcmp(wanted, call) || !is_ours(fd)) return 0;
  int nth = atoi(getenv("FAIL_NTH"));
  calls++;
  if (!strcmp(way, "short")) return calls == nth ? 2 : calls == nth + 1;
  return calls == nth || (calls > nth && !strcmp(way, "forever"));
}

static int fail(void) {
  errno = atoi(getenv("FAIL_ERRNO"));
  return -1;
}

ssize_t write(int fd, const void *data, size_t size) {
  static ssize_t (*real)(int, const void *, size_t);
  if (!real) real = dlsym(RTLD_NEXT, "write");
  int met = fate("write", fd);
  if (met == 1) return fail();
  return real(fd, data, met == 2 && size > 1 ? size / 2 : size);
}

int fdatasync(int fd) {
  static int (*real)(int);
  if (!real) real = dlsym(RTLD_NEXT, "fdatasync");
  return fate("fdatasync", fd) ? fail() : real(fd);
}

int fsync(int fd) {
  static int (*real)(int);
  if (!real) real = dlsym(RTLD_NEXT, "fsync");
  return fate("fsync", fd) ? fail() : real(fd);
}
