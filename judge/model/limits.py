"""What a program may use."""

from pydantic import Field

from judge.model.base import Value

MIB = 1024 * 1024


class Limits(Value):
    """Limits of one run of one program.

    Attributes:
        cpu_time_ms: processor time of the program and all its children, in milliseconds.
        wall_time_ms: elapsed time from the start of the program, in milliseconds.
        memory_bytes: peak of all its processes together, files it writes included.
        output_bytes: bytes of stdout and stderr together; a returned value is bounded by the same
            number on its own.
        processes: processes and threads that may exist at once.
        disk_bytes: bytes of files that may exist at once in the working directory and /tmp.
    """

    cpu_time_ms: int = Field(gt=0)
    wall_time_ms: int = Field(gt=0)
    memory_bytes: int = Field(ge=16 * MIB)
    output_bytes: int = Field(ge=0)
    processes: int = Field(default=64, ge=1)
    disk_bytes: int = Field(default=64 * MIB, ge=0)


def default_wall_time_ms(cpu_time_ms: int) -> int:
    """Wall time allowed for a CPU limit: 2 x CPU + 1 s, as CMS does (cms/grading/steps/evaluation.py)."""
    return 2 * cpu_time_ms + 1000
