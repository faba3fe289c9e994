"""The one function that decides verdicts, as a table and as properties."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge.judging.classify import classify, ended_well, output_of
from judge.model.checker import CheckResult, Outcome
from judge.model.hints import Hint
from judge.model.verdict import Verdict, worst
from judge.sandbox.port import Claim, LimitHit, RunReport

ACCEPTED = CheckResult(outcome=Outcome.ACCEPTED)
WRONG = CheckResult(outcome=Outcome.WRONG, hint=Hint.WRONG_LENGTH)
MALFORMED = CheckResult(outcome=Outcome.MALFORMED)
VALUE = Claim(value=b"[1]")


def report(
    *,
    claim: Claim | None = None,
    exit_code: int | None = 0,
    signal: int | None = None,
    hits: frozenset[LimitHit] = frozenset(),
    stdout: bytes = b"",
) -> RunReport:
    return RunReport(
        exit_code=exit_code,
        signal=signal,
        claim=claim,
        stdout=stdout,
        stderr=b"",
        output_truncated=False,
        hits=hits,
        cpu_time_us=1,
        wall_time_us=1,
        memory_bytes=1,
    )


def failed(error: str) -> RunReport:
    return report(claim=Claim(error=error, text="..."), exit_code=1)


CALLED = [
    (report(claim=VALUE), ACCEPTED, Verdict.AC, None),
    (report(claim=VALUE), WRONG, Verdict.WA, Hint.WRONG_LENGTH),
    (report(claim=VALUE), MALFORMED, Verdict.RTE, Hint.UNSUPPORTED_RETURN),
    # The answer was there before the kill that ends every call, whatever the exit says.
    (report(claim=VALUE, exit_code=None, signal=9), ACCEPTED, Verdict.AC, None),
    (report(exit_code=0), None, Verdict.RTE, Hint.ENDED_EARLY),
    (report(exit_code=None, signal=11), None, Verdict.RTE, Hint.ENDED_EARLY),
    (failed("IndexError"), None, Verdict.RTE, Hint.INDEX_ERROR),
    (failed("SystemExit"), None, Verdict.RTE, Hint.ENDED_EARLY),
    (failed("missing entry"), None, Verdict.RTE, Hint.MISSING_ENTRY),
    (failed("secret 42"), None, Verdict.RTE, Hint.OTHER_EXCEPTION),
    (failed("MemoryError"), None, Verdict.MLE, Hint.MEMORY),
]
SCRIPTS = [
    (report(stdout=b"1\n"), ACCEPTED, Verdict.AC),
    (report(stdout=b"2\n"), WRONG, Verdict.WA),
    (report(exit_code=1, stdout=b"1\n"), None, Verdict.RTE),
    (report(exit_code=None, signal=9), None, Verdict.RTE),
]
HITS = [
    (LimitHit.CPU_TIME, Verdict.TLE),
    (LimitHit.WALL_TIME, Verdict.TLE),
    (LimitHit.MEMORY, Verdict.MLE),
    (LimitHit.OUTPUT, Verdict.OLE),
    (LimitHit.ANSWER, Verdict.OLE),
]


@pytest.mark.parametrize(("seen", "check", "verdict", "hint"), CALLED)
def test_a_call_is_judged_by_its_claim(
    seen: RunReport, check: CheckResult | None, verdict: Verdict, hint: Hint | None
) -> None:
    classified = classify(seen, check, expects_claim=True)
    assert (classified.verdict, classified.hint) == (verdict, hint)


@pytest.mark.parametrize(("seen", "check", "verdict"), SCRIPTS)
def test_a_script_is_judged_by_its_end_and_output(
    seen: RunReport, check: CheckResult | None, verdict: Verdict
) -> None:
    assert classify(seen, check, expects_claim=False).verdict is verdict


@pytest.mark.parametrize(("hit", "verdict"), HITS)
@pytest.mark.parametrize("claim", [None, VALUE, Claim(error="MemoryError", text="")])
def test_a_measured_limit_outweighs_whatever_the_program_says(
    hit: LimitHit, verdict: Verdict, claim: Claim | None
) -> None:
    seen = report(claim=claim, hits=frozenset({hit}))
    assert classify(seen, None, expects_claim=True).verdict is verdict


def test_of_several_limits_the_most_severe_verdict_counts() -> None:
    for pair in itertools.combinations(HITS, 2):
        hits = frozenset(hit for hit, _ in pair)
        verdict = classify(report(hits=hits), None, expects_claim=True).verdict
        assert verdict is worst([verdict for _, verdict in pair])


def test_a_good_run_without_a_check_is_our_mistake() -> None:
    with pytest.raises(ValueError, match="has to be checked"):
        classify(report(claim=VALUE), None, expects_claim=True)


_claims = st.none() | st.builds(
    Claim,
    value=st.none() | st.binary(max_size=5),
    error=st.none() | st.text(max_size=20),
    text=st.none() | st.text(max_size=5),
)


@given(
    claim=_claims,
    exit_code=st.none() | st.integers(0, 255),
    signal=st.none() | st.integers(1, 64),
    hits=st.frozensets(st.sampled_from(LimitHit)),
    expects_claim=st.booleans(),
)
def test_nothing_a_program_does_is_accepted_without_the_checker(
    claim: Claim | None,
    exit_code: int | None,
    signal: int | None,
    hits: frozenset[LimitHit],
    expects_claim: bool,
) -> None:
    seen = report(claim=claim, exit_code=exit_code, signal=signal, hits=hits)
    check = WRONG if ended_well(seen) else None
    verdict = classify(seen, check, expects_claim=expects_claim).verdict
    assert verdict not in {Verdict.AC, Verdict.JE, Verdict.CE}


def test_the_output_of_a_call_is_its_claim_and_never_what_it_printed() -> None:
    assert output_of(report(claim=VALUE, stdout=b"[2]")) == b"[1]"
    assert output_of(report(stdout=b"[2]")) == b"[2]"
