"""The system calls a box may make.

An allow-list: what is not named here fails with EPERM. It holds for the agent too, so the calls that
change user ids are in it; a program without capabilities gains nothing from them.

Left out on purpose, though the engine's default profile (20.10) lets some of them through: new
namespaces (unshare, setns, clone with CLONE_NEW*), ptrace and process_vm_*, keyrings, bpf,
perf_event_open, io_uring, userfaultfd, System V and POSIX message queues, System V semaphores and
shared memory, mount and handle calls, fanotify, mknod, vmsplice, memfd_secret, clocks and modules.
"""

import json
from typing import Any

_FILES = """
    access chdir chmod chown close close_range copy_file_range creat dup dup2 dup3 faccessat faccessat2
    fadvise64 fallocate fchdir fchmod fchmodat fchown fchownat fcntl fdatasync fgetxattr flistxattr
    flock fstat fstatfs fsync ftruncate futimesat getcwd getdents getdents64 getxattr ioctl lchown
    lgetxattr link linkat listxattr llistxattr lseek lstat mkdir mkdirat newfstatat open openat
    openat2 pipe pipe2 pread64 preadv preadv2 pwrite64 pwritev pwritev2 read readahead readlink
    readlinkat readv rename renameat renameat2 rmdir sendfile splice stat statfs statx symlink
    symlinkat sync sync_file_range syncfs tee truncate umask unlink unlinkat utime utimensat utimes
    write writev
"""
_MEMORY = """
    brk get_mempolicy madvise membarrier memfd_create mincore mlock mlock2 mlockall mmap mprotect mremap
    msync munlock munlockall munmap pkey_alloc pkey_free pkey_mprotect
"""
_PROCESSES = """
    arch_prctl capget capset execve execveat exit exit_group fork getcpu getegid geteuid getgid
    getgroups getpgid getpgrp getpid getppid getpriority getrandom getresgid getresuid getrlimit
    getrusage getsid gettid getuid pidfd_open pidfd_send_signal prctl prlimit64 rseq
    sched_get_priority_max sched_get_priority_min sched_getaffinity sched_getattr sched_getparam
    sched_getscheduler sched_rr_get_interval sched_setaffinity sched_yield set_robust_list
    get_robust_list set_tid_address setfsgid setfsuid setgid setgroups setpgid setpriority setregid
    setresgid setresuid setreuid setrlimit setsid setuid sysinfo times uname vfork wait4 waitid waitpid
"""
_SIGNALS = """
    alarm kill pause restart_syscall rt_sigaction rt_sigpending rt_sigprocmask rt_sigqueueinfo
    rt_sigreturn rt_sigsuspend rt_sigtimedwait rt_tgsigqueueinfo sigaltstack signalfd signalfd4 tgkill
    tkill
"""
_TIME = """
    clock_getres clock_gettime clock_nanosleep getitimer gettimeofday nanosleep setitimer time
    timer_create timer_delete timer_getoverrun timer_gettime timer_settime timerfd_create
    timerfd_gettime timerfd_settime
"""
_WAITING = """
    epoll_create epoll_create1 epoll_ctl epoll_pwait epoll_pwait2 epoll_wait eventfd eventfd2 futex
    futex_waitv inotify_add_watch inotify_init inotify_init1 inotify_rm_watch poll ppoll pselect6 select
"""
_SOCKETS = """
    accept accept4 bind connect getpeername getsockname getsockopt listen recvfrom recvmmsg recvmsg
    sendmmsg sendmsg sendto setsockopt shutdown socketpair
"""
_CONFINEMENT = "landlock_add_rule landlock_create_ruleset landlock_restrict_self"
_GROUPS = (_FILES, _MEMORY, _PROCESSES, _SIGNALS, _TIME, _WAITING, _SOCKETS, _CONFINEMENT)
ALLOWED = tuple(" ".join(_GROUPS).split())

_AF_UNIX = 1
"""The one family `socket` may be asked for. A box has no network, and what lies in the buffers of TCP
and UDP sockets to itself is not charged to its memory cgroup: a 96 MiB box was seen to hold 2 GB."""

_CLONE_NEW_ANY = 0x7E020000
"""CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID and NEWNET (linux/sched.h)."""
_EPERM, _ENOSYS = 1, 38


def profile() -> dict[str, Any]:
    """The profile in the engine's format. It names no 32-bit architecture: those calls kill."""
    return {
        "defaultAction": "SCMP_ACT_ERRNO",
        "defaultErrnoRet": _EPERM,
        "archMap": [
            {"architecture": "SCMP_ARCH_X86_64", "subArchitectures": []},
            {"architecture": "SCMP_ARCH_AARCH64", "subArchitectures": []},
        ],
        "syscalls": [
            {"names": list(ALLOWED), "action": "SCMP_ACT_ALLOW"},
            {
                "names": ["clone"],
                "action": "SCMP_ACT_ALLOW",
                "args": [
                    {"index": 0, "value": _CLONE_NEW_ANY, "valueTwo": 0, "op": "SCMP_CMP_MASKED_EQ"}
                ],
            },
            # Its flags lie in memory, where a filter cannot look; libc falls back to clone on ENOSYS.
            {"names": ["clone3"], "action": "SCMP_ACT_ERRNO", "errnoRet": _ENOSYS},
            {
                "names": ["socket"],
                "action": "SCMP_ACT_ALLOW",
                "args": [{"index": 0, "value": _AF_UNIX, "op": "SCMP_CMP_EQ"}],
            },
        ],
    }


def profile_json() -> str:
    """The profile as the engine takes it in `security_opt`."""
    return json.dumps(profile())
