"""What people read: tables and the progress bar. The only user of Rich.

Each function returns the finished text, so that `output.emit` is the one way to stdout. Text that
comes from a package or a program goes through `text.py`, never through Rich's markup.
"""

import math
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from pydantic import ValidationError
from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.markdown import Markdown
from rich.padding import Padding
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
)
from rich.table import Table
from rich.text import Text

from judge.cli.interruption import uninterrupted
from judge.cli.text import excerpt, mebibytes, milliseconds, one_line, points, printable
from judge.host.checks import Finding, Status
from judge.model.problem import Problem, ProblemKind, cases_of
from judge.model.submission import (
    NOISY,
    CaseFeedback,
    CaseResult,
    Complexity,
    GroupResult,
    Judging,
    MemoryRatio,
    Runtime,
)
from judge.model.verdict import Verdict
from judge.package.bank import by_group
from judge.package.mutants.report import Fate, MutantReport
from judge.package.package import Package
from judge.package.verify_report import Finding as PackageFinding
from judge.package.verify_report import Severity, VerifyReport
from judge.sandbox.images import ImageInfo

if TYPE_CHECKING:
    # It brings an HTTP client along, which is slow to import and which most commands do without.
    from judge.cli.watch import WatchedPercentile

_WIDTH_WITHOUT_TERMINAL = 120
_DIFFICULTY_WIDTH = len("medium")
_KIND_WIDTH = len("function")
_BAR_WIDTH = 40
_EXCERPT_LINES = 8
_EXCERPT_WIDTH = 160
_COMPILER_LINES = 40
_FAILURES_SHOWN = 3

_VERDICT_STYLES = {
    Verdict.AC: "green",
    Verdict.WA: "red",
    Verdict.OLE: "red",
    Verdict.TLE: "yellow",
    Verdict.MLE: "yellow",
    Verdict.RTE: "magenta",
    Verdict.CE: "magenta",
    Verdict.JE: "bold white on red",
}
_STATUS_STYLES = {Status.OK: "green", Status.WARNING: "yellow", Status.PROBLEM: "bold red"}


class TerminalBar:
    """A `Bar` on stderr, wiped away at the end."""

    def __init__(self) -> None:
        self._progress = Progress(
            BarColumn(bar_width=20),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.description}", markup=False),
            console=Console(stderr=True, highlight=False),
            transient=True,
        )
        self._task = self._progress.add_task("", total=None)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # Stopped half-way it would be drawn again below whatever is said last, and hide the cursor for good.
        with uninterrupted():
            self._progress.stop()

    def say(self, what: str) -> None:
        """See `Bar.say`."""
        self._progress.update(self._task, description=one_line(what))

    def start(self, count: int, what: str) -> None:
        """See `Bar.start`."""
        self._progress.update(self._task, total=count, completed=0, description=one_line(what))

    def advance(self, what: str) -> None:
        """See `Bar.advance`."""
        self._progress.update(self._task, advance=1, description=one_line(what))


@dataclass(frozen=True)
class DemoRow:
    """One submission that `judge demo` judged.

    Attributes:
        seconds: elapsed, box included.
        message: why it is not as expected, if it is not.
    """

    problem: str
    submission: str
    expected: str
    got: Verdict
    seconds: float
    as_expected: bool
    message: str | None


def judging_report(judging: Judging, problem: Problem) -> str:
    """A judging: its cases, its groups, the samples that failed, and the verdict as the last line."""
    return _report(judging, len(cases_of(problem.data)), problem.limits.cpu_time_ms)


def submitted_report(judging: Judging, percentile: "WatchedPercentile | None") -> str:
    """The same for the judging of a problem that only a server knows.

    Args:
        percentile: where the submission stands among other solvers', if the server tells.
    """
    return _report(judging, len(judging.cases), None, percentile)


def _report(
    judging: Judging,
    case_count: int,
    time_limit_ms: int | None,
    percentile: "WatchedPercentile | None" = None,
) -> str:
    parts: list[RenderableType] = []
    if judging.cases:
        parts.append(_cases_table(judging.cases))
    in_part = 0 < len(judging.cases) < case_count
    scoring_groups = [group for group in judging.groups if group.max_score]
    # Points of some of the cases would pass for points of the problem.
    if scoring_groups and not in_part:
        parts.append(_groups_table(scoring_groups))
    failed = [case for case in judging.cases if case.feedback and case.verdict is not Verdict.AC]
    parts.extend(
        _failure(case, case.feedback) for case in failed[:_FAILURES_SHOWN] if case.feedback
    )
    if judging.compile is not None and judging.compile.message:
        message = excerpt(
            judging.compile.message, max_lines=_COMPILER_LINES, max_width=_EXCERPT_WIDTH
        )
        parts.append(Padding(Text(message), (0, 2)))
    if judging.message:
        parts.append(Padding(Text(printable(judging.message)), (0, 2)))
    if judging.runtime is not None:
        parts.append(_runtime(judging.runtime, judging.points.runtime))
        if judging.runtime.memory is not None:
            parts.append(_memory(judging.runtime.memory, judging.points.memory))
    if percentile is not None:
        parts.append(_percentile(percentile))
    if judging.complexity is not None:
        parts.append(_complexity(judging.complexity))
    count = f"{len(judging.cases)} of {case_count} cases"
    earned = f"{points(judging.score)} of {points(judging.max_score)} points"
    parts.append(_summary(judging, count if in_part else earned, time_limit_ms))
    return rendered(*parts)


def _cases_table(cases: tuple[CaseResult, ...]) -> Table:
    table = new_table("Case", "Verdict", ">CPU time", ">Memory", "Hint")
    for skipped, run in groupby(cases, key=lambda case: case.verdict is None):
        members = list(run)
        if skipped:
            more = f" and {len(members) - 1} more" if len(members) > 1 else ""
            table.add_row(Text(one_line(members[0].name) + more, "dim"), verdict_text(None))
            continue
        for case in members:
            table.add_row(
                one_line(case.name),
                verdict_text(case.verdict),
                milliseconds(case.cpu_time_ms),
                mebibytes(case.memory_bytes),
                one_line(str(case.hint or "")),
            )
    return table


def _groups_table(groups: list[GroupResult]) -> Table:
    table = new_table("Group", "Verdict", ">Points")
    for group in groups:
        table.add_row(
            one_line(group.name),
            verdict_text(group.verdict),
            f"{points(group.score)} of {points(group.max_score)}",
        )
    return table


def _failure(case: CaseResult, feedback: CaseFeedback) -> RenderableType:
    """A sample that failed: what went in, what should have come out, what did."""
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for label, text in (
        ("input", feedback.input),
        ("expected", feedback.answer),
        ("got", feedback.output),
        ("why", feedback.detail),
        ("stdout", feedback.stdout if feedback.stdout != feedback.output else None),
        ("stderr", feedback.stderr),
    ):
        if text:
            table.add_row(
                label, Text(excerpt(text, max_lines=_EXCERPT_LINES, max_width=_EXCERPT_WIDTH))
            )
    title = Text.assemble((one_line(case.name), "bold"), " ", verdict_text(case.verdict))
    return Padding(_stack(title, table), (0, 2))


def _disturbance(runtime: Runtime) -> str:
    noise = max(runtime.noise, runtime.noise_floor or 0)
    if noise > NOISY:
        return f"the host's own noise is {noise:.0%}"
    told = f"{runtime.repeated} runs were disturbed"
    if runtime.throttled:
        told += (
            f", and in {runtime.throttled} rounds the box had used up its share of the processors"
        )
    return told


def _runtime(runtime: Runtime, earned: float | None) -> Text:
    """How the submission's time compares with the reference's."""
    text = _compared("runtime", runtime, earned)
    if runtime.low_confidence:
        text += f" (low confidence: {_disturbance(runtime)})"
    return Text(text)


def _memory(memory: MemoryRatio, earned: float | None) -> Text:
    """How the submission's memory compares with the reference's."""
    return Text(_compared("memory", memory, earned))


def _compared(what: str, found: Runtime | MemoryRatio, earned: float | None) -> str:
    low, high = found.interval
    words = {
        "faster": "faster than the reference",
        "same": "as fast as the reference"
        if isinstance(found, Runtime)
        else "as much as the reference",
        "slower": "slower than the reference",
        "less": "less than the reference",
        "more": "more than the reference",
        "uncertain": "not told apart from the reference",
    }
    text = (
        f"{what} {found.ratio:.2f} × the reference's ({low:.2f} to {high:.2f}): "
        f"{words.get(found.comparison, found.comparison)}"
    )
    return text if earned is None else text + f", {points(earned)} points"


def _percentile(percentile: "WatchedPercentile") -> Text:
    """Where the submission stands; rounded down, so that 100 % is all of them."""
    percent = math.floor(percentile.faster_than_percent)
    return Text(f"faster than {percent} % of {percentile.others} other solvers")


def _complexity(complexity: Complexity) -> Text:
    """How time grows: what is said of it, and a bar for each size."""
    if complexity.model is None or complexity.interval is None:
        said = Text("growth: not enough signal to say")
    else:
        low, high = complexity.interval
        said = Text(
            f"growth: like {complexity.model}, exponent {complexity.exponent:.2f} "
            f"({low:.2f} to {high:.2f})"
        )
    if complexity.worse:
        said.append(f"; expected {complexity.expected}", "bold yellow")
    longest = max((took_ms for _, took_ms in complexity.times), default=0.0)
    for size, took_ms in complexity.times:
        bar = "█" * max(1, round(_BAR_WIDTH * took_ms / longest)) if longest > 0 else ""
        said.append(f"\n  {size:>9,}  {_short_time(max(0.0, took_ms)):>8}  {bar}", "dim")
    return said


def _short_time(value_ms: float) -> str:
    """A time that may be of a few microseconds only."""
    return milliseconds(value_ms) if value_ms >= 1 else f"{1000 * value_ms:.0f} µs"


def _summary(judging: Judging, extent: str, time_limit_ms: int | None) -> Text:
    """The verdict, how much it stands for, and the slowest case, on one line."""
    times = [case.cpu_time_ms for case in judging.cases if case.cpu_time_ms is not None]
    parts = [
        Text.assemble(verdict_text(judging.verdict), f" {judging.verdict.title}"),
        Text(extent),
        Text(one_line(judging.problem)),
    ]
    if times:
        limit = f" of {milliseconds(time_limit_ms)}" if time_limit_ms else ""
        parts.append(Text(f"slowest case {milliseconds(max(times))}{limit}"))
    return Text(" · ").join(parts)


def problems_table(packages: Iterable[Package]) -> str:
    """The problems there are, group by group, with the same columns in each."""
    groups = by_group(packages)
    listed = [package for members in groups.values() for package in members]
    name_width = max((len(package.name) for package in listed), default=0)
    parts: list[RenderableType] = []
    for title, members in groups.items():
        table = Table.grid(padding=(0, 2))
        table.add_column(width=name_width, no_wrap=True)
        table.add_column(width=_DIFFICULTY_WIDTH, style="dim")
        table.add_column(width=_KIND_WIDTH, style="dim")
        table.add_column(overflow="fold")
        for package in members:
            table.add_row(
                one_line(package.name),
                one_line(package.difficulty or ""),
                package.kind.value,
                one_line(package.title),
            )
        parts.append(Group(Text(title, "bold"), Padding(table, (0, 0, 0, 2))))
    return rendered(*parts)


def problem_page(package: Package) -> str:
    """What a problem asks for, for somebody who wants to solve it."""
    facts = Table.grid(padding=(0, 2))
    facts.add_column(style="dim", no_wrap=True)
    facts.add_column(overflow="fold")
    for label, value in _facts(package):
        facts.add_row(label, one_line(value))
    parts: list[RenderableType] = [Text(one_line(package.title), "bold"), facts]
    if package.statement is not None and package.statement.suffix == ".md":
        text = printable(package.statement.read_text(encoding="utf-8", errors="replace"))
        # In a pipe the source is more useful, and Markdown is made to be read as it is.
        parts.append(Markdown(text) if sys.stdout.isatty() else Text(text))
    return rendered(*parts)


def _facts(package: Package) -> list[tuple[str, str]]:
    limit = package.limits.time_limit_ms
    facts = [
        ("name", package.name),
        ("kind", package.kind.value),
        ("solution", _signature(package)),
        ("time limit", milliseconds(limit) if limit else "measured when it is first judged"),
        ("memory", mebibytes(package.limits.memory_bytes)),
        ("difficulty", package.difficulty or ""),
        ("tags", ", ".join(package.tags)),
        ("source", package.source or ""),
        ("cases", _case_counts(package)),
        ("starter", ", ".join(str(path) for path in package.starter.values())),
        ("statement", str(package.statement or "")),
    ]
    return [(label, value) for label, value in facts if value]


def _signature(package: Package) -> str:
    """The function or class as it would be declared."""
    signature = package.signature
    if signature is None:
        return "a program that reads stdin and writes stdout"
    methods = "; ".join(
        f"{name}({', '.join(f'{key}: {kind}' for key, kind in method.parameters.items())})"
        f" -> {method.returns}"
        for name, method in signature.methods.items()
    )
    return (
        methods if package.kind is ProblemKind.FUNCTION else f"class {signature.entry}: {methods}"
    )


def _case_counts(package: Package) -> str:
    counts = Counter(case.group for case in package.cases)
    return ", ".join(f"{group}: {count}" for group, count in counts.items())


def demo_table(rows: list[DemoRow]) -> str:
    """What was judged, and whether it came out as expected."""
    table = new_table("Problem", "Submission", "Expected", "Verdict", ">Time", "")
    for row in rows:
        table.add_row(
            one_line(row.problem),
            one_line(row.submission),
            one_line(row.expected),
            verdict_text(row.got),
            f"{row.seconds:.2f} s",
            _as_expected(row.as_expected),
        )
    parts: list[RenderableType] = [table]
    surprises = [
        Text(f"{one_line(row.problem)} {one_line(row.submission)}: {printable(row.message or '')}")
        for row in rows
        if not row.as_expected
    ]
    if surprises:
        parts.append(Text("\n").join(surprises))
    right = sum(row.as_expected for row in rows)
    style = "green" if right == len(rows) else "bold red"
    parts.append(Text(f"{right} of {len(rows)} submissions judged as expected.", style))
    return rendered(*parts)


def verification(report: VerifyReport) -> str:
    """What verifying a package found."""
    table = new_table("Submission", "Expected", "Verdict", ">Slowest", "Case", "")
    for row in report.examples:
        table.add_row(
            one_line(row.name),
            one_line(row.expected),
            verdict_text(row.got),
            milliseconds(row.slowest_ms),
            one_line(row.slowest_case or ""),
            Text() if row.ok is None else _as_expected(row.ok),
        )
    parts: list[RenderableType] = [table]
    if report.mutants is not None:
        parts.append(_mutants(report.mutants))
    if report.findings:
        parts.append(Text("\n").join(_finding(finding) for finding in report.findings))
    head = f"{one_line(report.problem)}: {report.cases} cases, {len(report.examples)} submissions"
    parts.append(
        Text(f"{head}, as promised", "green")
        if report.ok
        else Text(f"{head}, promises broken", "bold red")
    )
    return rendered(*parts)


def _mutants(report: MutantReport) -> RenderableType:
    """How many mutants died, and those that did not, as differences."""
    lines = [
        Text(
            f"mutants: {report.count(Fate.KILLED)} of {len(report.rows)} killed, "
            f"{report.count(Fate.EQUIVALENT)} equivalent: {report.score:.1%}; "
            f"tests that kill nothing alone: {len(report.idle_cases)}"
        )
    ]
    for row in report.rows:
        if row.fate is Fate.SURVIVED:
            lines.append(Text(f"survived, {row.rule}: {one_line(row.file)}:{row.line}", "yellow"))
            lines += [Text(f"  - {printable(line)}", "red") for line in row.old.splitlines()]
            lines += [Text(f"  + {printable(line)}", "green") for line in row.new.splitlines()]
    return Text("\n").join(lines)


def pushed_version(
    problem: str, number: int, state: str, verification_document: dict[str, Any] | None
) -> str:
    """What became of an uploaded version, with what verifying it found.

    Args:
        verification_document: as a server told it: a `coderound.verify/1`, or a message.
    """
    shown = f"{one_line(problem)} version {number}: {one_line(state)}\n"
    if not verification_document:
        return shown
    fields = {
        key: value for key, value in verification_document.items() if key not in ("schema", "ok")
    }
    try:
        report = VerifyReport.model_validate(fields)
    except ValidationError:
        return printable(str(verification_document.get("message", ""))) + "\n" + shown
    return verification(report) + shown


def _finding(finding: PackageFinding) -> Text:
    style = "bold red" if finding.severity is Severity.ERROR else "yellow"
    text = f" {one_line(finding.where)}: {printable(finding.message)}"
    return Text.assemble((finding.severity.value, style), text)


def _as_expected(right: bool) -> Text:
    return Text("ok", "green") if right else Text("NO", "bold red")


def findings_table(findings: tuple[Finding, ...], fit: bool) -> str:
    """What `judge doctor` found; reasons and fixes only where something is to be done."""
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for finding in findings:
        text = Text(one_line(finding.seen))
        if finding.fix is not None:
            text.append(f"\nwhy: {one_line(finding.why)}")
            text.append("\nfix: ", "bold").append(printable(finding.fix))
        status = Text(finding.status.value, _STATUS_STYLES[finding.status])
        table.add_row(status, finding.check, text)
    verdict = (
        Text("This machine can judge.", "green")
        if fit
        else Text("This machine cannot judge until the problems above are fixed.", "bold red")
    )
    return rendered(table, verdict)


def images_table(images: list[ImageInfo]) -> str:
    """Runner images and their state."""
    table = new_table("Image", "Reference", "State", ">Size", "Built")
    for image in images:
        table.add_row(
            image.name,
            image.reference,
            Text("built", "green") if image.built else Text("missing", "yellow"),
            mebibytes(image.size_bytes),
            f"{image.created:%Y-%m-%d %H:%M} UTC" if image.created else "",
        )
    return rendered(table)


def verdict_text(verdict: Verdict | None) -> Text:
    """A verdict in its colour."""
    return Text("not run", "dim") if verdict is None else Text(verdict, _VERDICT_STYLES[verdict])


def new_table(*headings: str) -> Table:
    """A table; a heading that starts with `>` is a column of numbers."""
    table = Table(box=SIMPLE_HEAD, header_style="bold", pad_edge=False, show_edge=False)
    for heading in headings:
        number = heading.startswith(">")
        table.add_column(
            heading.removeprefix(">"),
            justify="right" if number else "left",
            no_wrap=number,
            overflow="fold",
        )
    return table


def _stack(*parts: RenderableType) -> Table:
    grid = Table.grid()
    for part in parts:
        grid.add_row(part)
    return grid


def rendered(*parts: RenderableType) -> str:
    """The text of `parts` as it suits stdout: its width, its colours or none."""
    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console.width = max(console.width, _WIDTH_WITHOUT_TERMINAL)
    with console.capture() as captured:
        for part in parts[:-1]:
            console.print(part)
            console.print()
        console.print(parts[-1])
    # Rich fills lines up to the width with spaces, which a file or a person who copies has no use for.
    return "".join(f"{line.rstrip()}\n" for line in captured.get().removesuffix("\n").split("\n"))
