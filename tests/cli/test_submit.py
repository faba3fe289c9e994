"""`judge submit` and `judge status` against a real server, over good lines and bad ones."""

import json
import signal
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from itertools import count
from pathlib import Path

import pytest

from judge.cli.client import Client
from judge.cli.watch import WatchedSubmission, wait_until_over
from judge.model.users import Role
from judge.model.verdict import Verdict
from judge.service.submit import cancel
from tests.api.running import PROBLEM, SOURCE, Running, Somebody
from tests.cli.command_line import Judge, start_judge
from tests.cli.served import await_queued, bad_line, judged, meanwhile, queued
from tests.webhooks.receiver import Receiver, Respond, answer, receiving

_numbers = count()


@pytest.fixture
def solver(up: Running, monkeypatch: pytest.MonkeyPatch, workplace: Path) -> Somebody:
    """A solver, in an environment whose settings know the server and the solver's key."""
    somebody = up.somebody(f"submitter-{next(_numbers)}", Role.SOLVER)
    monkeypatch.setenv("CODEROUND_SERVER", up.url)
    monkeypatch.setenv("CODEROUND_API_KEY", somebody.key)
    return somebody


@pytest.fixture
def solution(tmp_path: Path) -> Path:
    path = tmp_path / "solution.py"
    path.write_text(SOURCE)
    return path


@pytest.fixture
def odd(workplace: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    """A server that answers as a test wants, named in the settings."""
    with receiving() as server:
        monkeypatch.setenv("CODEROUND_SERVER", server.url(""))
        monkeypatch.setenv("CODEROUND_API_KEY", "cr_secret")
        yield server


def said(status: int, content: object, kind: str = "application/problem+json") -> Respond:
    """An answer with a body."""

    def respond(handler: BaseHTTPRequestHandler) -> None:
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return respond


SUBMISSIONS = "/api/v1/submissions"


@pytest.mark.parametrize(("verdict", "code"), [(Verdict.AC, 0), (Verdict.WA, 1), (Verdict.JE, 3)])
def test_a_verdict_comes_with_its_table_and_exit_code(
    judge: Judge, up: Running, solver: Somebody, solution: Path, verdict: Verdict, code: int
) -> None:
    with judged(up, solver.user.id, verdict):
        outcome = judge("submit", PROBLEM, solution)
    assert outcome.code == code
    lines = outcome.out.splitlines()
    assert lines[-1].startswith(f"{verdict} {verdict.title} · ")
    assert [line.split()[:2] for line in lines if line.startswith("secret/")] == [
        ["secret/1", verdict],
        ["secret/2", verdict],
    ]
    assert outcome.err == ""


def test_a_line_tells_how_many_others_are_slower(
    judge: Judge, up: Running, solver: Somebody, solution: Path
) -> None:
    body = {"problem": PROBLEM, "language": "python3", "source": SOURCE}
    for ratio in (1.0, 2.0, 3.0, 4.0, 5.0):
        other = up.somebody(f"other-solver-{next(_numbers)}", Role.SOLVER)
        answer = other.http.post(SUBMISSIONS, json=body)
        up.finish(answer.json()["id"], ratio=ratio)
    with judged(up, solver.user.id, Verdict.AC, ratio=2.5):
        outcome = judge("submit", PROBLEM, solution)
    assert outcome.code == 0
    assert "faster than 60 % of 5 other solvers" in outcome.out.splitlines()
    (submission,) = solver.http.get(SUBMISSIONS).json()["items"]
    outcome = judge("status", submission["id"], "--json")
    position = {"faster_than_percent": 60.0, "others": 5}
    assert outcome.document()["runtime_percentile"] == position


@pytest.mark.parametrize("problem", [f"problems/{PROBLEM}", f"./{PROBLEM}/", f"/x/y/{PROBLEM}"])
def test_a_path_ends_in_the_problems_name(
    judge: Judge, solver: Somebody, solution: Path, problem: str
) -> None:
    outcome = judge("submit", problem, solution, "--no-wait", "--json")
    assert outcome.code == 0
    assert outcome.document()["state"] == "queued"


def test_the_document_holds_the_judging(
    judge: Judge, up: Running, solver: Somebody, solution: Path
) -> None:
    with judged(up, solver.user.id, Verdict.WA):
        outcome = judge("submit", PROBLEM, solution, "--json")
    document = outcome.document()
    assert outcome.code == 1
    assert document["schema"] == "coderound.submitted/1"
    assert (document["state"], document["verdict"], document["score"]) == ("done", "WA", 0.0)
    assert document["judging"]["schema"] == "coderound.judging/1"


def test_who_does_not_wait_is_told_the_id_and_looks_again(
    judge: Judge, up: Running, solver: Somebody, solution: Path
) -> None:
    outcome = judge("submit", PROBLEM, solution, "--no-wait")
    assert outcome.code == 0
    submission_id = outcome.out.strip()
    assert f"judge status {submission_id}" in outcome.err
    assert judge("status", submission_id, "--no-wait").out.strip() == submission_id
    with meanwhile(lambda: up.finish(submission_id, Verdict.AC)):
        waited = judge("status", submission_id)
    assert waited.code == 0
    assert waited.out.splitlines()[-1].startswith("AC Accepted")
    assert judge("status", submission_id, "--json").document()["verdict"] == "AC"


def test_a_solution_from_stdin_and_from_a_folder_arrives_as_it_is(
    up: Running, solver: Somebody, judge: Judge, tmp_path: Path
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "solution.py").write_text("from helper import doubled\n")
    (folder / "helper.py").write_text("# größer\n" + SOURCE)
    assert judge("submit", PROBLEM, folder, "--no-wait").code == 0
    (stored,) = queued(up, solver.user.id)
    assert stored.entry == "solution.py"
    with up.service.store.read() as tx:
        contents = {file.name: tx.blobs.get(file.digest) for file in stored.files}
    assert contents["helper.py"] == ("# größer\n" + SOURCE).encode()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.py", b" \n", "empty"),
        ("latin.py", b"# \xe9\n", "not UTF-8"),
        ("solution.xyz", b"x", "belongs to no language"),
    ],
)
def test_what_is_no_solution_is_not_sent(
    judge: Judge, odd: Receiver, tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(content)
    outcome = judge("submit", PROBLEM, tmp_path / name)
    assert (outcome.code, odd.received) == (2, [])
    assert words in outcome.err


def test_an_unknown_problem_is_the_callers_mistake(
    judge: Judge, solver: Somebody, solution: Path
) -> None:
    outcome = judge("submit", "no-such-problem", solution, "--json")
    assert outcome.code == 2
    assert outcome.document()["error"]["type"] == "ServerRefused"
    assert "no-such-problem" in outcome.err


def test_somebody_elses_submission_and_what_is_no_id_are_refused(
    judge: Judge, up: Running, solver: Somebody, solution: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    submission_id = judge("submit", PROBLEM, solution, "--no-wait").out.strip()
    other = up.somebody(f"other-{next(_numbers)}", Role.SOLVER)
    monkeypatch.setenv("CODEROUND_API_KEY", other.key)
    assert judge("status", submission_id).code == 2
    outcome = judge("status", "../problems")
    assert outcome.code == 2
    assert "is no submission's id" in outcome.err


def test_a_cancelled_submission_has_no_verdict(
    judge: Judge, up: Running, solver: Somebody, solution: Path
) -> None:
    def give_up() -> None:
        cancel(up.service, solver.user, await_queued(up, solver.user.id).id)

    with meanwhile(give_up):
        outcome = judge("submit", PROBLEM, solution)
    assert outcome.code == 2
    assert "was cancelled" in outcome.err


def test_without_a_key_one_is_told_how_to_give_it(
    judge: Judge, solver: Somebody, solution: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CODEROUND_API_KEY", "cr_wrong")
    outcome = judge("submit", PROBLEM, solution)
    assert outcome.code == 2
    assert "CODEROUND_API_KEY" in outcome.err
    assert "cr_wrong" not in outcome.err + outcome.out
    monkeypatch.delenv("CODEROUND_API_KEY")
    assert "set CODEROUND_API_KEY" in judge("submit", PROBLEM, solution).err
    assert judge("submit", PROBLEM, solution, "--no-wait", "--key", solver.key).code == 0


def test_a_broken_connection_submits_nothing_twice(
    judge: Judge, up: Running, solver: Somebody, solution: Path
) -> None:
    """The first answer is lost, after the server has taken the submission in."""
    posts = count()

    def cut(sent: bytes, answered: bytes) -> int | None:
        return 10 if sent.startswith(b"POST") and next(posts) == 0 else None

    with bad_line(up.settings.port, cut) as line:
        outcome = judge("submit", PROBLEM, solution, "--no-wait", "--server", line.url)
    assert outcome.code == 0
    assert sum(request.startswith(b"POST") for request in line.requests) == 2
    assert [each.id for each in queued(up, solver.user.id)] == [outcome.out.strip()]


class _Notes:
    """A bar that remembers."""

    def __init__(self) -> None:
        self.counts: list[int] = []
        self.steps: list[str] = []

    def say(self, what: str) -> None:
        pass

    def start(self, count: int, what: str) -> None:
        self.counts.append(count)

    def advance(self, what: str) -> None:
        self.steps.append(what)


def test_progress_is_told_once_even_if_the_line_breaks_in_the_middle(
    judge: Judge,
    up: Running,
    solver: Somebody,
    solution: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The stream is cut after it has told of the first test, nothing else gets through for a while,
    and then the stream is taken up behind that test."""
    submission_id = judge("submit", PROBLEM, solution, "--no-wait").out.strip()
    up.finish(submission_id, Verdict.WA)

    monkeypatch.setattr("judge.cli.client._PAUSES_S", (0.0,))

    def cut(sent: bytes, answered: bytes) -> int | None:
        if any(b"last-event-id" in request.lower() for request in line.requests):
            return None
        if b"/events" not in sent:
            return 0
        case = answered.find(b"event: case")
        return None if case < 0 else answered.find(b"\n\n", case) + 2

    notes = _Notes()
    waiting = WatchedSubmission.model_validate(
        {"id": submission_id, "problem": PROBLEM, "state": "queued", "judging": {}}
    )
    with bad_line(up.settings.port, cut) as line, Client(line.url, solver.key) as client:
        over = wait_until_over(client, waiting, notes)
    assert over.verdict == "WA"
    assert notes.steps == [f"{PROBLEM} secret/1 WA", f"{PROBLEM} secret/2 WA"]
    (again,) = (each for each in line.requests if b"last-event-id" in each.lower())
    assert b"1-2" in again


def test_every_test_is_told_in_turn(
    judge: Judge, up: Running, solver: Somebody, solution: Path
) -> None:
    submission_id = judge("submit", PROBLEM, solution, "--no-wait").out.strip()
    notes = _Notes()
    with Client(up.url, solver.key) as client:
        waiting = WatchedSubmission.of(client.get(f"/submissions/{submission_id}"))
        with meanwhile(lambda: up.finish(submission_id, Verdict.AC)):
            over = wait_until_over(client, waiting, notes)
    assert over.verdict == "AC"
    assert notes.counts == [2]
    assert notes.steps == [f"{PROBLEM} secret/1 AC", f"{PROBLEM} secret/2 AC"]


def test_a_server_without_a_stream_is_asked_again_and_again(judge: Judge, odd: Receiver) -> None:
    submission = {"id": "0" * 26, "problem": "x", "state": "queued", "judging": {"result": None}}
    over = {**submission, "state": "cancelled"}
    answers = iter([submission, submission, over])
    path = f"{SUBMISSIONS}/{'0' * 26}"
    odd.responses[path] = lambda handler: said(200, next(answers), "application/json")(handler)
    odd.responses[f"{path}/events"] = said(404, {"detail": "there is nothing at this address"})
    outcome = judge("status", "0" * 26)
    assert (outcome.code, next(answers, None)) == (2, None)
    assert "was cancelled" in outcome.err


def test_a_stream_is_read_as_its_standard_says(judge: Judge, odd: Receiver) -> None:
    """Comments, unknown fields, data that is no JSON or no object, data of several lines, other line
    ends, characters that only Python takes for line ends, and an event that is cut off."""
    stream = (
        ": a comment\r\n\r\n"
        "id: 1-0\nevent: claimed\ndata: {}\n\n"
        "event: case\ndata: no JSON\n\n"
        "event: case\ndata: [1]\n\n"
        'id:1-1\r\nevent:case\r\nretry: 5\r\ndata:{"name":\r\ndata:"x"}\r\n\r\n'
        'id: 1-2\nevent: case\ndata: {"name": "a\u2028b\u0085c"}\n\n'
        "id: 1-3\nevent: done\ndata: {}\n"
    )
    path = "/api/v1/stream"
    odd.responses[path] = said(200, stream.encode(), "text/event-stream")
    with Client(odd.url(""), "cr_x") as client, client.events("/stream", None) as events:
        heard = [(event.id, event.type, event.data.get("name")) for event in events]
    assert heard == [
        ("1-0", "claimed", None),
        ("1-1", "case", "x"),
        ("1-2", "case", "a\u2028b\u0085c"),
    ]


def test_ctrl_c_ends_the_waiting_and_not_the_judging(
    up: Running, solver: Somebody, solution: Path
) -> None:
    with bad_line(up.settings.port) as line:
        process = start_judge("submit", PROBLEM, solution, "--server", line.url)
        deadline = time.monotonic() + 20
        while not any(b"/events" in request for request in line.requests):
            assert time.monotonic() < deadline
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    (submission,) = queued(up, solver.user.id)
    assert process.returncode == 130
    assert out == ""
    assert f"judge status {submission.id}" in err
    assert "Traceback" not in err


def test_nobody_at_home_is_our_failure_with_advice(
    judge: Judge, workplace: Path, solution: Path
) -> None:
    outcome = judge("submit", PROBLEM, solution, "--server", "http://127.0.0.1:1", "--json")
    assert outcome.code == 3
    assert outcome.document()["error"]["type"] == "ServerAway"
    assert "is `judge serve` running?" in outcome.err
    assert "CODEROUND_DEBUG" not in outcome.err


@pytest.mark.parametrize(
    ("server", "words"),
    [
        ("127.0.0.1:8000", "expected one such as"),
        ("ftp://judge.example", "expected one such as"),
        ("http://", "expected one such as"),
        ("http://ada:hunter2@judge.example", "holds a user or password"),
        ("http://judge.example:port", "no URL"),
    ],
)
def test_an_address_that_is_none_is_the_callers_mistake(
    judge: Judge, workplace: Path, solution: Path, server: str, words: str
) -> None:
    outcome = judge("submit", PROBLEM, solution, "--server", server)
    assert outcome.code == 2
    assert words in outcome.err
    assert "hunter2" not in outcome.err


def test_a_key_with_a_line_end_is_named_and_not_shown(
    judge: Judge, workplace: Path, solution: Path
) -> None:
    outcome = judge("submit", PROBLEM, solution, "--key", "cr_secret\n")
    assert outcome.code == 2
    assert "CODEROUND_API_KEY" in outcome.err
    assert "cr_secret" not in outcome.err


@pytest.mark.parametrize(
    ("respond", "code", "words"),
    [
        (
            said(422, {"detail": "no", "errors": [{"pointer": "#/a", "detail": "bad"}]}),
            2,
            "#/a: bad",
        ),
        (said(429, {"detail": "60 were sent in the last minute"}), 2, "in the last minute"),
        (said(500, {"detail": "this is our fault"}), 3, "this is our fault"),
        (said(502, b"<html>", "text/html"), 3, "HTTP 502"),
        (said(404, b"<html>", "text/html"), 3, "does not answer as a Coderound server"),
        (said(200, b"<html>", "text/html"), 3, "does not answer as a Coderound server"),
        (said(200, [1]), 3, "does not answer as a Coderound server"),
        (said(201, {"id": 5}), 3, "a form that this version does not know"),
        (answer(308, Location="https://elsewhere.example/"), 2, "https://elsewhere.example/"),
    ],
)
def test_odd_answers_are_explained(
    judge: Judge,
    odd: Receiver,
    solution: Path,
    monkeypatch: pytest.MonkeyPatch,
    respond: Respond,
    code: int,
    words: str,
) -> None:
    monkeypatch.setattr("judge.cli.client._PAUSES_S", (0.0,))
    odd.responses[SUBMISSIONS] = respond
    outcome = judge("submit", PROBLEM, solution)
    assert outcome.code == code
    assert words in outcome.err
    assert "cr_secret" not in outcome.err


def test_a_redirection_does_not_take_the_key_elsewhere(
    judge: Judge, odd: Receiver, solution: Path
) -> None:
    with receiving() as elsewhere:
        odd.responses[SUBMISSIONS] = answer(307, Location=elsewhere.url(SUBMISSIONS))
        assert judge("submit", PROBLEM, solution).code == 2
        assert elsewhere.received == []


def test_nothing_that_a_server_says_reaches_the_terminal_raw(
    judge: Judge, odd: Receiver, solution: Path
) -> None:
    odd.responses[SUBMISSIONS] = said(404, {"detail": "\x1b[2J\u202e gone"})
    outcome = judge("submit", PROBLEM, solution)
    assert "gone" in outcome.err
    assert "\x1b" not in outcome.err
    assert "\u202e" not in outcome.err
