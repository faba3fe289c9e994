"""Memory stays what it is when it is put into huge pages, where the kernel does that."""

import mmap
from pathlib import Path

from agent.hugepages import collapse

_MIB = 1 << 20


def test_collapsing_memory_does_not_change_it() -> None:
    with mmap.mmap(-1, 8 * _MIB, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS) as area:
        for start in range(0, len(area), mmap.PAGESIZE):
            area[start] = start // mmap.PAGESIZE % 251
        before = bytes(area)
        collapse()
        assert bytes(area) == before


def test_what_the_kernel_refuses_is_let_be(tmp_path: Path) -> None:
    maps = tmp_path / "maps"
    maps.write_text("1000-10001000 rw-p 00000000 00:00 0 \n")  # nothing is mapped there
    collapse(str(maps))
