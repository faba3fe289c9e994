"""`judge run`: judge one solution of one problem, here and now."""

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from judge.cli.boxes import opened_sandbox
from judge.cli.exit_codes import exit_code_of_verdict
from judge.cli.output import emit, emit_document
from judge.errors import NotFound

if TYPE_CHECKING:
    from judge.model.problem import Problem, TestCase
    from judge.model.submission import Judging


class SandboxChoice(StrEnum):
    """Where the solution runs."""

    DOCKER = "docker"
    LOCAL = "local"


def run(
    problem: Annotated[
        str, typer.Argument(help="A problem package's folder, or its name in the problems folder.")
    ],
    solution: Annotated[str, typer.Argument(help="A file, a folder, or - for stdin.")],
    sample: Annotated[bool, typer.Option("--sample", help="Judge the sample cases only.")] = False,
    case: Annotated[
        list[str] | None,
        typer.Option("--case", metavar="NAME", help="Judge this case only; may be repeated."),
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(metavar="CODE", help="The solution's language; by its name if not given."),
    ] = None,
    sandbox: Annotated[
        SandboxChoice,
        typer.Option(
            help="Where the solution runs. local isolates NOTHING and is for your own code only."
        ),
    ] = SandboxChoice.DOCKER,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document on stdout.")
    ] = False,
) -> int:
    """Judge a solution."""
    from judge.cli.progress import JudgingProgress, progress_bar
    from judge.cli.sources import read_submission
    from judge.judging.judge import box_spec, judge
    from judge.package.build import build_problem
    from judge.package.find import find_package
    from judge.package.load import load_package
    from judge.settings import load_settings

    settings = load_settings()
    package = load_package(find_package(problem, settings.problems_dir))
    with opened_sandbox(settings, sandbox.value) as boxes:
        with progress_bar() as bar:
            built = build_problem(package, boxes, settings.cache_dir, log=bar.say)
            submission = read_submission(solution, built, language)
            only = _selection(built, sample, case or [])
            boxes.prewarm(box_spec(built))
            show = _shower(as_json)
            hears = JudgingProgress(bar, built.name)
            judging = judge(built, submission, boxes, only=only, listener=hears)
        # Shown while the box is still there: removing it takes a while that nobody has to wait for.
        show(judging, built)
    return exit_code_of_verdict(judging.verdict)


def _shower(as_json: bool) -> "Callable[[Judging, Problem], None]":
    """What shows the judging; imported while the box starts, for Rich takes its time."""
    if as_json:
        return lambda judging, _: emit_document(judging.document())
    from judge.cli.render import judging_report

    return lambda judging, problem: emit(judging_report(judging, problem))


def _selection(
    problem: "Problem", sample: bool, names: list[str]
) -> "Callable[[TestCase], bool] | None":
    """Which cases are asked for; None for all of them.

    Raises:
        NotFound: a name is no case's, or there are no samples.
    """
    from judge.model.problem import cases_of

    if not sample and not names:
        return None
    known = [case.name for case in cases_of(problem.data)]
    for name in names:
        if name not in known:
            raise NotFound(_no_such_case(problem.name, name, known))
    wanted = {name for name in known if sample and name.startswith("sample/")} | set(names)
    if not wanted:
        raise NotFound(f"{problem.name}: has no sample cases; it has {len(known)} secret ones")
    return lambda case: case.name in wanted


def _no_such_case(problem: str, name: str, known: list[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=3, cutoff=0.4) or known[:3]
    return f"{problem}: has no case {name}; it has {len(known)}, such as {', '.join(near)}"
