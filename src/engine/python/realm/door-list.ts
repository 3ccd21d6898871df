/**
 * WebAssembly reaches JavaScript through its imports and in no other way. Pyodide's interpreter imports 268
 * functions; a sealed realm keeps the ones below, which are computation, clocks, and a file system in memory.
 * All the rest (every function that makes, reads or calls a JavaScript object, sockets, dynamic libraries, foreign
 * function calls, timers, shells) is replaced: by an error number where a system call has one, else by a stop.
 *
 * So what Python code does to its own modules, frames or memory cannot matter: the doors are not there.
 */
export const openDoors: ReadonlySet<string> = new Set([
  // Ending, and errors inside the interpreter.
  '_abort_js',
  '__assert_fail',
  'exit',
  'proc_exit',
  // Calls between functions of the interpreter itself, by index in its own table.
  '_PyEM_TrampolineCall_JS',
  '__call_sighandler',
  // Memory: bounded in seal.ts.
  'emscripten_resize_heap',
  'emscripten_get_heap_max',
  // Clocks and calendars.
  'clock_res_get',
  'clock_time_get',
  'emscripten_date_now',
  'emscripten_get_now',
  '_tzset_js',
  '_timegm_js',
  '_mktime_js',
  '_localtime_js',
  '_gmtime_js',
  // Environment: the realm's own, which holds HOME and PYTHONHASHSEED.
  'environ_get',
  'environ_sizes_get',
  '_emscripten_get_progname',
  '__syscall_getuid32_js',
  '__syscall_umask_js',
  // Files, all in the interpreter's memory: no other file system is mounted, and mounting is not a system call.
  'fd_close',
  'fd_fdstat_get',
  'fd_pread',
  'fd_pwrite',
  'fd_read',
  'fd_seek',
  'fd_sync',
  'fd_write',
  '_mmap_js',
  '_msync_js',
  '_munmap_js',
  '__syscall_chdir',
  '__syscall_chmod',
  '__syscall_dup',
  '__syscall_dup3',
  '__syscall_faccessat',
  '__syscall_fadvise64',
  '__syscall_fallocate',
  '__syscall_fchdir',
  '__syscall_fchmod',
  '__syscall_fchmodat2',
  '__syscall_fchown32',
  '__syscall_fchownat',
  '__syscall_fcntl64',
  '__syscall_fdatasync',
  '__syscall_fstat64',
  '__syscall_fstatfs64',
  '__syscall_ftruncate64',
  '__syscall_getcwd',
  '__syscall_getdents64',
  '__syscall_ioctl',
  '__syscall_lstat64',
  '__syscall_mkdirat',
  '__syscall_newfstatat',
  '__syscall_openat',
  '__syscall_readlinkat',
  '__syscall_renameat',
  '__syscall_rmdir',
  '__syscall_stat64',
  '__syscall_statfs64',
  '__syscall_symlinkat',
  '__syscall_truncate64',
  '__syscall_unlinkat',
  '__syscall_utimensat',
]);

/** Operation not permitted, in the interpreter's C library (musl for WebAssembly). */
const EPERM = 63;

/**
 * Closed doors that a program may knock at without harm: what they answer. A system call answers minus an error
 * number, which Python raises as PermissionError; the others answer as their C functions do on failure.
 */
export const knocks: ReadonlyMap<string, number | null> = new Map<string, number | null>([
  ...[
    '__syscall_accept4',
    '__syscall_bind',
    '__syscall_connect',
    '__syscall_getpeername',
    '__syscall_getsockname',
    '__syscall_getsockopt',
    '__syscall_listen',
    '__syscall_mknodat',
    '__syscall_pipe',
    '__syscall_poll',
    '__syscall_recvfrom',
    '__syscall_recvmsg',
    '__syscall_sendmsg',
    '__syscall_sendto',
    '__syscall_socket',
    '_emscripten_system',
  ].map((name): [string, number] => [name, -EPERM]),
  // EAI_FAIL
  ['getaddrinfo', -4],
  ['getnameinfo', -4],
  ['getprotobyname', 0],
  ['_emscripten_lookup_name', 0],
  // Handles that say "none": no library is opened, no symbol found, no closure made.
  ['_dlopen_js', 0],
  ['_dlsym_js', 0],
  ['ffi_closure_alloc_js', 0],
  ['_setitimer_js', -1],
  ['_Py_emscripten_runtime', 0],
  ['_emscripten_runtime_keepalive_clear', 0],
  ['emscripten_runtime_keepalive_push', 0],
  ['emscripten_runtime_keepalive_pop', 0],
  // Pyodide asks these before a system call on a socket or a file: "no, not yours" (false), or null for no promise.
  ['_try_fcntl64', 0],
  ['_try_shutdown', 0],
  ['_maybe_connect_async', null],
  ['_maybe_recvfrom_async', null],
  ['_maybe_sendto_async', null],
  ['_maybe_poll_async', null],
]);
