"""Trials on samples and custom input, which are no submissions."""

from dataclasses import asdict, dataclass

from judge.errors import SubmissionRejected
from judge.model.ids import new_id
from judge.model.stored import JobKind, Priority, ProblemVersion, Run
from judge.model.submission import Submission
from judge.model.users import User
from judge.service.admission import admit, made_before
from judge.service.context import Service
from judge.service.jobs import new_job
from judge.service.problems import get_problem
from judge.service.sources import NewSource, checked_source, keep_files
from judge.service.texts import checked_text, known_id, not_found
from judge.store.port import Transaction

MAX_INPUTS = 10
"""Custom inputs of one run."""

MAX_INPUT_LENGTH = 64 * 1024
"""Characters of one custom input."""


@dataclass(frozen=True)
class NewRun(NewSource):
    """A run as it was sent; nothing is checked yet.

    Attributes:
        inputs: custom inputs; the samples are run in any case.
    """

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
        NotFound, SubmissionRejected, TooManyRequests, KeyReused: as `submit`.
        CallerMistake: there are too many custom inputs, or one is too long or cannot be kept.
    """
    version = get_problem(service, new.problem)
    source = checked_source(new, version)
    _check_inputs(new.inputs)
    run_id = new_id()
    with service.store.write() as tx:
        request = ["run", asdict(new)]
        before = made_before(tx, service, user, idempotency_key, request, run_id)
        if before is not None:
            return StartedRun(_own(tx, user, before), replayed=True, queued=True)
        admit(tx, service, user)
        run = _write(tx, service, user, source, version, run_id, new.inputs)
    queued = service.enqueue([(run.id, Priority.INTERACTIVE)])
    return StartedRun(run, replayed=False, queued=queued)


def get_run(service: Service, user: User, run_id: str) -> Run:
    """A run of one's own; its result is None until it is done.

    Raises:
        NotFound: there is none of this user's.
    """
    with service.store.read() as tx:
        return _own(tx, user, known_id("run", run_id))


def _own(tx: Transaction, user: User, run_id: str) -> Run:
    run = tx.runs.get(run_id)
    if run is None or run.user_id != user.id:
        raise not_found("run", run_id)
    return run


def _check_inputs(inputs: tuple[str, ...]) -> None:
    if len(inputs) > MAX_INPUTS:
        raise SubmissionRejected(f"{len(inputs)} custom inputs; expected at most {MAX_INPUTS}")
    for input_ in inputs:
        checked_text("custom input", input_, MAX_INPUT_LENGTH)


def _write(
    tx: Transaction,
    service: Service,
    user: User,
    source: Submission,
    version: ProblemVersion,
    run_id: str,
    inputs: tuple[str, ...],
) -> Run:
    now = service.clock()
    run = Run(
        id=run_id,
        user_id=user.id,
        version_id=version.id,
        language=source.language,
        entry=source.entry,
        files=keep_files(tx, source),
        inputs=inputs,
        created_at=now,
    )
    tx.runs.add(run)
    tx.jobs.add(new_job(run_id, JobKind.RUN, Priority.INTERACTIVE, user, now))
    return run
