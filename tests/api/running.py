"""The service on a real port, in a thread of the test process, over SQLite and a private Redis."""

import contextlib
import io
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import uvicorn

from api.app import create_app
from judge.model.stored import Claim, Event, StoredSubmission
from judge.model.submission import Runtime
from judge.model.users import Role, User
from judge.model.verdict import Verdict
from judge.service.accounts import create_key, create_user
from judge.service.context import Service
from judge.settings import Settings
from judge.wiring import make_events, make_store
from tests.servers import free_port

DEADLINE_S = 20
PROBLEM = "doubled"
SOURCE = "def doubled(number):\n    return 2 * number\n"


@dataclass(frozen=True)
class Somebody:
    """A user with a key, and a client that sends it."""

    user: User
    key: str
    http: httpx.Client


class Running:
    """A service that is up, and the hands of a worker."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.url = f"http://127.0.0.1:{settings.port}"
        self.app = create_app(settings)
        self.events = make_events(settings)
        self._claims: dict[str, Claim] = {}
        self._clients: list[httpx.Client] = []
        self._server = uvicorn.Server(
            uvicorn.Config(
                self.app, port=settings.port, log_config=None, timeout_graceful_shutdown=1
            )
        )
        self._thread = threading.Thread(target=self._server.run, name="api")

    def start(self) -> None:
        """Come back once it answers."""
        self._thread.start()
        wait_until(lambda: self._server.started)

    def stop(self) -> None:
        """End it."""
        for client in self._clients:
            client.close()
        self._server.should_exit = True
        self._thread.join(DEADLINE_S)
        self.events.close()

    @property
    def service(self) -> Service:
        """What the app's use cases work with."""
        service: Service = self.app.state.parts.service
        return service

    def client(self, **headers: str) -> httpx.Client:
        """A client that is nobody."""
        made = httpx.Client(base_url=self.url, headers=headers, timeout=DEADLINE_S)
        self._clients.append(made)
        return made

    def somebody(self, name: str, role: Role, password: str | None = None) -> Somebody:
        """A new user."""
        user = create_user(self.service, None, name=name, role=role, password=password)
        key = create_key(self.service, None, name="test", user_id=user.id).secret
        return Somebody(user, key, self.client(Authorization=f"Bearer {key}"))

    def begin(self, submission_id: str) -> None:
        """Claim a submission's judging and tell so, as a worker does."""
        self.claim(self._judging_id(submission_id))

    def finish(
        self, submission_id: str, verdict: Verdict = Verdict.AC, *, ratio: float | None = None
    ) -> None:
        """Judge a submission, as a worker does."""
        judging_id = self._judging_id(submission_id)
        self.claim(judging_id)
        self.record(judging_id, verdict, ratio=ratio)

    def record(
        self,
        judging_id: str,
        verdict: Verdict = Verdict.AC,
        *,
        ratio: float | None = None,
        tell: bool = True,
    ) -> None:
        """Record a claimed judging's result, as a worker does."""
        document = result(verdict, ratio)
        now = datetime.now(UTC)
        with self.service.store.write() as tx:
            assert tx.jobs.finish_judging(
                self._claims.pop(judging_id),
                now,
                verdict=verdict,
                score=document["score"],
                result=document,
                cause="BoxDied" if verdict is Verdict.JE else None,
                host="here",
            )
        if tell:
            ended = {key: document[key] for key in ("verdict", "score", "max_score")}
            shown = {"ok": True, "message": None, "case_count": 2}
            self.events.publish(
                judging_id,
                [
                    Event(attempt=1, number=1, type="compiled", data=shown),
                    *(
                        Event(attempt=1, number=2 + number, type="case", data=case)
                        for number, case in enumerate(document["cases"])
                    ),
                    Event(attempt=1, number=4, type="done", data=ended),
                ],
            )

    def claim(self, judging_id: str) -> None:
        """Claim a judging and tell so, as a worker does."""
        with self.service.store.write() as tx:
            claim = tx.jobs.claim(judging_id, "by hand", datetime.now(UTC))
        assert claim is not None
        self._claims[judging_id] = claim
        self.events.publish(judging_id, [Event(attempt=1, number=0, type="claimed")])

    def stored(self, submission_id: str) -> StoredSubmission:
        """A submission as the store has it."""
        with self.service.store.read() as tx:
            found = tx.submissions.get(submission_id)
        assert found is not None
        return found

    def _judging_id(self, submission_id: str) -> str:
        return self.stored(submission_id).judging_id


@contextlib.contextmanager
def running(data_dir: Path, redis_url: str, **settings: Any) -> Iterator[Running]:
    """A service over a store of its own."""
    made = Settings(data_dir=data_dir, redis_url=redis_url, port=free_port(), **settings)
    store = make_store(made)
    store.migrate()
    store.close()
    up = Running(made)
    up.start()
    try:
        yield up
    finally:
        up.stop()


def result(verdict: Verdict, ratio: float | None = None) -> dict[str, Any]:
    """A judging's document with two tests.

    Args:
        ratio: of the submission's runtime to the reference's, if it was measured.
    """
    score = 100.0 if verdict is Verdict.AC else 0.0
    cases = [
        {"name": f"secret/{number}", "group": "secret", "verdict": verdict.value}
        | {"cpu_time_ms": 1.5, "wall_time_ms": 2.0, "memory_bytes": 1_000_000}
        | {"score": None, "hint": None, "feedback": None}
        for number in (1, 2)
    ]
    return {
        "schema": "coderound.judging/1",
        "problem": PROBLEM,
        "language": "python3",
        "verdict": verdict.value,
        "score": score,
        "max_score": 100.0,
        "points": {"correctness": score, "runtime": None},
        "runtime": None if ratio is None else runtime(ratio).model_dump(mode="json"),
        "groups": [],
        "cases": cases,
        "compile": {"ok": True, "message": None, "cpu_time_ms": 1.0},
        "message": None,
        "environment": {},
    }


def runtime(ratio: float) -> Runtime:
    """A comparison with the reference."""
    return Runtime(
        ratio=ratio,
        interval=(ratio, ratio),
        comparison="slower",
        rounds=5,
        repeated=0,
        noise=0.01,
        submission_ms=10 * ratio,
        reference_ms=10.0,
        import_ms=0.1,
        submission_memory_bytes=1_000_000,
        reference_memory_bytes=1_000_000,
    )


def zipped(files: dict[str, str], folder: str = PROBLEM) -> bytes:
    """Files as a zip archive of one folder."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in files.items():
            archive.writestr(f"{folder}/{name}", text)
    return content.getvalue()


def wait_until(met: Callable[[], bool]) -> None:
    """Wait for a condition, for as long as it may take at most."""
    deadline = time.monotonic() + DEADLINE_S
    while not met():
        assert time.monotonic() < deadline, "it does not come about"
        time.sleep(0.01)
