"""`judge demo`: what a judge does, shown on the example submissions of our own problems."""

from typing import TYPE_CHECKING

from judge.cli.boxes import opened_sandbox
from judge.cli.exit_codes import ExitCode
from judge.cli.output import emit
from judge.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from judge.cli.progress import Bar
    from judge.cli.render import DemoRow
    from judge.package.package import Example, Package
    from judge.sandbox.port import Sandbox

_SHOWN = (
    "cycle-on-edge",
    "interval-merge",
    "k-means",
    "sgd-linear-regression",
    "top-k-frequent",
)
"""Problems of different kinds; where none of them is there, the first five are shown."""
_MOST_WRONG = 4


def demo() -> int:
    """Judge real submissions of the problems that come with Coderound."""
    from judge.cli.progress import progress_bar
    from judge.cli.render import demo_table
    from judge.model.verdict import Verdict
    from judge.package.find import list_packages
    from judge.package.load import load_package
    from judge.sandbox.image_stages import STANDARD_IMAGES
    from judge.settings import load_settings

    settings = load_settings()
    found = [load_package(folder) for folder in list_packages(settings.problems_dir)]
    # A demonstration builds no images, and the others are not on every host.
    ready = [package for package in found if package.image in STANDARD_IMAGES]
    packages = [each for each in ready if each.name in _SHOWN] or ready[: len(_SHOWN)]
    if not packages:
        raise NotFound(
            f"{settings.problems_dir}: holds no problem packages; set CODEROUND_PROBLEMS_DIR to a "
            "folder that does"
        )
    rows: list[DemoRow] = []
    with opened_sandbox(settings) as boxes, progress_bar() as bar:
        for package in packages:
            rows.extend(_judge_examples(package, boxes, settings.cache_dir, bar))
    emit(demo_table(rows))
    if any(row.got is Verdict.JE for row in rows):
        return ExitCode.JUDGE_FAULT
    return ExitCode.SUCCESS if all(row.as_expected for row in rows) else ExitCode.NOT_ACCEPTED


def _judge_examples(
    package: "Package", boxes: "Sandbox", cache_dir: "Path", bar: "Bar"
) -> "Iterator[DemoRow]":
    """Judge a few examples of a package; a row for each."""
    from time import monotonic

    from judge.cli.progress import JudgingProgress
    from judge.cli.render import DemoRow
    from judge.judging.judge import judge
    from judge.package.build import build_problem
    from judge.package.promises import broken_promise, describe
    from judge.package.submissions import submission_of_example

    problem = build_problem(package, boxes, cache_dir, log=bar.say)
    for example in _chosen(package.examples):
        began = monotonic()
        judging = judge(
            problem,
            submission_of_example(example, problem),
            boxes,
            listener=JudgingProgress(bar, f"{package.name}: {example.name}"),
        )
        broken = [broken_promise(rule, judging, problem) for rule in example.rules]
        yield DemoRow(
            problem=package.name,
            submission=example.name,
            expected=describe(example.rules),
            got=judging.verdict,
            seconds=monotonic() - began,
            as_expected=not any(broken),
            message=judging.message or next((why for why in broken if why), None),
        )


def _chosen(examples: "tuple[Example, ...]") -> "list[Example]":
    """One accepted example, and one wrong one of each sort that there is."""
    judged = [example for example in examples if example.language and example.rules]
    accepted = [example for example in judged if example.accepted]
    wrong: dict[str, Example] = {}
    for example in judged:
        if not example.accepted:
            wrong.setdefault(example.name.split("/")[0], example)
    return accepted[:1] + list(wrong.values())[:_MOST_WRONG]
