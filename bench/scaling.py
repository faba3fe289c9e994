"""How a judging's time grows: with the number of tests, the size of an input, the number of packages.

    .venv/bin/python -m bench.scaling

Prints JSON: medians in milliseconds at each step, and by what factor each is larger than the one before.
With the number of stored submissions: bench/reads.py.
"""

import argparse
import contextlib
import json
import shutil
import statistics
import tempfile
from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

from bench.common import end_on_sigterm, growth, milliseconds, summary_ms
from bench.programs import (
    ANSWER,
    MAIN,
    NOTHING,
    accepted,
    make_problem,
    run_given,
    submission_of,
    write_package,
    zip_package,
)
from bench.serving import Served, serving
from judge.model.ids import new_id
from judge.model.limits import MIB, Limits
from judge.model.stored import ProblemVersion, VersionState
from judge.package.load import load_package
from judge.package.tree import check_and_digest
from judge.sandbox.docker_sandbox import DockerSandbox
from judge.service.manifest import manifest_of
from judge.settings import load_settings
from judge.wiring import make_store

TESTS = (1, 10, 100, 1000)
INPUT_BYTES = (1_000, 10_000, 100_000, 1_000_000, 10_000_000, 50_000_000)
PACKAGES = (10, 100, 1000, 2000)
_LARGE = Limits(
    cpu_time_ms=20_000, wall_time_ms=60_000, memory_bytes=2048 * MIB, output_bytes=8 * MIB
)
_NUMBER, _NUMBER_BYTES = 1_000_000, 9
"""Inputs are lists of it: nine bytes in JSON with the comma and the blank behind it."""


def measure() -> dict[str, Any]:
    """Everything of this script."""
    return {
        "tests": with_tests(rounds=3),
        "input_bytes": with_input(rounds=3),
        "packages": with_packages(posts=20, lists=100),
    }


def with_tests(rounds: int) -> dict[str, Any]:
    """Judgings of a program that does nothing, with more and more tests; in a warm box."""
    steps: dict[str, Any] = {}
    sandbox = DockerSandbox()
    try:
        for count in TESTS:
            with tempfile.TemporaryDirectory() as name:
                problem = make_problem(Path(name), tests=count)
                judged = partial(accepted, problem, submission_of(NOTHING), sandbox)
                judged()
                ms = statistics.median(milliseconds(judged) for _ in range(rounds))
                steps[str(count)] = {"ms": ms, "ms_per_test": ms / count}
    finally:
        sandbox.close()
    return {"steps": steps, "growth": growth([each["ms"] for each in steps.values()])}


def with_input(rounds: int) -> dict[str, Any]:
    """Judgings with one test of more and more bytes, in turns with a bare program that reads the same."""
    steps: dict[str, Any] = {}
    sandbox = DockerSandbox()
    try:
        for size in INPUT_BYTES:
            with tempfile.TemporaryDirectory() as name:
                steps[str(size)] = _with_input_of(size, Path(name), rounds, sandbox)
    finally:
        sandbox.close()
    return {"steps": steps, "growth": growth([each["ms"] for each in steps.values()])}


def _with_input_of(
    size: int, folder: Path, rounds: int, sandbox: DockerSandbox
) -> dict[str, float]:
    given = json.dumps([[_NUMBER] * (size // _NUMBER_BYTES)])
    problem = make_problem(folder, tests=1, given=given, answer=ANSWER, limits=_LARGE)
    judged = partial(accepted, problem, submission_of(NOTHING), sandbox)
    bare = partial(run_given, NOTHING + MAIN, folder / "1.in")
    judged()
    judgings: list[float] = []
    bares: list[float] = []
    for _ in range(rounds):
        judgings.append(milliseconds(judged))
        bares.append(milliseconds(bare))
    ms, bare_ms = statistics.median(judgings), statistics.median(bares)
    return {"bytes": len(given), "ms": ms, "bare_ms": bare_ms, "ratio_to_bare": ms / bare_ms}


def with_packages(posts: int, lists: int) -> dict[str, Any]:
    """From POST to verdict, and lists of problems, with more and more published packages.

    `the same problem` is one that the worker knows; `another problem each time` one that it has to
    fetch, unpack, check and build first.
    """
    steps: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with serving(folder, workers=1) as served:
            there = 0
            for count in PACKAGES:
                _publish(served, folder, range(there + 1, count + 1))
                there = count
                steps[str(count)] = _with_published(served, count, posts, lists)
    measured = ("same_problem_ms", "another_problem_ms", "list_ms", "search_ms")
    return {
        "steps": steps,
        "growth": {
            what: growth([each[what]["p50"] for each in steps.values()]) for what in measured
        },
    }


def _with_published(served: Served, newest: int, posts: int, lists: int) -> Any:
    client = served.client()
    # No step before has used these.
    others = [_name(newest - back) for back in range(min(posts, newest // 2))]
    reads = ("/problems", "/problems?search=bench-00")
    for path in reads:
        client.ask("GET", path)
    for _ in range(3):
        client.judged(_name(1))
    actions = {
        "same_problem_ms": [partial(client.judged, _name(1))] * posts,
        "another_problem_ms": [partial(client.judged, other) for other in others],
        "list_ms": [partial(client.ask, "GET", reads[0])] * lists,
        "search_ms": [partial(client.ask, "GET", reads[1])] * lists,
    }
    return {
        what: summary_ms([milliseconds(each) for each in all_]) for what, all_ in actions.items()
    }


def _name(number: int) -> str:
    return f"bench-{number:04}"


def _publish(served: Served, folder: Path, numbers: range) -> None:
    """Publish packages of these numbers with no verification.

    They go into the store directly: what is there then is what an upload leaves, and it takes seconds.
    """
    contents = {number: _content(folder / _name(number)) for number in numbers}
    root = folder / "bench"
    write_package(root, tests=2)
    manifest = manifest_of(load_package(root))
    shutil.rmtree(root)
    settings = load_settings(data_dir=served.environment["CODEROUND_DATA_DIR"])
    with contextlib.closing(make_store(settings)) as store, store.write() as tx:
        for number, (digest, packed) in contents.items():
            version = ProblemVersion(
                id=new_id(),
                problem=_name(number),
                number=1,
                digest=digest,
                archive=tx.blobs.put(packed),
                state=VersionState.PUBLISHED,
                manifest=manifest.model_copy(update={"title": _name(number)}),
                created_by=None,
                created_at=datetime.now(UTC),
            )
            tx.problems.add_version(version)


def _content(root: Path) -> tuple[str, bytes]:
    """Digest and archive of a package of two tests; nothing of it stays on the disk."""
    packed = BytesIO()
    write_package(root, tests=2, name=root.name)
    digest = check_and_digest(root)
    zip_package(root, packed)
    shutil.rmtree(root)
    return digest, packed.getvalue()


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.parse_args()
    end_on_sigterm()
    print(json.dumps(measure(), indent=2))


if __name__ == "__main__":
    main()
