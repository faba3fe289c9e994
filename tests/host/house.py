"""A store, a queue and a data folder of one's own, and workers on them."""

import contextlib
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import docker
import redis

from judge.host.slot import run_slot
from judge.model.ids import new_id
from judge.model.stored import (
    Job,
    JobKind,
    JobState,
    Priority,
    ProblemVersion,
    Run,
    StoredFile,
    StoredJudging,
    StoredSubmission,
    VersionState,
)
from judge.model.submission import JudgingState
from judge.model.users import Role, User
from judge.package.load import load_package
from judge.sandbox.orphans import INSTANCE_LABEL, worker_labels
from judge.service.archives import pack
from judge.service.manifest import manifest_of
from judge.settings import Settings
from judge.store.port import Store, Transaction
from judge.wiring import make_queue, make_store

DEADLINE_S = 60.0
_Result = TypeVar("_Result")

WORKER = """
import signal, sys, threading
from judge.host.slot import run_slot
from judge.settings import Settings
stop = threading.Event()
signal.signal(signal.SIGTERM, lambda *_: stop.set())
run_slot(Settings.model_validate_json(sys.argv[1]), sys.argv[2], stop)
"""


def until(what: Callable[[], _Result | None], deadline_s: float = DEADLINE_S) -> _Result:
    """What `what` returns, as soon as that is something."""
    deadline = time.monotonic() + deadline_s
    while True:
        found = what()
        if found:
            return found
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)


@dataclass
class House:
    """Everything that the workers of a test share."""

    settings: Settings
    store: Store
    user_id: str
    redis: Any
    workers: list["subprocess.Popen[bytes]"] = field(default_factory=list)
    has_worked: bool = False

    # --- what is there to be done ----------------------------------------------------------------

    def add_problem(
        self, root: Path, state: VersionState = VersionState.PUBLISHED, kind: JobKind | None = None
    ) -> ProblemVersion:
        """Store a package; with a `kind`, as something to be done."""
        package = load_package(root)
        with self.store.write() as tx:
            version = ProblemVersion(
                id=new_id(),
                problem=package.name,
                number=tx.problems.next_number(package.name),
                digest=package.digest,
                archive=tx.blobs.put(pack(package.root)),
                state=VersionState.VERIFYING if state is VersionState.PUBLISHED else state,
                manifest=manifest_of(package),
                created_by=self.user_id,
                created_at=datetime.now(UTC),
            )
            tx.problems.add_version(version)
            if state is VersionState.PUBLISHED:
                tx.problems.publish(version.id, VersionState.VERIFYING)
            if kind is not None:
                tx.jobs.add(_job(version.id, kind, self.user_id))
        if kind is not None:
            self.enqueue(version.id)
        return version.model_copy(update={"state": state})

    def submit(self, version: ProblemVersion, source: str, *, enqueue: bool = True) -> str:
        """Store a submission; return the id of its judging."""
        judging_id = new_id()
        with self.store.write() as tx:
            submission = StoredSubmission(
                id=new_id(),
                user_id=self.user_id,
                problem=version.problem,
                language="python3",
                entry="solution.py",
                files=(_file(tx, source),),
                created_at=datetime.now(UTC),
                judging_id=judging_id,
                state=JudgingState.QUEUED,
            )
            judging = StoredJudging(
                id=judging_id,
                submission_id=submission.id,
                version_id=version.id,
                state=JudgingState.QUEUED,
                attempt=0,
                created_at=submission.created_at,
            )
            tx.submissions.add(submission, judging)
            tx.jobs.add(_job(judging_id, JobKind.JUDGING, self.user_id))
        if enqueue:
            self.enqueue(judging_id)
        return judging_id

    def run(self, version: ProblemVersion, source: str, *inputs: str) -> str:
        """Store a run; return its id."""
        run_id = new_id()
        with self.store.write() as tx:
            tx.runs.add(
                Run(
                    id=run_id,
                    user_id=self.user_id,
                    version_id=version.id,
                    language="python3",
                    entry="solution.py",
                    files=(_file(tx, source),),
                    inputs=inputs,
                    created_at=datetime.now(UTC),
                )
            )
            tx.jobs.add(_job(run_id, JobKind.RUN, self.user_id))
        self.enqueue(run_id)
        return run_id

    def enqueue(self, job_id: str) -> None:
        """Hand an id to the workers."""
        make_queue(self.settings).enqueue(job_id, Priority.DEFAULT)

    # --- what became of it -----------------------------------------------------------------------

    def judging(self, judging_id: str) -> StoredJudging:
        """A judging as it is stored."""
        with self.store.read() as tx:
            found = tx.submissions.judging(judging_id)
        assert found is not None
        return found

    def judged(self, judging_id: str, deadline_s: float = DEADLINE_S) -> StoredJudging:
        """A judging, once it is done."""

        def done() -> StoredJudging | None:
            found = self.judging(judging_id)
            return found if found.state is JudgingState.DONE else None

        return until(done, deadline_s)

    def job(self, job_id: str) -> Job:
        """A job as it is stored."""
        with self.store.read() as tx:
            found = tx.jobs.get(job_id)
        assert found is not None
        return found

    def job_is(self, job_id: str, state: JobState) -> bool:
        """Whether a job stands there."""
        return self.job(job_id).state is state

    def events(self, job_id: str) -> list[tuple[str, str]]:
        """Ids and types of the events in the log."""
        return [(entry_id, event["type"]) for entry_id, event in self._log_of(job_id)]

    def told(self, job_id: str) -> list[str]:
        """Types of the events in the log."""
        return [kind for _, kind in self.events(job_id)]

    def case_count(self, judging_id: str) -> int:
        """How many tests a judging said that it has."""
        counts = [event["data"].get("case_count") for _, event in self._log_of(judging_id)]
        return next(int(count) for count in counts if count is not None)

    def _log_of(self, job_id: str) -> list[tuple[str, Any]]:
        return [
            (entry_id.decode(), json.loads(fields[b"event"]))
            for entry_id, fields in self.redis.xrange(f"coderound:events:{job_id}")
        ]

    def take_away(self, job_id: str) -> bool:
        """Do to a job what a sweeper does that takes its worker for dead."""
        job = self.job(job_id)
        with self.store.write() as tx:
            return tx.jobs.requeue_lost(job, "taken away")

    # --- who does it -----------------------------------------------------------------------------

    @contextlib.contextmanager
    def slot(self, name: str = "here", **changes: Any) -> Iterator[threading.Event]:
        """A worker in a thread of this process."""
        self.has_worked = True
        stop = threading.Event()
        settings = self.settings.model_copy(update=changes)
        thread = threading.Thread(target=run_slot, args=(settings, name, stop))
        thread.start()
        try:
            yield stop
        finally:
            stop.set()
            thread.join(DEADLINE_S)
            assert not thread.is_alive()

    def start_worker(
        self, name: str, environment: dict[str, str] | None = None
    ) -> "subprocess.Popen[bytes]":
        """A worker in a process of its own, which a test may do anything to."""
        command = [sys.executable, "-c", WORKER, self.settings.model_dump_json(), name]
        self.has_worked = True
        worker = subprocess.Popen(command, env=environment)
        self.workers.append(worker)
        return worker

    def boxes(self) -> list[str]:
        """Ids of the boxes of this house's workers."""
        with contextlib.closing(docker.from_env()) as client:
            found = client.api.containers(
                all=True, filters={"label": f"coderound.instance={self.instance}"}
            )
        return [container["Id"] for container in found]

    @property
    def instance(self) -> str:
        """What the boxes' labels call this house's data folder."""
        return worker_labels(self.settings.data_dir, "any")[INSTANCE_LABEL]


@contextlib.contextmanager
def house(data_dir: Path, redis_url: str, database_url: str | None = None) -> Iterator[House]:
    """A house whose workers have all ended, and whose boxes are all gone, in the end."""
    settings = Settings(
        data_dir=data_dir, redis_url=redis_url, database_url=database_url, lease_s=2, sweep_s=0.2
    )
    store: Store = make_store(settings)
    client = redis.Redis.from_url(redis_url)
    store.migrate()
    user = User(id=new_id(), name="ada", role=Role.AUTHOR, created_at=datetime.now(UTC))
    with store.write() as tx:
        tx.users.add(user)
    built = House(settings, store, user.id, client)
    try:
        yield built
    finally:
        for worker in built.workers:
            worker.kill()
            worker.wait()
        store.close()
        client.close()
        if built.has_worked:
            until(lambda: not built.boxes())


def _job(job_id: str, kind: JobKind, user_id: str) -> Job:
    return Job(
        id=job_id,
        kind=kind,
        priority=Priority.DEFAULT,
        user_id=user_id,
        state=JobState.QUEUED,
        attempt=0,
        created_at=datetime.now(UTC),
    )


def _file(tx: Transaction, source: str) -> StoredFile:
    return StoredFile(name="solution.py", digest=tx.blobs.put(source.encode()))
