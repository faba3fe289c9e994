"""What boxes and the service's processes take of the memory.

    .venv/bin/python -m bench.memory

Prints JSON, in MiB. Of a box: what its cgroup counts, page cache included, and the part of it that belongs
to processes alone (`rss` of cgroup v1, `anon` of v2); and the proportional share (PSS) of its processes,
which divides what several share. Of the service: resident set, now and at most, and PSS of each process.
Needs an engine on this host and the right to read other processes' memory maps; where that is not given, it
is skipped and says so.
"""

import argparse
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docker
from docker.models.containers import Container

from bench.common import end_on_sigterm, image_is_built
from bench.programs import SOLUTIONS, accepted, make_problem, submission_of
from bench.serving import push_problem, serving
from judge.judging.judge import box_spec
from judge.model.limits import MIB
from judge.sandbox.docker_sandbox import OWNER_LABEL, DockerSandbox

STACKS = {"python": "numpy", "python-ml": "torch"}
"""What is judged in boxes of which image."""
_JUDGINGS = 20
_CGROUPS = Path("/sys/fs/cgroup")


class NotReadable(Exception):
    """This host does not let us look."""


def measure() -> dict[str, Any]:
    """Boxes of every image that is built, and the service; or why not."""
    try:
        boxes = {image: _box(image) for image in STACKS if image_is_built(image)}
        return {"boxes": boxes, "service": _service()}
    except (NotReadable, PermissionError) as error:
        return {"skipped": f"memory cannot be read here: {error}"}


def _box(image: str) -> dict[str, Any]:
    """A box before its first judging, and after some; and its peak, which was while one was under way."""
    label = f"coderound.bench-{image}"
    with tempfile.TemporaryDirectory() as name:
        problem = make_problem(Path(name), image=image)
        submission = submission_of(SOLUTIONS[STACKS[image]])
        sandbox = DockerSandbox(labels={label: "memory"})
        try:
            with sandbox.box(box_spec(problem)) as box:
                assert box.info.image == image
                fresh = _taken(_container(label))
            for _ in range(_JUDGINGS):
                accepted(problem, submission, sandbox)
            used = _taken(_container(label))
        finally:
            sandbox.close()
    return {"idle_fresh": fresh, "idle_used": used, "peak_mib": used.pop("peak_mib", None)}


def _container(label: str) -> Container:
    client = docker.from_env()
    try:
        (container,) = client.containers.list(filters={"label": [label, OWNER_LABEL]})
        return container
    finally:
        client.close()


def _taken(container: Container) -> dict[str, float]:
    pid = int(container.attrs["State"]["Pid"])
    folder = cgroup_folder(Path(f"/proc/{pid}/cgroup").read_text())
    return cgroup_memory(folder) | {"pss_mib": sum(_pss_mib(pid) for pid in _pids(folder))}


def cgroup_folder(text: str, root: Path = _CGROUPS) -> Path:
    """Where the memory controller of a process's cgroup is.

    Args:
        text: `/proc/<pid>/cgroup`: `number:controllers:path`; of version 2 there are no controllers.

    Raises:
        NotReadable: there is none under `root`.
    """
    for line in text.splitlines():
        _, controllers, path = line.split(":", 2)
        if "memory" in controllers.split(","):
            folder = root / "memory" / path.lstrip("/")
        elif not controllers:
            folder = root / path.lstrip("/")
        else:
            continue
        if (folder / "memory.stat").is_file():
            return folder
    raise NotReadable("no memory controller of the box's cgroup")


def cgroup_memory(folder: Path) -> dict[str, float]:
    """In all, of processes, and of page cache; the peak where the kernel tells it."""
    stat = dict(line.split() for line in (folder / "memory.stat").read_text().splitlines())
    second = (folder / "memory.current").is_file()
    files = {
        "all_mib": "memory.current" if second else "memory.usage_in_bytes",
        "peak_mib": "memory.peak" if second else "memory.max_usage_in_bytes",
    }
    parts = (
        {"processes_mib": "anon", "cache_mib": "file"}
        if second
        else {
            "processes_mib": "rss",
            "cache_mib": "cache",
        }
    )
    told = {
        name: int((folder / file).read_text()) / MIB
        for name, file in files.items()
        if (folder / file).is_file()
    }
    return told | {name: int(stat[key]) / MIB for name, key in parts.items()}


def _pids(folder: Path) -> list[int]:
    return [int(line) for line in (folder / "cgroup.procs").read_text().split()]


def _pss_mib(pid: int) -> float:
    return smaps_mib(Path(f"/proc/{pid}/smaps_rollup").read_text())["pss_mib"]


def smaps_mib(text: str) -> dict[str, float]:
    """Resident set and proportional share out of `/proc/<pid>/smaps_rollup`, which counts in kB."""
    found = {line.split()[0]: line.split()[1] for line in text.splitlines()[1:]}
    return {"rss_mib": int(found["Rss:"]) / 1024, "pss_mib": int(found["Pss:"]) / 1024}


def _service() -> dict[str, Any]:
    """Every process of a service with two workers that has judged something, by its name."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with serving(folder, workers=2) as served:
            client = served.client()
            push_problem(client, folder)
            for _ in range(_JUDGINGS):
                client.judged()
            return dict(_processes(served.pid))


def _processes(pid: int) -> Iterator[tuple[str, dict[str, float]]]:
    folder = Path(f"/proc/{pid}")
    taken = smaps_mib((folder / "smaps_rollup").read_text())
    status = dict(line.split(":", 1) for line in (folder / "status").read_text().splitlines())
    taken["most_rss_mib"] = int(status["VmHWM"].split()[0]) / 1024
    yield status["Name"].strip(), taken
    for child in (folder / "task" / str(pid) / "children").read_text().split():
        yield from _processes(int(child))


def main() -> None:
    argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0]).parse_args()
    end_on_sigterm()
    print(json.dumps(measure(), indent=2))


if __name__ == "__main__":
    main()
