/* Makes the Nth call of a kind on what lies under a given folder fail or lie, through LD_PRELOAD; writes down what is called.
 *
 * FAIL_UNDER  only files whose path contains this (nothing happens without it)
 * FAIL_CALL   write | fdatasync | fsync | open | flock | rename | link | unlink | rmdir | mkdir | ftruncate
 *             | change (any of those that change something on the disk)
 * FAIL_NTH    which call fails, counted from 1
 * FAIL_ERRNO  with which error number
 * FAIL_WAY    once | forever | short (a write that stores half of its bytes; the next one fails)
 *             | lie | lies (says that it went well and does nothing: once, from there on)
 *             | kill (the program is killed right before it)
 * FAIL_HITS   a file that gets a byte whenever a call failed or lied
 * FAIL_COUNT  a file that gets the name of each call, a line each
 * FAIL_TRACE  a file that gets a line for each call that went well: the call, its paths, and bytes in hexadecimal digits
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))real(#name))
enum { PASS, FAIL, HALF, LIE };
static int calls;

static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

static void note(const char *file, const char *text, size_t size) {
  int fd = syscall(SYS_openat, AT_FDCWD, file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (fd < 0) return;
  if (syscall(SYS_write, fd, text, size) < 0) abort();
  syscall(SYS_close, fd);
}

static int path_of(int fd, char *out) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, out, PATH_MAX - 1);
  out[length < 0 ? 0 : length] = 0;
  return length >= 0;
}

/* The path as the system knows it, without asking whether it is there. */
static void whole_in(int folder, const char *path, char *out) {
  out[0] = 0;
  if (path[0] != '/' && (folder == AT_FDCWD ? getcwd(out, PATH_MAX) != NULL : path_of(folder, out))) strcat(out, "/");
  strncat(out, path, PATH_MAX - strlen(out) - 1);
}

static void whole(const char *path, char *out) { whole_in(AT_FDCWD, path, out); }

static int is_ours(const char *path) {
  const char *under = getenv("FAIL_UNDER");
  return under && strstr(path, under) != NULL;
}

static int is_wanted(const char *wanted, const char *call) {
  if (strcmp(wanted, "change")) return !strcmp(wanted, call);
  return strcmp(call, "open") && strcmp(call, "fsync") && strcmp(call, "fdatasync") && strcmp(call, "flock");
}

static int fate(const char *call, const char *path) {
  const char *wanted = getenv("FAIL_CALL"), *way = getenv("FAIL_WAY"), *count = getenv("FAIL_COUNT");
  if (count && is_ours(path)) {
    note(count, call, strlen(call));
    note(count, "\n", 1);
  }
  if (!wanted || !way || !is_wanted(wanted, call) || !is_ours(path)) return PASS;
  int nth = atoi(getenv("FAIL_NTH")), met = PASS, call_number = __sync_add_and_fetch(&calls, 1);
  if (!strcmp(way, "short")) met = call_number == nth ? HALF : call_number == nth + 1 ? FAIL : PASS;
  else if (!strcmp(way, "lie")) met = call_number == nth ? LIE : PASS;
  else if (!strcmp(way, "lies")) met = call_number >= nth ? LIE : PASS;
  else met = call_number == nth || (call_number > nth && !strcmp(way, "forever")) ? FAIL : PASS;
  const char *hits = getenv("FAIL_HITS");
  if (met != PASS && hits) note(hits, "x", 1);
  if (met != PASS && !strcmp(way, "kill")) raise(SIGKILL);
  if (met == FAIL) errno = atoi(getenv("FAIL_ERRNO"));
  return met;
}

static void trace(const char *call, const char *one, const char *other, const unsigned char *data, size_t size) {
  const char *file = getenv("FAIL_TRACE");
  if (!file) return;
  size_t length = strlen(call) + strlen(one) + strlen(other) + 2 * size + 8;
  char *line = malloc(length);
  if (!line) return;
  size_t at = snprintf(line, length, "%s\t%s\t%s\t", call, one, other);
  for (size_t n = 0; n < size; n++) at += snprintf(line + at, length - at, "%02x", data[n]);
  line[at++] = '\n';
  int before = errno;
  note(file, line, at);
  errno = before;
  free(line);
}

ssize_t write(int fd, const void *data, size_t size) {
  char path[PATH_MAX];
  int met = path_of(fd, path) ? fate("write", path) : PASS;
  if (met == FAIL) return -1;
  if (met == LIE) return size;
  ssize_t done = REAL(write)(fd, data, met == HALF && size > 1 ? size / 2 : size);
  if (done > 0 && (fd == 1 || fd == 2)) trace("say", fd == 1 ? "1" : "2", "", data, done);
  else if (done > 0 && is_ours(path)) trace("write", path, "", data, done);
  return done;
}

static int synced(const char *call, int fd, int (*sync)(int)) {
  char path[PATH_MAX];
  int met = path_of(fd, path) ? fate(call, path) : PASS;
  if (met == FAIL) return -1;
  if (met == LIE) return 0;
  int done = sync(fd);
  if (!done && is_ours(path)) trace("sync", path, "", NULL, 0);
  return done;
}

int fdatasync(int fd) { return synced("fdatasync", fd, REAL(fdatasync)); }
int fsync(int fd) { return synced("fsync", fd, REAL(fsync)); }

static int opened(int folder, const char *name, int flags, mode_t mode) {
  char path[PATH_MAX];
  whole_in(folder, name, path);
  int met = fate("open", path);
  if (met == PASS && flags & (O_CREAT | O_TRUNC)) met = fate("create", path);
  if (met == FAIL) return -1;
  if (met == LIE) return syscall(SYS_openat, AT_FDCWD, "/dev/null", O_RDWR | O_CLOEXEC, 0);
  struct stat before;
  int is_new = flags & O_CREAT && stat(path, &before);
  int fd = syscall(SYS_openat, folder, name, flags, mode);
  if (fd >= 0 && is_ours(path) && is_new) trace("create", path, "", NULL, 0);
  if (fd >= 0 && is_ours(path) && !is_new && flags & O_TRUNC) trace("empty", path, "", NULL, 0);
  return fd;
}

#define MODE(flags) mode_t mode = 0; if (flags & (O_CREAT | __O_TMPFILE)) { va_list rest; va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); }
int open(const char *name, int flags, ...) { MODE(flags) return opened(AT_FDCWD, name, flags, mode); }
int open64(const char *name, int flags, ...) { MODE(flags) return opened(AT_FDCWD, name, flags, mode); }
int openat(int folder, const char *name, int flags, ...) { MODE(flags) return opened(folder, name, flags, mode); }
int openat64(int folder, const char *name, int flags, ...) { MODE(flags) return opened(folder, name, flags, mode); }

int flock(int fd, int how) {
  char path[PATH_MAX];
  int met = path_of(fd, path) ? fate("flock", path) : PASS;
  return met == FAIL ? -1 : met == LIE ? 0 : REAL(flock)(fd, how);
}

static int named(const char *call, const char *one, const char *other, int (*change)(const char *, const char *)) {
  char from[PATH_MAX], to[PATH_MAX];
  whole(one, from);
  whole(other, to);
  int met = fate(call, to);
  if (met == FAIL) return -1;
  if (met == LIE) return 0;
  int done = change(one, other);
  if (!done && is_ours(to)) trace(call, from, to, NULL, 0);
  return done;
}

int rename(const char *one, const char *other) { return named("rename", one, other, REAL(rename)); }
int link(const char *one, const char *other) { return named("link", one, other, REAL(link)); }
int renameat2(int a, const char *one, int b, const char *other, unsigned flags) {
  char from[PATH_MAX], to[PATH_MAX];
  whole(one, from);
  whole(other, to);
  int met = fate("rename", to);
  if (met == FAIL) return -1;
  if (met == LIE) return 0;
  int done = REAL(renameat2)(a, one, b, other, flags);
  if (!done && is_ours(to)) trace("rename", from, to, NULL, 0);
  return done;
}

static int taken_away(int folder, const char *name, int flags) {
  char path[PATH_MAX];
  const char *call = flags & AT_REMOVEDIR ? "rmdir" : "unlink";
  whole_in(folder, name, path);
  int met = fate(call, path);
  if (met == FAIL) return -1;
  if (met == LIE) return 0;
  int done = REAL(unlinkat)(folder, name, flags);
  if (!done && is_ours(path)) trace(call, path, "", NULL, 0);
  return done;
}

int unlink(const char *name) { return taken_away(AT_FDCWD, name, 0); }
int rmdir(const char *name) { return taken_away(AT_FDCWD, name, AT_REMOVEDIR); }
int unlinkat(int folder, const char *name, int flags) { return taken_away(folder, name, flags); }

int mkdir(const char *name, mode_t mode) {
  char path[PATH_MAX];
  whole(name, path);
  int met = fate("mkdir", path);
  if (met == FAIL) return -1;
  if (met == LIE) return 0;
  int done = REAL(mkdir)(name, mode);
  if (!done && is_ours(path)) trace("mkdir", path, "", NULL, 0);
  return done;
}

static int cut(int fd, off_t size, int (*truncate_)(int, off_t)) {
  char path[PATH_MAX], length[32];
  int met = path_of(fd, path) ? fate("ftruncate", path) : PASS;
  if (met == FAIL) return -1;
  if (met == LIE) return 0;
  int done = truncate_(fd, size);
  snprintf(length, sizeof length, "%lld", (long long)size);
  if (!done && is_ours(path)) trace("cut", path, length, NULL, 0);
  return done;
}

int ftruncate(int fd, off_t size) { return cut(fd, size, REAL(ftruncate)); }
int ftruncate64(int fd, off64_t size) { return cut(fd, size, REAL(ftruncate)); }
