"""The guide tells the truth: its commands are run here, and what they print has the shape it shows."""

import json
import re
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.errors import KINDS
from judge.model.users import Role
from judge.model.verdict import Verdict
from judge.service.packages import register_bank
from tests.api.running import Running, running
from tests.servers import RedisServer
from tests.service.conftest import write_package

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs/api.md").read_text()
BLOCKS = re.findall(r"```console\n(.*?)```(?:\n\n```(json|text)\n(.*?)```)?", GUIDE, re.DOTALL)
END = "--- end of a block ---"


@pytest.fixture
def judged(tmp_path: Path, private_redis: RedisServer) -> Iterator[Running]:
    """A service with the operator's problems, where everything is judged wrong."""
    with running(tmp_path / "data", private_redis.url) as service:
        register_bank(service.service, ROOT / "problems")
        over = threading.Event()
        worker = threading.Thread(target=judge_everything, args=(service, over))
        worker.start()
        try:
            yield service
        finally:
            over.set()
            worker.join()


def judge_everything(service: Running, over: threading.Event) -> None:
    seen: set[str] = set()
    while not over.wait(0.05):
        with service.service.store.read() as tx:
            waiting = tx.jobs.queued(100, service.service.clock())
        for job in waiting:
            if job.kind == "judging" and job.id not in seen and job.priority == "interactive":
                seen.add(job.id)
                service.claim(job.id)
                service.record(job.id, Verdict.WA)


def commands_of(block: str) -> str:
    return "\n".join(line.removeprefix("$ ") for line in block.splitlines())


def test_every_command_of_the_guide_works(judged: Running, tmp_path: Path) -> None:
    key = judged.somebody("admin", Role.ADMIN).key
    write_package(tmp_path / "new-problem")
    script = "\n".join(f"{commands_of(block)}\necho\necho '{END}'" for block, _, _ in BLOCKS)
    done = subprocess.run(
        ["bash", "-eu", "-o", "pipefail", "-c", script.replace("/tmp/", f"{tmp_path}/")],
        env={"SERVER": judged.url, "KEY": key, "PATH": "/usr/local/bin:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr
    printed = done.stdout.split(END)
    assert len(printed) == len(BLOCKS) + 1
    for (_, kind, shown), output in zip(BLOCKS, printed, strict=False):
        if kind == "json":
            assert list(json.loads(output)) == list(json.loads(shown))
        elif kind == "text":
            told = re.findall("event: (.*)", output)
            assert list(dict.fromkeys(told)) == re.findall("event: (.*)", shown)


def test_every_kind_of_error_is_explained_and_nothing_else() -> None:
    rows = set(re.findall(r"^\| (\d{3}) \| `([a-z-]+)` \|", GUIDE, re.MULTILINE))
    assert rows == {(str(status), kind.code) for status, kinds in KINDS.items() for kind in kinds}
