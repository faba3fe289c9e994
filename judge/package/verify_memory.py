"""Verifying that memory can be scored: figures are good to so much, and the reference has to use more."""

from collections.abc import Iterator

from judge.judging.judge import box_spec
from judge.judging.measure_runtime import reference_memory_bytes
from judge.judging.timed_work import DidNotEndWell
from judge.model.limits import MIB
from judge.model.problem import Problem
from judge.package.verify_report import Finding, Severity, VerifyListener
from judge.sandbox.port import Sandbox
from judge.scoring.paired import BLUR_BYTES


def memory_findings(
    problem: Problem, sandbox: Sandbox, listener: VerifyListener
) -> Iterator[Finding]:
    """Whether chance alone could cost a submission that takes what the reference takes memory points.

    Raises:
        JudgeFault: a box failed.
    """
    spec = problem.runtime
    if spec is None or not problem.scoring.memory:
        return
    least = least_reference_bytes(spec.memory.full_at)
    listener.step("measuring the model solution's memory")
    try:
        with sandbox.box(box_spec(problem)) as box:
            takes = reference_memory_bytes(problem, spec, box)
    except DidNotEndWell:
        return  # it is an example too, and what is wrong with it is told there
    if takes < least:
        message = (
            f"the model solution takes {takes / MIB:.1f} MiB on runtime.cases; memory has points, figures "
            f"are good to {BLUR_BYTES / MIB:.0f} MiB, and full_at is {spec.memory.full_at:g}, so expected "
            f"{least / MIB:.1f} MiB at least (larger tests, or a larger runtime.memory.full_at)"
        )
        yield Finding(severity=Severity.ERROR, where="judge.yaml", message=message)


def least_reference_bytes(full_at: float) -> float:
    """What the reference has to take, so that one that takes as much never loses points by chance."""
    return BLUR_BYTES / (full_at - 1)
