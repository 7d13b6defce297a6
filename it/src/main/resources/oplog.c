/*
 * Records, in order, every change a process makes to the files below one directory, so that what a power cut leaves can
 * be rebuilt later: see org.sceau.it.powercut.
 *
 *   cc -shared -fPIC -O2 -o oplog.so oplog.c -ldl -lpthread
 *   OPLOG_DIR=/data OPLOG_FILE=/log OPLOG_STOP=/stop LD_PRELOAD=./oplog.so program
 *
 * Record: u8 operation, u32 thread, u32 path length, u64 offset, u64 data length (little endian), path, data. Each
 * operation is done and written under one lock: the order in the log is the order in which the kernel saw them.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { OP_CREATE = 1, OP_WRITE, OP_TRUNCATE, OP_SYNC, OP_RENAME, OP_UNLINK, OP_MKDIR, OP_UNSUPPORTED };
#define MAX_FD 65536

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char root[PATH_MAX];
static size_t root_length;
static int log_fd = -1;
static const char *stop;
static char *paths[MAX_FD];

#define REAL(name) \
    static __typeof__(name) *real_##name; \
    if (!real_##name) real_##name = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

__attribute__((constructor)) static void start(void) {
    const char *dir = getenv("OPLOG_DIR"), *file = getenv("OPLOG_FILE");
    if (!dir || !file || !realpath(dir, root)) return;
    root_length = strlen(root);
    stop = getenv("OPLOG_STOP");
    log_fd = (int)syscall(SYS_openat, AT_FDCWD, file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

/* A kill from outside may come between a change and its record; so whoever finds the file OPLOG_STOP ends the process. */
static void enter(void) {
    pthread_mutex_lock(&lock);
    if (stop && syscall(SYS_faccessat, AT_FDCWD, stop, F_OK) == 0) syscall(SYS_kill, getpid(), SIGKILL);
}

static void put(const void *data, size_t length) {
    const char *at = data;
    while (length > 0) {
        ssize_t done = syscall(SYS_write, log_fd, at, length);
        if (done < 0) { if (errno == EINTR) continue; abort(); }
        at += done;
        length -= (size_t)done;
    }
}

/* Callers hold the lock. The record goes out in one write so that a kill leaves a whole one or none. */
static void record(uint8_t op, const char *path, uint64_t offset, const void *data, uint64_t length) {
    int saved = errno;
    uint32_t path_length = (uint32_t)strlen(path), thread = (uint32_t)syscall(SYS_gettid);
    size_t total = 25 + path_length + length;
    char *buffer = malloc(total);
    if (!buffer) abort();
    buffer[0] = (char)op;
    memcpy(buffer + 1, &thread, 4);
    memcpy(buffer + 5, &path_length, 4);
    memcpy(buffer + 9, &offset, 8);
    memcpy(buffer + 17, &length, 8);
    memcpy(buffer + 25, path, path_length);
    if (length) memcpy(buffer + 25 + path_length, data, length);
    put(buffer, total);
    free(buffer);
    errno = saved;
}

/* The path below the watched directory, or NULL. */
static const char *below(const char *path, char *space) {
    if (log_fd < 0 || !path) return NULL;
    if (path[0] != '/') {
        char cwd[PATH_MAX];
        if (!getcwd(cwd, sizeof cwd) || snprintf(space, PATH_MAX, "%s/%s", cwd, path) >= PATH_MAX) return NULL;
        path = space;
    }
    if (strcmp(path, root) == 0) return ".";
    if (strncmp(path, root, root_length) != 0 || path[root_length] != '/') return NULL;
    return path + root_length + 1;
}

static const char *of_fd(int fd) { return fd >= 0 && fd < MAX_FD ? paths[fd] : NULL; }

static int opened(int fd, const char *path, int flags, int existed) {
    char space[PATH_MAX];
    const char *name = below(path, space);
    if (fd < 0 || fd >= MAX_FD || !name) return fd;
    free(paths[fd]);
    paths[fd] = strdup(name);
    if ((flags & O_CREAT) && !existed) record(OP_CREATE, name, 0, NULL, 0);
    else if ((flags & O_TRUNC) && (flags & O_ACCMODE) != O_RDONLY) record(OP_TRUNCATE, name, 0, NULL, 0);
    return fd;
}

static int watched_open(int dirfd, const char *path, int flags, mode_t mode) {
    enter();
    struct stat st;
    int existed = fstatat(dirfd, path, &st, 0) == 0;
    int fd = (int)syscall(SYS_openat, dirfd, path, flags, mode);
    if (dirfd == AT_FDCWD || path[0] == '/') opened(fd, path, flags, existed);
    int saved = errno;
    pthread_mutex_unlock(&lock);
    errno = saved;
    return fd;
}

#define OPEN_MODE mode_t mode = 0; if (flags & (O_CREAT | __O_TMPFILE)) { va_list ap; va_start(ap, flags); mode = va_arg(ap, mode_t); va_end(ap); }
int open(const char *path, int flags, ...) { OPEN_MODE return watched_open(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { OPEN_MODE return watched_open(AT_FDCWD, path, flags | O_LARGEFILE, mode); }
int openat(int dirfd, const char *path, int flags, ...) { OPEN_MODE return watched_open(dirfd, path, flags, mode); }
int openat64(int dirfd, const char *path, int flags, ...) { OPEN_MODE return watched_open(dirfd, path, flags | O_LARGEFILE, mode); }

int close(int fd) {
    enter();
    if (fd >= 0 && fd < MAX_FD && fd != log_fd) { free(paths[fd]); paths[fd] = NULL; }
    int result = fd == log_fd ? 0 : (int)syscall(SYS_close, fd);
    int saved = errno;
    pthread_mutex_unlock(&lock);
    errno = saved;
    return result;
}

/* The JDK closes sockets and files by dup2 of a marker descriptor. */
int dup2(int from, int to) {
    enter();
    int result = (int)syscall(SYS_dup3, from, to, 0);
    if (from == to) result = to;
    else if (result >= 0 && to < MAX_FD) {
        free(paths[to]);
        paths[to] = of_fd(from) ? strdup(of_fd(from)) : NULL;
    }
    int saved = errno;
    pthread_mutex_unlock(&lock);
    errno = saved;
    return result;
}

ssize_t write(int fd, const void *data, size_t length) {
    if (!of_fd(fd)) return syscall(SYS_write, fd, data, length);
    enter();
    ssize_t done = syscall(SYS_write, fd, data, length);
    const char *path = of_fd(fd);
    if (done > 0 && path) record(OP_WRITE, path, (uint64_t)(syscall(SYS_lseek, fd, 0, SEEK_CUR) - done), data, (uint64_t)done);
    int saved = errno;
    pthread_mutex_unlock(&lock);
    errno = saved;
    return done;
}

ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset) {
    if (!of_fd(fd)) return syscall(SYS_pwrite64, fd, data, length, offset);
    enter();
    ssize_t done = syscall(SYS_pwrite64, fd, data, length, offset);
    const char *path = of_fd(fd);
    if (done > 0 && path) record(OP_WRITE, path, (uint64_t)offset, data, (uint64_t)done);
    int saved = errno;
    pthread_mutex_unlock(&lock);
    errno = saved;
    return done;
}
ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) { return pwrite64(fd, data, length, offset); }

static ssize_t vector(int fd, const struct iovec *parts, int count, off64_t offset, int positioned) {
    ssize_t total = 0;
    for (int i = 0; i < count; i++) {
        if (parts[i].iov_len == 0) continue;
        ssize_t done = positioned ? pwrite64(fd, parts[i].iov_base, parts[i].iov_len, offset + total)
                                  : write(fd, parts[i].iov_base, parts[i].iov_len);
        if (done < 0) return total > 0 ? total : done;
        total += done;
        if ((size_t)done < parts[i].iov_len) break;
    }
    return total;
}
ssize_t writev(int fd, const struct iovec *parts, int count) {
    return of_fd(fd) ? vector(fd, parts, count, 0, 0) : syscall(SYS_writev, fd, parts, count);
}
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t offset) { return vector(fd, parts, count, offset, 1); }
ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t offset) { return vector(fd, parts, count, offset, 1); }

#define LOGGED(call, condition, op, path, offset) \
    enter(); \
    long result = (call); \
    if (result == 0 && (condition)) record(op, path, offset, NULL, 0); \
    int saved = errno; \
    pthread_mutex_unlock(&lock); \
    errno = saved; \
    return (int)result

int ftruncate64(int fd, off64_t length) { LOGGED(syscall(SYS_ftruncate, fd, length), of_fd(fd), OP_TRUNCATE, of_fd(fd), (uint64_t)length); }
int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }
int fsync(int fd) { LOGGED(syscall(SYS_fsync, fd), of_fd(fd), OP_SYNC, of_fd(fd), 0); }
int fdatasync(int fd) { LOGGED(syscall(SYS_fdatasync, fd), of_fd(fd), OP_SYNC, of_fd(fd), 1); }
int mkdir(const char *path, mode_t mode) {
    char space[PATH_MAX];
    const char *name = below(path, space);
    LOGGED(syscall(SYS_mkdir, path, mode), name, OP_MKDIR, name, 0);
}
int unlink(const char *path) {
    char space[PATH_MAX];
    const char *name = below(path, space);
    LOGGED(syscall(SYS_unlink, path), name, OP_UNLINK, name, 0);
}
int rmdir(const char *path) {
    char space[PATH_MAX];
    const char *name = below(path, space);
    LOGGED(syscall(SYS_rmdir, path), name, OP_UNLINK, name, 0);
}
int unlinkat(int dirfd, const char *path, int flags) {
    char space[PATH_MAX];
    const char *name = dirfd == AT_FDCWD || path[0] == '/' ? below(path, space) : NULL;
    LOGGED(syscall(SYS_unlinkat, dirfd, path, flags), name, OP_UNLINK, name, 0);
}
int renameat2(int from_dir, const char *from, int to_dir, const char *to, unsigned int flags) {
    char a[PATH_MAX], b[PATH_MAX];
    const char *old = from_dir == AT_FDCWD || from[0] == '/' ? below(from, a) : NULL;
    const char *name = to_dir == AT_FDCWD || to[0] == '/' ? below(to, b) : NULL;
    enter();
    long result = syscall(SYS_renameat2, from_dir, from, to_dir, to, flags);
    if (result == 0 && (old || name)) {
        uint8_t op = old && name && !(flags & RENAME_EXCHANGE) ? OP_RENAME : OP_UNSUPPORTED;
        record(op, old ? old : name, 0, name ? name : "", name ? strlen(name) : 0);
    }
    int saved = errno;
    pthread_mutex_unlock(&lock);
    errno = saved;
    return (int)result;
}
int renameat(int from_dir, const char *from, int to_dir, const char *to) { return renameat2(from_dir, from, to_dir, to, 0); }
int rename(const char *from, const char *to) { return renameat2(AT_FDCWD, from, AT_FDCWD, to, 0); }

/* Ways of changing a file that the replay does not know must not pass unseen. */
int fallocate64(int fd, int mode, off64_t offset, off64_t length) {
    LOGGED(syscall(SYS_fallocate, fd, mode, offset, length), of_fd(fd), OP_UNSUPPORTED, of_fd(fd), 0);
}
int fallocate(int fd, int mode, off_t offset, off_t length) { return fallocate64(fd, mode, offset, length); }
void *mmap64(void *at, size_t length, int protection, int flags, int fd, off64_t offset) {
    if ((flags & MAP_SHARED) && (protection & PROT_WRITE) && of_fd(fd)) {
        enter();
        record(OP_UNSUPPORTED, of_fd(fd), 0, NULL, 0);
        pthread_mutex_unlock(&lock);
    }
    return (void *)syscall(SYS_mmap, at, length, protection, flags, fd, offset);
}
void *mmap(void *at, size_t length, int protection, int flags, int fd, off_t offset) {
    return mmap64(at, length, protection, flags, fd, offset);
}
ssize_t copy_file_range(int in, off64_t *in_at, int out, off64_t *out_at, size_t length, unsigned int flags) {
    if (of_fd(out)) { errno = EXDEV; return -1; } /* the caller falls back to read and write */
    return syscall(SYS_copy_file_range, in, in_at, out, out_at, length, flags);
}
ssize_t sendfile64(int out, int in, off64_t *offset, size_t count) {
    if (of_fd(out)) { errno = EINVAL; return -1; }
    return syscall(SYS_sendfile, out, in, offset, count);
}
ssize_t sendfile(int out, int in, off_t *offset, size_t count) { return sendfile64(out, in, (off64_t *)offset, count); }
