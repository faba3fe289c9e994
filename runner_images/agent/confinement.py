"""What no run may look at: figures about the box and about the agent's own processes.

/proc and /sys tell anyone how much time and memory the box has used and how often the fork server has
forked; so do the processor clocks of other processes. From them a run could tell how many tests went
before it, and what they cost. Terminals (/dev/ptmx) are counted for the whole host and have buffers
outside the box's memory limit.

The engine cannot leave these out of a box, nor can the box's own seccomp profile refuse the clocks,
which the agent measures with. So the fork server renounces them, and every fork of it inherits that.
"""

from __future__ import annotations

import ctypes
import os
import struct
from typing import Any

# These three numbers are the same on every architecture.
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION, _PATH_BENEATH = 1, 1
_WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 1, 1 << 2, 1 << 3
_RULESET = struct.Struct("=Q")
_RULE = struct.Struct("=Qi")
_PARTLY = ("proc", "sys", "dev")
_DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom", "/dev/shm")
_PROCESSORS = ("/proc/cpuinfo", "/sys/devices/system/cpu")
"""Numeric libraries look at them when they are first used, and complain on stderr if they cannot."""

_PR_SET_SECCOMP, _MODE_FILTER = 22, 2
_CLOCK_GETTIME = {"x86_64": 228, "aarch64": 113}
_INSTRUCTION = struct.Struct("=HBBI")
_LOAD, _JUMP_IF_EQUAL, _JUMP_IF_SET, _RETURN = 0x20, 0x15, 0x45, 0x06
_NUMBER_AT, _FIRST_ARGUMENT_AT, _SIGN = 0, 16, 0x8000_0000
_ALLOW, _EPERM = 0x7FFF_0000, 0x0005_0001

_libc = ctypes.CDLL(None, use_errno=True)
_libc.syscall.restype = ctypes.c_long


def renounce_files() -> int:
    """Give up opening anything below /proc, /sys and /dev but some devices and what processors there are.

    What is open already stays usable, and so do the standard streams under their names in /dev.

    Returns the version of the kernel's interface (Landlock, since Linux 5.13); 0 where there is none,
    and nothing was given up.
    """
    version = int(_libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), _VERSION))
    if version <= 0:
        return 0
    handled = _RULESET.pack(_WRITE_FILE | _READ_FILE | _READ_DIR)
    ruleset = _call(_CREATE_RULESET, handled, ctypes.c_size_t(len(handled)), 0)
    folders = [f"/{name}" for name in os.listdir("/") if name not in _PARTLY]
    for path in (*folders, *_DEVICES, *filter(os.path.exists, _PROCESSORS)):
        rights = _WRITE_FILE | _READ_FILE | (_READ_DIR if os.path.isdir(path) else 0)
        fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
        _call(_ADD_RULE, ruleset, _PATH_BENEATH, _RULE.pack(rights, fd), 0)
        os.close(fd)
    _call(_RESTRICT_SELF, ruleset, 0)
    os.close(ruleset)
    return version


def renounce_clocks() -> None:
    """Give up reading the processor clocks of other processes: those whose numbers are negative."""
    program = b"".join(
        _INSTRUCTION.pack(*instruction)
        for instruction in (
            (_LOAD, 0, 0, _NUMBER_AT),
            (_JUMP_IF_EQUAL, 0, 2, _CLOCK_GETTIME[os.uname().machine]),
            (_LOAD, 0, 0, _FIRST_ARGUMENT_AT),
            (_JUMP_IF_SET, 1, 0, _SIGN),
            (_RETURN, 0, 0, _ALLOW),
            (_RETURN, 0, 0, _EPERM),
        )
    )
    instructions = ctypes.create_string_buffer(program)
    # struct sock_fprog, padded as the C compiler does
    filter_ = struct.pack("@HP", len(program) // _INSTRUCTION.size, ctypes.addressof(instructions))
    _checked(_libc.prctl(_PR_SET_SECCOMP, _MODE_FILTER, filter_, 0, 0))


def _call(number: int, *arguments: Any) -> int:
    return _checked(_libc.syscall(number, *arguments))


def _checked(result: int) -> int:
    if result < 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))
    return result
