"""Program + test case -> what was observed.

Noise only ever adds to a processor's time: caches shared with others, a slower clock, an interrupt. So
a run is ended a little beyond the limit, and one that ends in between is repeated; the program is too
slow only if no repetition stays within the limit.
"""

from collections.abc import Callable, Iterator, Sequence

from judge.errors import BoxDied
from judge.judging.attempts import in_a_living_box
from judge.model.limits import Limits
from judge.model.problem import Problem, ProblemKind, TestCase
from judge.model.submission import SourceFile
from judge.sandbox.port import Box, Call, LimitHit, Program, RunReport, RunRequest, Script

NEAR_LIMIT = 1.25
"""Up to how many times the limit a run may take and still be repeated."""
REPETITIONS = 2


class Plan:
    """The runs of one program on a problem's tests, in the order in which they are probably asked for.

    A box that knows what comes next need not wait to be asked for it.
    """

    def __init__(self, program: Program, problem: Problem, cases: Sequence[TestCase]) -> None:
        self.problem = problem
        self._program, self._cases = program, cases
        self._places = {case.name: place for place, case in enumerate(cases)}
        # A box takes a request for one that it was told of only if it is the very same.
        self._requests: dict[str, RunRequest] = {}

    def request(self, case: TestCase) -> RunRequest:
        """What a box is asked to do for a test."""
        request = self._requests.get(case.name)
        if request is None:
            request = self._requests[case.name] = self._new_request(case)
        return request

    def after(self, case: TestCase) -> Iterator[RunRequest]:
        """The requests for the tests that follow, made as they are looked at."""
        for place in range(self._places[case.name] + 1, len(self._cases)):
            yield self.request(self._cases[place])

    def over(self, case: TestCase) -> None:
        """A test is over; its input need not be kept."""
        self._requests.pop(case.name, None)

    def _new_request(self, case: TestCase) -> RunRequest:
        limits = self.problem.limits
        stretched = {"cpu_time_ms": int(limits.cpu_time_ms * NEAR_LIMIT)}
        return RunRequest(
            program=self._program,
            mode=mode_of(self.problem, case.args),
            input=case.read_input(),
            limits=limits.model_copy(update=stretched),
            files=files_of(case),
        )


def run_case(box: Box, plan: Plan, case: TestCase) -> RunReport:
    """Run a compiled program once on one test case; do not look at whether its output is right.

    Returns:
        What was observed. Hitting a limit is an observation, not an exception.

    Raises:
        SandboxError: the box failed, and so did new ones. It says nothing about the program.
    """
    limits = plan.problem.limits

    def run() -> RunReport:
        try:
            return in_a_living_box(lambda: box.run(plan.request(case), plan.after(case)))
        except BoxDied as death:
            if death.out_of_memory:
                return _killed_with_its_box(limits)
            raise

    try:
        return _within_limit(run, limits.cpu_time_ms)
    finally:
        plan.over(case)


def _within_limit(run: Callable[[], RunReport], limit_ms: int) -> RunReport:
    """The first of some runs that is not just beyond the limit; else the first, with the limit hit."""
    first = run()
    if not _just_beyond(first, limit_ms):
        return first
    for _ in range(REPETITIONS):
        again = run()
        if not again.hits and not _just_beyond(again, limit_ms):
            return again
    return first.model_copy(update={"hits": first.hits | {LimitHit.CPU_TIME}})


def _just_beyond(report: RunReport, limit_ms: int) -> bool:
    return report.cpu_time_us > limit_ms * 1000 and not report.hits


def files_of(case: TestCase) -> tuple[SourceFile, ...]:
    """What lies in the working directory when a program is run on a test."""
    return tuple(
        SourceFile(name=name, content=path.read_bytes()) for name, path in case.files.items()
    )


def mode_of(problem: Problem, args: tuple[str, ...] = ()) -> Call | Script:
    """How a program of a problem is run; `args` are a test's, for a problem without a signature."""
    if problem.kind is ProblemKind.STDIO or problem.signature is None:
        return Script(args=args)
    signature = problem.signature
    kind: str = problem.kind.value
    return Call.model_validate(
        {"kind": kind, "entry": signature.entry, "methods": signature.methods}
    )


def _killed_with_its_box(limits: Limits) -> RunReport:
    """The kernel ended the whole box for want of memory, the agent included, so no report came."""
    return RunReport(
        exit_code=None,
        signal=9,
        claim=None,
        stdout=b"",
        stderr=b"",
        output_truncated=False,
        hits=frozenset({LimitHit.MEMORY}),
        cpu_time_us=0,
        wall_time_us=0,
        memory_bytes=limits.memory_bytes,
    )
