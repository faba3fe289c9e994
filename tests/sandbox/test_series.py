"""Series: one run that calls a program with many inputs."""

from typing import TYPE_CHECKING

import pytest

from judge.sandbox.port import LimitHit

if TYPE_CHECKING:
    from tests.sandbox.conftest import Bench

pytestmark = pytest.mark.docker

COUNTS = """
    calls = []

    def f(expected):
        calls.append(None)
        assert len(calls) == expected
"""


def test_each_input_is_called_and_what_is_returned_dropped(bench: "Bench") -> None:
    source = """
        def f(a):
            print(a)
            return object()
    """
    report = bench.call(source, b"[[1],[2],[3]]", "int", series=True)
    assert report.claim is not None
    assert (report.claim.value, report.claim.error) == (b"null", None)
    assert report.stdout.split() == [b"1", b"2", b"3"]
    assert report.work_time_us is not None


def test_what_a_module_keeps_does_not_last_from_call_to_call(bench: "Bench") -> None:
    report = bench.call(COUNTS, b"[[1],[1],[1]]", "int", series=True)
    assert report.claim is not None
    assert report.claim.error is None, report.claim.text


def test_what_keeps_nothing_is_imported_once(bench: "Bench") -> None:
    source = """
        print("imported")

        def f(a):
            return a
    """
    report = bench.call(source, b"[[1],[2],[3]]", "int", series=True)
    assert report.stdout.split() == [b"imported"]


def test_the_first_call_that_fails_ends_a_series(bench: "Bench") -> None:
    source = """
        def f(a):
            print(a)
            return 1 // a
    """
    report = bench.call(source, b"[[1],[0],[2]]", "int", series=True)
    assert report.claim is not None
    assert report.claim.error == "ZeroDivisionError"
    assert report.stdout.split() == [b"1", b"0"]


def test_a_limit_holds_for_a_series_as_a_whole(bench: "Bench") -> None:
    source = """
        def f(a):
            while True:
                pass
    """
    report = bench.call(source, b"[[1],[2]]", "int", series=True, cpu_time_ms=200)
    assert report.hits == {LimitHit.CPU_TIME}


def test_cyclic_garbage_of_many_calls_is_collected(bench: "Bench") -> None:
    source = """
        class Node:
            pass

        def f(a):
            for _ in range(1000):
                node = Node()
                node.itself, node.data = node, [0] * 100
    """
    inputs = b"[" + b",".join([b"[1]"] * 300) + b"]"
    report = bench.call(source, inputs, "int", series=True)
    assert report.claim is not None
    assert report.claim.error is None
    assert report.memory_bytes < 100 * 2**20
