"""Waiting for what a server does: its events as they come, and a look for oneself where they break off."""

import re
from time import monotonic, sleep
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, ValidationError

from judge.cli.client import Client, ServerEvent
from judge.cli.progress import Bar
from judge.errors import CallerMistake, ServerAway, ServerRefused, ServerUnavailable

_ID = re.compile(r"[0-9A-Z]{26}")
_OVER = ("done", "cancelled")
_LOOK_S = 1.0
_LOOK_AFTER_END_S = 0.05
_PATIENCE_S = 120.0
"""How long a server may be away before waiting for it makes no sense."""


def submission_path(submission_id: str) -> str:
    """Where a submission is.

    Raises:
        CallerMistake: it is no id.
    """
    if not _ID.fullmatch(submission_id):
        raise CallerMistake(
            f"{submission_id!r} is no submission's id; expected 26 digits and capital letters, as "
            "`judge submit` tells them"
        )
    return f"/submissions/{submission_id}"


class WatchedJudging(BaseModel):
    """The part of a judging that waiting for it takes; a newer server may tell more."""

    model_config = ConfigDict(frozen=True)

    result: dict[str, Any] | None = None


class WatchedPercentile(BaseModel):
    """Where a submission stands among other solvers'."""

    model_config = ConfigDict(frozen=True)

    faster_than_percent: float
    others: int


class WatchedSubmission(BaseModel):
    """The part of a submission that waiting for it takes; a newer server may tell more."""

    model_config = ConfigDict(frozen=True)

    id: str
    problem: str
    state: str
    verdict: str | None = None
    score: float | None = None
    runtime_percentile: WatchedPercentile | None = None
    judging: WatchedJudging

    @classmethod
    def of(cls, document: dict[str, Any]) -> Self:
        """A server's answer.

        Raises:
            ServerUnavailable: it is something else.
        """
        try:
            return cls.model_validate(document)
        except ValidationError:
            raise ServerUnavailable(
                "the server tells of the submission in a form that this version does not know"
            ) from None

    @property
    def is_over(self) -> bool:
        """Whether its judging has ended, one way or the other."""
        return self.state in _OVER


def wait_until_over(client: Client, submission: WatchedSubmission, bar: Bar) -> WatchedSubmission:
    """Wait for a submission's judging, and tell what happens; the submission as it is in the end.

    The stream of events is taken up where it broke off. Where there is none, the submission is
    looked at again and again.

    Raises:
        ServerRefused: the server does not let us look (any more).
        ServerUnavailable: it has been away for long, or fails.
    """
    path = submission_path(submission.id)
    progress = _Progress(bar, submission.problem)
    streams, seen_at_s = True, monotonic()
    while not submission.is_over:
        try:
            if streams:
                _follow(client, f"{path}/events", progress)
        except ServerAway:
            bar.say(f"{submission.problem}: the connection broke off, one moment")
        except ServerRefused:
            streams = False
        try:
            submission = WatchedSubmission.of(client.get(path))
            seen_at_s = monotonic()
        except ServerAway as error:
            if monotonic() - seen_at_s > _PATIENCE_S:
                raise ServerAway(
                    f"{error}. What was submitted is safe; look again with: "
                    f"judge status {submission.id}"
                ) from None
        if not submission.is_over:
            # The end is told at once when it is recorded; whoever is still not there then takes longer.
            sleep(_LOOK_AFTER_END_S if progress.ended else _LOOK_S)
            progress.ended = False
    return submission


def _follow(client: Client, path: str, progress: "_Progress") -> None:
    """Hear events behind the last one heard, until they end."""
    with client.events(path, progress.last_id) as events:
        for event in events:
            progress.hear(event)
            if progress.ended:
                return


class _Progress:
    """Events of a judging, on a bar."""

    def __init__(self, bar: Bar, subject: str) -> None:
        self._bar, self._subject = bar, subject
        self.last_id: str | None = None
        self.ended = False
        bar.say(f"{subject}: queued")

    def hear(self, event: ServerEvent) -> None:
        """Show one; of kinds that are unknown, nothing."""
        self.last_id = event.id or self.last_id
        if event.type == "claimed":
            self._bar.say(f"{self._subject}: compiling")
        elif event.type == "compiled" and isinstance(event.data.get("case_count"), int):
            self._bar.start(event.data["case_count"], self._subject)
        elif event.type == "case":
            verdict = event.data.get("verdict") or "not run"
            self._bar.advance(f"{self._subject} {event.data.get('name')} {verdict}")
        elif event.type == "requeued":
            self._bar.say(f"{self._subject}: queued again")
        self.ended = event.type == "done"
