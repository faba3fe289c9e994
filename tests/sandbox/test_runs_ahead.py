"""Runs that a box begins before it is asked for them: sooner, and nothing else is different."""

import json
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pytest

from judge.model.limits import MIB
from judge.model.problem import MethodSignature
from judge.sandbox.docker_sandbox import DockerSandbox
from judge.sandbox.port import BoxEnd, BoxSpec, Call, Program, RunReport, RunRequest

if TYPE_CHECKING:
    from tests.sandbox.conftest import Bench

CALL = Call(kind="function", entry="f", methods={"f": MethodSignature(parameters={"x": "any"})})
SOURCE = """
    import os, time
    def f(x):
        if x == "fail":
            raise ValueError
        if x == "loop":
            time.sleep(100)
        return [x, os.getuid()]
"""


def requests_of(bench: "Bench", program: Program, arguments: Sequence[Any]) -> list[RunRequest]:
    limits = bench.limits.model_copy(update={"wall_time_ms": 100_000})
    return [
        RunRequest(program=program, mode=CALL, input=json.dumps([each]).encode(), limits=limits)
        for each in arguments
    ]


def answer_of(report: RunReport) -> Any:
    assert report.claim is not None
    assert report.claim.value is not None, report.claim
    return json.loads(report.claim.value)[0]


def test_each_request_gets_its_own_report_however_many_were_sent_ahead(any_bench: "Bench") -> None:
    requests = requests_of(any_bench, any_bench.program(SOURCE), range(40))
    reports = [
        any_bench.box.run(request, requests[place + 1 :]) for place, request in enumerate(requests)
    ]
    assert [answer_of(report) for report in reports] == list(range(40))


@pytest.mark.docker
def test_runs_sent_ahead_have_users_of_their_own(bench: "Bench") -> None:
    requests = requests_of(bench, bench.program(SOURCE), range(12))
    users = set()
    for place, request in enumerate(requests):
        claim = bench.box.run(request, requests[place + 1 :]).claim
        assert claim is not None
        users.add(json.loads(claim.value or b"")[1])
    assert len(users) == len(requests)


def test_a_wrong_guess_does_no_harm(any_bench: "Bench") -> None:
    first, guessed, other = requests_of(any_bench, any_bench.program(SOURCE), [1, 2, 3])
    assert answer_of(any_bench.box.run(first, [guessed])) == 1
    assert answer_of(any_bench.box.run(other, [guessed])) == 3
    assert answer_of(any_bench.box.run(guessed)) == 2


def test_an_equal_request_that_was_not_announced_is_run_anew(any_bench: "Bench") -> None:
    program = any_bench.program(SOURCE)
    (first, guessed), (_, equal) = (requests_of(any_bench, program, [1, 2]) for _ in range(2))
    any_bench.box.run(first, [guessed])
    assert answer_of(any_bench.box.run(equal)) == 2


def test_after_a_run_that_failed_nothing_is_run_unasked(any_bench: "Bench") -> None:
    """Else what makes every test take its whole time would be waited for many times."""
    failing, looping, fine = requests_of(
        any_bench, any_bench.program(SOURCE), ["fail", "loop", "fine"]
    )
    report = any_bench.box.run(failing, [looping, fine])
    assert report.claim is not None
    assert report.claim.error == "ValueError"
    begun = time.monotonic()
    assert answer_of(any_bench.box.run(fine)) == "fine"
    assert time.monotonic() - begun < looping.limits.wall_time_ms / 1000 / 2


def test_what_was_skipped_is_run_when_it_is_asked_for(any_bench: "Bench") -> None:
    requests = requests_of(any_bench, any_bench.program(SOURCE), ["fail", "fail", 1, "fail", 2])
    seen = []
    for place, request in enumerate(requests):
        claim = any_bench.box.run(request, requests[place + 1 :]).claim
        assert claim is not None
        seen.append(claim.error or json.loads(claim.value or b"")[0])
    assert seen == ["ValueError", "ValueError", 1, "ValueError", 2]


@pytest.mark.docker
def test_a_box_with_a_long_run_in_vain_is_thrown_away(
    sandbox: DockerSandbox, spec: BoxSpec, bench_of: "type[Bench]"
) -> None:
    before = sandbox.counts().ended.get(BoxEnd.NOT_CLEAN, 0)
    begun = time.monotonic()
    with sandbox.box(spec) as box:
        bench = bench_of(box)
        first, looping = requests_of(bench, bench.program(SOURCE), [1, "loop"])
        assert answer_of(box.run(first, [looping])) == 1
    assert time.monotonic() - begun < looping.limits.wall_time_ms / 1000 / 2
    assert sandbox.counts().ended.get(BoxEnd.NOT_CLEAN, 0) == before + 1


def test_large_inputs_are_sent_when_it_is_their_turn(any_bench: "Bench") -> None:
    large = "x" * (2 * MIB)
    requests = requests_of(any_bench, any_bench.program(SOURCE), [1, large, 2, large])
    answers = [
        answer_of(any_bench.box.run(request, requests[place + 1 :]))
        for place, request in enumerate(requests)
    ]
    assert answers == [1, large, 2, large]


def test_only_runs_of_the_loaded_program_are_begun(any_bench: "Bench") -> None:
    one = any_bench.program(SOURCE)
    two = any_bench.program("def f(x): return ['two', x]")
    (first,), (second, third) = (
        requests_of(any_bench, one, [1]),
        requests_of(any_bench, two, [2, 3]),
    )
    assert answer_of(any_bench.box.run(first, [second, third])) == 1
    assert answer_of(any_bench.box.run(second, [third])) == "two"
    assert answer_of(any_bench.box.run(third)) == "two"
