import ctypes
import errno
import os

CALLS = {
    "io_uring_setup": (425, 8, 0),
    "io_uring_enter": (426, 0, 0),
    "unshare user": (272, 0x10000000),
    "unshare net": (272, 0x40000000),
    "setns": (308, 0, 0),
    "mount": (165, 0, 0, 0, 0, 0),
    "umount2": (166, 0, 0),
    "fsopen": (430, 0, 0),
    "open_tree": (428, 0, 0, 0),
    "move_mount": (429, 0, 0, 0, 0, 0),
    "pivot_root": (155, 0, 0),
    "chroot": (161, 0),
    "ptrace": (101, 0, 0, 0, 0),
    "process_vm_readv": (310, 1, 0, 0, 0, 0, 0),
    "process_vm_writev": (311, 1, 0, 0, 0, 0, 0),
    "kcmp": (312, 1, 1, 0, 0, 0),
    "pidfd_getfd": (438, 0, 0, 0),
    "process_madvise": (440, 0, 0, 0, 0, 0),
    "add_key": (248, 0, 0, 0, 0, 0),
    "request_key": (249, 0, 0, 0, 0),
    "keyctl": (250, 0, 0, 0, 0, 0),
    "bpf": (321, 0, 0, 0),
    "perf_event_open": (298, 0, 0, 0, 0, 0),
    "userfaultfd": (323, 0),
    "memfd_secret": (447, 0),
    "vmsplice": (278, 0, 0, 0, 0),
    "msgget": (68, 0, 0o1600),
    "semget": (64, 0, 1, 0o1600),
    "shmget": (29, 0, 4096, 0o1600),
    "mq_open": (240, b"x", 0o102, 0o600, 0),
    "mknod": (133, b"x", 0o020600, 0x0103),
    "name_to_handle_at": (303, 0, 0, 0, 0, 0),
    "open_by_handle_at": (304, 0, 0, 0),
    "fanotify_init": (300, 0, 0),
    "init_module": (175, 0, 0, 0),
    "finit_module": (313, 0, 0, 0),
    "kexec_load": (246, 0, 0, 0, 0),
    "reboot": (169, 0, 0, 0, 0),
    "swapon": (167, 0, 0),
    "acct": (163, 0),
    "quotactl": (179, 0, 0, 0, 0),
    "syslog": (103, 3, 0, 0),
    "sethostname": (170, b"x", 1),
    "settimeofday": (164, 0, 0),
    "clock_settime": (227, 0, 0),
    "adjtimex": (159, 0),
    "iopl": (172, 3),
    "ioperm": (173, 0, 1, 1),
    "modify_ldt": (154, 0, 0, 0),
    "personality": (135, 0x0040000),
    "uselib": (134, 0),
    "ustat": (136, 0, 0),
    "sysfs": (139, 1, 0),
    "mbind": (237, 0, 0, 0, 0, 0, 0),
    "move_pages": (279, 0, 0, 0, 0, 0, 0),
    "migrate_pages": (256, 0, 0, 0, 0),
    "set_mempolicy": (238, 0, 0, 0),
    "sched_setscheduler": (144, 0, 0, 0),
    "ioprio_set": (251, 1, 0, 0),
    "lookup_dcookie": (212, 0, 0, 0),
    "seccomp": (317, 2, 0, 0),
    "rseq of another": (334, 1, 0, 0, 0),
    "clone new user": (56, 0x10000000 | 17, 0, 0, 0, 0),
    "clone new net": (56, 0x40000000 | 17, 0, 0, 0, 0),
    "clone new pid": (56, 0x20000000 | 17, 0, 0, 0, 0),
    "setuid": (105, 0),
    "setgid": (106, 0),
    "setresuid": (117, 0, 0, 0),
    "setgroups": (116, 0, 0),
    "capset": (126, 0, 0),
}


def solve(x):
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    allowed = []
    for name, (number, *arguments) in CALLS.items():
        result = libc.syscall(number, *[a if type(a) is bytes else ctypes.c_long(a) for a in arguments])
        if result == 0 and name.startswith("clone"):
            os._exit(0)
        if name in ("capset", "rseq of another"):
            continue
        if result >= 0 or ctypes.get_errno() not in (errno.EPERM, errno.ENOSYS):
            allowed.append([name, result, ctypes.get_errno()])
    if os.getresuid()[0] == 0 or 0 in os.getresgid() or os.getgroups():
        allowed.append("it is root")
    return allowed
