import os


def solve(x):
    written = []
    own = os.path.dirname(__file__)
    for path in (__file__, own + "/more.py", "/box/code", "/box/x", "/opt/coderound/agent/child.py", "/x",
                 "/etc/passwd", "/etc/ld.so.preload", "/usr/lib/python3/dist-packages/sitecustomize.py",
                 "/proc/sys/kernel/core_pattern", "/proc/sys/vm/overcommit_memory", "/proc/sysrq-trigger",
                 "/proc/self/oom_score_adj", "/proc/1/oom_score_adj", "/proc/self/uid_map",
                 "/sys/fs/cgroup/memory/memory.limit_in_bytes", "/sys/fs/cgroup/memory.max",
                 "/sys/fs/cgroup/memory/tasks", "/sys/fs/cgroup/cgroup.procs", "/sys/kernel/uevent_helper",
                 "/dev/x", "/dev/mqueue/x", "/dev/pts/x", "/run/x", "/var/tmp/x", "/home/x", "/root/x"):
        try:
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT))
            written.append(path)
        except OSError:
            pass
    for attempt in (
        lambda: os.chmod("/tmp", 0o777),
        lambda: os.chown("/tmp", os.getuid(), -1),
        lambda: os.rename("/tmp", "/tmp2"),
        lambda: os.chmod(__file__, 0o777),
        lambda: os.unlink(__file__),
        lambda: os.utime(__file__),
        lambda: os.setxattr(__file__, "user.note", b"x"),
        lambda: os.link(__file__, "/tmp/link"),
        lambda: os.link("/etc/passwd", "/tmp/passwd"),
        lambda: os.symlink("/", "/box/root"),
        lambda: os.chdir("/root"),
        lambda: os.nice(-5),
        lambda: os.setuid(0),
    ):
        try:
            attempt()
            written.append(attempt.__code__.co_firstlineno)
        except OSError:
            pass
    return written
