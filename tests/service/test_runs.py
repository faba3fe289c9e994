"""Trials are taken in like submissions, and are none."""

from dataclasses import replace

import pytest

from judge.errors import CallerMistake, KeyReused, NotFound, SubmissionRejected, TooManyRequests
from judge.model.ids import new_id
from judge.model.stored import JobKind, Priority, ProblemVersion, SubmissionFilter
from judge.model.users import Role, User
from judge.service.context import Service
from judge.service.runs import MAX_INPUT_LENGTH, MAX_INPUTS, NewRun, get_run, start_run
from judge.service.submissions import list_submissions
from judge.service.submit import NewSubmission, submit
from tests.service.conftest import POLICY, SOURCE, user_of

NEW = NewRun(problem="doubled", language="python3", source=SOURCE, inputs=("[3]", "[4]"))


def test_a_run_is_written_with_its_job_and_queued(
    service: Service, problem: ProblemVersion, solver: User
) -> None:
    started = start_run(service, solver, NEW)
    run = get_run(service, solver, started.run.id)
    assert run == started.run
    assert (run.version_id, run.inputs, run.result) == (problem.id, ("[3]", "[4]"), None)
    with service.store.read() as tx:
        job = tx.jobs.get(run.id)
        assert tx.blobs.get(run.files[0].digest) == SOURCE.encode()
    assert job is not None
    assert (job.kind, job.priority) == (JobKind.RUN, Priority.INTERACTIVE)
    assert started.queued
    assert service.queue.missing([(job.id, Priority.INTERACTIVE)]) == []
    assert list_submissions(service, solver, SubmissionFilter(), before=None, limit=9) == []


def test_runs_are_ones_own(
    service: Service, problem: ProblemVersion, solver: User, admin: User
) -> None:
    run = start_run(service, solver, NEW).run
    for user in (admin, user_of(service, Role.SOLVER)):
        with pytest.raises(NotFound):
            get_run(service, user, run.id)
    for wrong in (new_id(), "\0", "x"):
        with pytest.raises(NotFound):
            get_run(service, solver, wrong)


@pytest.mark.parametrize(
    "inputs", [("1",) * (MAX_INPUTS + 1), ("x" * (MAX_INPUT_LENGTH + 1),), ("\0",), ("\ud800",)]
)
def test_inputs_are_few_short_and_text(
    service: Service, problem: ProblemVersion, solver: User, inputs: tuple[str, ...]
) -> None:
    with pytest.raises(CallerMistake, match="custom input"):
        start_run(service, solver, replace(NEW, inputs=inputs))


def test_what_the_problem_does_not_take_is_refused(
    service: Service, problem: ProblemVersion, solver: User
) -> None:
    with pytest.raises(SubmissionRejected):
        start_run(service, solver, replace(NEW, source=""))
    with pytest.raises(NotFound):
        start_run(service, solver, replace(NEW, problem="nowhere"))


def test_runs_and_submissions_count_together(
    service: Service, problem: ProblemVersion, solver: User
) -> None:
    two = POLICY.model_copy(update={"submissions_per_minute": 2})
    for policy in (two, POLICY.model_copy(update={"queue_cap": 2})):
        user = user_of(service, Role.SOLVER)
        small = replace(service, policy=policy)
        start_run(small, user, NEW)
        submit(small, user, NewSubmission(problem="doubled", language="python3", source=SOURCE))
        with pytest.raises(TooManyRequests):
            start_run(small, user, NEW)


def test_the_same_run_again_makes_nothing_new(
    service: Service, problem: ProblemVersion, solver: User
) -> None:
    first = start_run(service, solver, NEW, idempotency_key="k")
    again = start_run(service, solver, NEW, idempotency_key="k")
    assert (again.replayed, again.run) == (True, first.run)
    with pytest.raises(KeyReused):
        start_run(service, solver, replace(NEW, inputs=()), idempotency_key="k")
    new = NewSubmission(problem="doubled", language="python3", source=SOURCE)
    with pytest.raises(KeyReused):
        submit(service, solver, new, idempotency_key="k")


def test_it_is_taken_while_the_queue_is_away(
    without_queue: Service, problem: ProblemVersion, solver: User
) -> None:
    assert not start_run(without_queue, solver, NEW).queued
