"""Trials on samples and custom input, which are no submissions."""

from dataclasses import dataclass

from judge.model.stored import Run
from judge.model.users import User
from judge.service.context import Service
from judge.service.submit import NewFile

MAX_INPUTS = 10
"""Custom inputs of one run."""

MAX_INPUT_BYTES = 64 * 1024
"""Of one custom input."""


@dataclass(frozen=True)
class NewRun:
    """A run as it was sent; nothing is checked yet. See `NewSubmission`.

    Attributes:
        inputs: custom inputs; the samples are run in any case.
    """

    problem: str
    language: str
    source: str | None = None
    files: tuple[NewFile, ...] | None = None
    entry: str | None = None
    inputs: tuple[str, ...] = ()


@dataclass(frozen=True)
class StartedRun:
    """An accepted run.

    Attributes:
        replayed, queued: as in `Submitted`.
    """

    run: Run
    replayed: bool
    queued: bool


def start_run(
    service: Service, user: User, new: NewRun, *, idempotency_key: str | None = None
) -> StartedRun:
    """Accept a run.

    Raises:
        NotFound, SubmissionRejected, TooManyRequests, KeyReused: as `submit`; also for too many or
            too large inputs.
    """
    raise NotImplementedError


def get_run(service: Service, user: User, run_id: str) -> Run:
    """A run of one's own; its result is None until it is done.

    Raises:
        NotFound: there is none of this user's.
    """
    raise NotImplementedError
