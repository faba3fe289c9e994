"""Submissions are taken in, held to the rules, committed and queued, whatever is wrong around them."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from judge.errors import (
    CallerMistake,
    Conflict,
    KeyReused,
    NotAllowed,
    NotFound,
    SubmissionRejected,
    TooManyRequests,
)
from judge.model.stored import JobKind, JobState, Priority, ProblemVersion
from judge.model.submission import JudgingState
from judge.model.users import Role, User
from judge.model.verdict import Verdict
from judge.service.context import Service
from judge.service.sources import NewFile
from judge.service.submissions import get_source, get_submission
from judge.service.submit import NewSubmission, cancel, submit
from tests.service.conftest import (
    POLICY,
    SOURCE,
    Clock,
    Send,
    actions,
    finish,
    published,
    user_of,
)

NEW = NewSubmission(problem="doubled", language="python3", source=SOURCE)


def with_files(*files: tuple[str, str], entry: str | None = None) -> NewSubmission:
    sent = tuple(NewFile(name, content) for name, content in files)
    return NewSubmission(problem="doubled", language="python3", files=sent, entry=entry)


def test_a_submission_is_written_with_its_judging_and_job_and_queued(
    any_service: Service, package: Any
) -> None:
    service = any_service
    author, solver = user_of(service, Role.AUTHOR), user_of(service, Role.SOLVER)
    version = published(service, author, package)
    done = submit(service, solver, NEW)
    assert (done.replayed, done.queued) == (False, True)
    submission = get_submission(service, solver, done.submission.id)
    assert submission == done.submission
    assert (submission.user_id, submission.problem, submission.state) == (
        solver.id,
        "doubled",
        JudgingState.QUEUED,
    )
    with service.store.read() as tx:
        judging = tx.submissions.judging(submission.judging_id)
        job = tx.jobs.get(submission.judging_id)
    assert judging is not None
    assert (judging.version_id, judging.attempt) == (version.id, 0)
    assert job is not None
    assert (job.kind, job.priority, job.state) == (
        JobKind.JUDGING,
        Priority.INTERACTIVE,
        JobState.QUEUED,
    )
    assert service.queue.missing([(job.id, Priority.INTERACTIVE)]) == []
    assert [file.content for file in get_source(service, solver, submission.id)] == [
        SOURCE.encode()
    ]


def test_it_is_accepted_while_the_queue_is_away(
    without_queue: Service, problem: ProblemVersion, solver: User
) -> None:
    done = submit(without_queue, solver, NEW)
    assert not done.queued
    with without_queue.store.read() as tx:
        assert tx.jobs.get(done.submission.judging_id) is not None


def test_several_files_are_kept_as_they_came(
    service: Service, problem: ProblemVersion, solver: User
) -> None:
    new = with_files(("main.py", "from lib.a import f\n"), ("lib/a.py", "é"), ("data", "\0"))
    submission = submit(service, solver, new).submission
    assert submission.entry == "main.py"
    found = {file.name: file.content for file in get_source(service, solver, submission.id)}
    assert found == {
        "main.py": b"from lib.a import f\n",
        "lib/a.py": "é".encode(),
        "data": b"\0",
    }


@pytest.mark.parametrize(
    ("new", "complaint"),
    [
        (replace(NEW, language="cobol"), "language 'cobol' is not supported"),
        (replace(NEW, language="x" * 9999), "language 'xxxx"),
        (replace(NEW, language="py\0thon\ud800"), "language 'py\\x00thon\\ud800'"),
        (replace(NEW, source=""), "the solution: empty; expected a solution"),
        (replace(NEW, source=" \n"), "the solution: empty; expected a solution"),
        (replace(NEW, source="x = 1\0"), "the solution: byte 5 is NUL"),
        (replace(NEW, source="x = '\ud800'"), "holds an unpaired surrogate"),
        (replace(NEW, source="#" * (128 * 1024 + 1)), "more than the 131072 bytes"),
        (replace(NEW, source=None), "source and files: expected one of them"),
        (replace(with_files(("a.py", "1")), source="1"), "source and files: expected one of them"),
        (replace(NEW, entry="a.py"), "expected no entry"),
        (with_files(), "several Python files or none"),
        (with_files(("a.py", "1"), ("b.py", "2")), "several Python files or none"),
        (with_files(("a.py", "1"), entry="b.py"), "there is no b.py in it"),
        (with_files(("a.py", "1"), ("a.py", "2"), entry="a.py"), 'a file and a folder, "a.py"'),
        (with_files(("a.py", "1"), ("a.py/b", "2"), entry="a.py"), 'and a folder, "a.py"'),
        (with_files(("../a.py", "1")), "'../a.py' is not a relative file name"),
        (with_files(("/etc/passwd", "1")), "'/etc/passwd' is not a relative file name"),
        (with_files(("a\0.py", "1")), "is not a relative file name"),
        (with_files(("\ud800.py", "1")), "holds an unpaired surrogate"),
        (with_files(("", "1")), "'' is not a relative file name"),
        (with_files(("a" * 300, "1")), "is not a relative file name"),
        (with_files(*((f"f{n}.py", "1") for n in range(201))), "201 files; expected at most 200"),
        (with_files(("a.py", "x" * 99_000), ("b", "x" * 99_000)), "more than the 131072 bytes"),
        (with_files(("a.py", "1"), entry="\ud800"), "which cannot be kept"),
        (with_files(("a.py", "1"), entry="x" * 300), "expected at most 255"),
    ],
    ids=lambda value: value[:24].replace("\0", "") if isinstance(value, str) else "",
)
def test_what_the_problem_does_not_take_is_refused_with_the_reason(
    service: Service, problem: ProblemVersion, solver: User, new: NewSubmission, complaint: str
) -> None:
    with pytest.raises(CallerMistake) as caught:
        submit(service, solver, new)
    assert complaint in str(caught.value)
    assert len(str(caught.value)) < 500
    str(caught.value).encode()
    with service.store.read() as tx:
        assert tx.jobs.active_of(solver.id) == 0


@pytest.mark.parametrize("name", ["nowhere", "", "../doubled", "doubled\0", "\ud800", "x" * 9999])
def test_an_unknown_problem_is_not_found(
    service: Service, problem: ProblemVersion, solver: User, name: str
) -> None:
    with pytest.raises(NotFound) as caught:
        submit(service, solver, replace(NEW, problem=name))
    assert len(str(caught.value)) < 300


def test_words_of_other_languages_are_kept_as_they_are(any_service: Service, package: Any) -> None:
    service = any_service
    published(service, user_of(service, Role.AUTHOR), package)
    solver = user_of(service, Role.SOLVER)
    source = "# '; DROP TABLE submissions; -- <script>alert(1)</script> 🙂\n"
    name = "<b>'; DROP TABLE users; --.py"
    new = with_files(("main.py", source), (name, source), entry="main.py")
    submission = submit(service, solver, new).submission
    found = {file.name: file.content for file in get_source(service, solver, submission.id)}
    assert found == {"main.py": source.encode(), name: source.encode()}


def test_bulk_waits_behind_everything(
    service: Service, problem: ProblemVersion, author: User
) -> None:
    submission = submit(service, author, replace(NEW, bulk=True)).submission
    with service.store.read() as tx:
        job = tx.jobs.get(submission.judging_id)
    assert job is not None
    assert job.priority is Priority.BULK


def test_bulk_is_not_for_solvers(service: Service, problem: ProblemVersion, solver: User) -> None:
    with pytest.raises(NotAllowed):
        submit(service, solver, replace(NEW, bulk=True))


def test_who_sends_too_fast_is_told_when_to_come_again(
    service: Service, problem: ProblemVersion, solver: User, admin: User, clock: Clock
) -> None:
    slow = replace(service, policy=POLICY.model_copy(update={"submissions_per_minute": 2}))
    submit(slow, solver, NEW)
    clock.wait(20)
    submit(slow, solver, NEW)
    clock.wait(10)
    with pytest.raises(TooManyRequests) as caught:
        submit(slow, solver, NEW)
    assert caught.value.retry_after_s == 31
    clock.wait(31)
    submit(slow, solver, NEW)
    for _ in range(3):
        submit(slow, admin, NEW)


def test_who_has_too_much_waiting_may_send_more_once_some_is_done(
    service: Service, problem: ProblemVersion, solver: User, admin: User
) -> None:
    small = replace(service, policy=POLICY.model_copy(update={"queue_cap": 2}))
    first = submit(small, solver, NEW).submission
    submit(small, solver, NEW)
    with pytest.raises(TooManyRequests) as caught:
        submit(small, solver, NEW)
    assert caught.value.retry_after_s > 0
    finish(small, first.judging_id)
    submit(small, solver, NEW)
    for _ in range(3):
        submit(small, admin, NEW)


def test_the_same_request_again_makes_nothing_new(any_service: Service, package: Any) -> None:
    service = any_service
    published(service, user_of(service, Role.AUTHOR), package)
    solver = user_of(service, Role.SOLVER)
    first = submit(service, solver, NEW, idempotency_key="k")
    again = submit(service, solver, NEW, idempotency_key="k")
    assert again.replayed
    assert again.submission == first.submission
    with service.store.read() as tx:
        assert tx.jobs.active_of(solver.id) == 1


def test_a_repeated_request_is_answered_even_when_no_more_may_be_sent(
    service: Service, problem: ProblemVersion, solver: User
) -> None:
    small = replace(service, policy=POLICY.model_copy(update={"submissions_per_minute": 1}))
    first = submit(small, solver, NEW, idempotency_key="k")
    assert submit(small, solver, NEW, idempotency_key="k").submission == first.submission


def test_another_request_with_the_same_key_is_refused(
    service: Service, problem: ProblemVersion, solver: User
) -> None:
    submit(service, solver, NEW, idempotency_key="k")
    with pytest.raises(KeyReused):
        submit(service, solver, replace(NEW, source="other"), idempotency_key="k")


def test_idempotency_keys_of_different_users_are_different(
    service: Service, problem: ProblemVersion, solver: User, author: User
) -> None:
    first = submit(service, solver, NEW, idempotency_key="k")
    assert not submit(service, author, NEW, idempotency_key="k").replayed
    assert first.submission.user_id == solver.id


def test_a_refused_request_uses_no_key_up(
    service: Service, problem: ProblemVersion, solver: User
) -> None:
    small = replace(service, policy=POLICY.model_copy(update={"queue_cap": 1}))
    first = submit(small, solver, NEW).submission
    with pytest.raises(TooManyRequests):
        submit(small, solver, NEW, idempotency_key="k")
    finish(small, first.judging_id)
    assert not submit(small, solver, replace(NEW, source="1"), idempotency_key="k").replayed


@pytest.mark.parametrize("key", ["", " ", "a b", "k\0", "é", "x" * 256])
def test_an_idempotency_key_is_short_and_printable(
    service: Service, problem: ProblemVersion, solver: User, key: str
) -> None:
    with pytest.raises(CallerMistake, match="idempotency key"):
        submit(service, solver, NEW, idempotency_key=key)


def test_of_many_same_requests_at_once_one_is_accepted(any_service: Service, package: Any) -> None:
    service = any_service
    published(service, user_of(service, Role.AUTHOR), package)
    solver = user_of(service, Role.SOLVER)
    with ThreadPoolExecutor(6) as pool:
        made = list(pool.map(lambda _: submit(service, solver, NEW, idempotency_key="k"), range(6)))
    assert sum(not each.replayed for each in made) == 1
    assert len({each.submission.id for each in made}) == 1
    with service.store.read() as tx:
        assert tx.jobs.active_of(solver.id) == 1


def test_a_submission_that_waits_is_given_up(service: Service, solver: User, send: Send) -> None:
    submission = send(solver)
    cancelled = cancel(service, solver, submission.id)
    assert cancelled.state is JudgingState.CANCELLED
    with service.store.write() as tx:
        assert tx.jobs.claim(submission.judging_id, "worker", service.clock()) is None


def test_what_is_judged_stays_judged(service: Service, solver: User, send: Send) -> None:
    submission = send(solver, Verdict.AC)
    with pytest.raises(Conflict, match="judged already"):
        cancel(service, solver, submission.id)
    assert get_submission(service, solver, submission.id).verdict is Verdict.AC


def test_only_its_sender_and_admins_cancel(
    service: Service, solver: User, author: User, admin: User, send: Send
) -> None:
    submission = send(solver)
    with pytest.raises(NotFound):
        cancel(service, user_of(service, Role.SOLVER), submission.id)
    with pytest.raises(NotAllowed):
        cancel(service, author, submission.id)
    cancel(service, admin, submission.id)
    assert actions(service)[-1] == "submission.cancel"


def test_rejections_are_the_same_errors_as_those_of_judge_run(
    service: Service, problem: ProblemVersion, solver: User
) -> None:
    with pytest.raises(SubmissionRejected):
        submit(service, solver, replace(NEW, source=""))
