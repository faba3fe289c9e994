"""`judge problem`: list, show, start, verify and upload problem packages."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from judge.cli.boxes import opened_sandbox
from judge.cli.exit_codes import ExitCode
from judge.cli.interruption import Interrupted
from judge.cli.output import emit, emit_document, say
from judge.cli.submit import KeyOption, ServerOption, opened_client
from judge.errors import PackageError

if TYPE_CHECKING:
    from judge.cli.push import PushedVersion
    from judge.package.package import Package

PROBLEMS_SCHEMA = "coderound.problems/1"
VERIFICATION_SCHEMA = "coderound.verification/1"
PUSHED_SCHEMA = "coderound.pushed/1"

problem = typer.Typer(
    name="problem",
    help="List, show, start, verify and upload problem packages.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


class Kind(StrEnum):
    """How submissions of a new package are called."""

    FUNCTION = "function"
    CLASS = "class"
    STDIO = "stdio"


class Difficulty(StrEnum):
    """How hard a problem is."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"


@problem.command("list")
def list_command(
    tag: Annotated[
        list[str] | None,
        typer.Option(help="Only problems with this tag; given several times, with all of them."),
    ] = None,
    difficulty: Annotated[
        Difficulty | None, typer.Option(help="Only problems of this difficulty.")
    ] = None,
    search: Annotated[
        str | None, typer.Option(help="Only problems with this text in their name or title.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document on stdout.")
    ] = False,
) -> int:
    """List the packages in the problems folder by group. One that cannot be read is named on stderr."""
    from judge.package.find import list_packages
    from judge.package.load import load_package
    from judge.settings import load_settings

    packages: list[Package] = []
    broken: list[dict[str, str]] = []
    for folder in list_packages(load_settings().problems_dir):
        try:
            packages.append(load_package(folder))
        except PackageError as error:
            say(f"{folder.name}: {error}")
            broken.append({"name": folder.name, "message": str(error)})
    packages = [each for each in packages if _is_wanted(each, tag or [], difficulty, search)]
    if as_json:
        emit_document(
            {
                "schema": PROBLEMS_SCHEMA,
                "problems": [_summary(package) for package in packages],
                "broken": broken,
            }
        )
    else:
        from judge.cli.render import problems_table

        emit(problems_table(packages))
    return ExitCode.CALLER_MISTAKE if broken else ExitCode.SUCCESS


def _is_wanted(
    package: "Package", tags: list[str], difficulty: Difficulty | None, search: str | None
) -> bool:
    if difficulty is not None and package.difficulty != difficulty.value:
        return False
    text = f"{package.name} {package.title}".casefold()
    return set(tags) <= set(package.tags) and (search or "").casefold() in text


def _summary(package: "Package") -> "dict[str, object]":
    from judge.package.bank import group_of

    return {
        "name": package.name,
        "title": package.title,
        "group": group_of(package.tags),
        "kind": package.kind.value,
        "entry": package.signature.entry if package.signature else None,
        "difficulty": package.difficulty,
        "tags": list(package.tags),
        "source": package.source,
        "max_score": package.scoring.correctness,
        "digest": package.digest,
    }


@problem.command()
def show(
    name: Annotated[
        str, typer.Argument(help="A problem package's folder, or its name in the problems folder.")
    ],
) -> int:
    """Show what a problem asks for: its statement, limits, groups and starter code."""
    from judge.cli.render import problem_page
    from judge.package.find import find_package
    from judge.package.load import load_package
    from judge.settings import load_settings

    emit(problem_page(load_package(find_package(name, load_settings().problems_dir))))
    return ExitCode.SUCCESS


@problem.command()
def new(
    path: Annotated[
        Path, typer.Argument(help="Folder of the new package; its name is the problem's.")
    ],
    kind: Annotated[Kind, typer.Option(help="What a solution is.")],
) -> int:
    """Start a problem package: small, complete, and it verifies as it is."""
    from judge.model.problem import ProblemKind
    from judge.package.new import create_package

    try:
        create_package(path, ProblemKind(kind))
    except OSError as error:
        raise PackageError(f"{error.filename}: cannot be written: {error.strerror}") from None
    emit(f"{path}\n")
    say(f"Change what is in it, then: judge problem verify {path}")
    return ExitCode.SUCCESS


@problem.command()
def verify(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME...",
            help="Problem packages' folders, or their names in the problems folder.",
        ),
    ],
    mutants: Annotated[
        bool,
        typer.Option(
            "--mutants",
            help="Measure the tests: how many mutants of the model solution do they kill?",
        ),
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document on stdout.")
    ] = False,
) -> int:
    """Prove that packages keep their promises: judge every example submission, check the data."""
    from judge.cli.progress import VerifyProgress, progress_bar
    from judge.package.find import find_package
    from judge.package.load import load_package
    from judge.package.verify import verify_package
    from judge.settings import load_settings

    settings = load_settings()
    packages = [load_package(find_package(name, settings.problems_dir)) for name in names]
    reports = []
    with opened_sandbox(settings) as boxes:
        for package in packages:
            with progress_bar() as bar:
                hears = VerifyProgress(bar, package.name)
                report = verify_package(package, boxes, settings.cache_dir, hears, mutants=mutants)
            reports.append(report)
            if not as_json:
                from judge.cli.render import verification

                emit(verification(report))
    verified = all(report.ok for report in reports)
    if as_json:
        emit_document(
            {
                "schema": VERIFICATION_SCHEMA,
                "ok": verified,
                "packages": [report.document() for report in reports],
            }
        )
    return ExitCode.SUCCESS if verified else ExitCode.NOT_ACCEPTED


@problem.command()
def push(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME...",
            help="Problem packages' folders, or their names in the problems folder.",
        ),
    ],
    server: ServerOption = None,
    key: KeyOption = None,
    no_publish: Annotated[
        bool, typer.Option("--no-publish", help="Have it verified and kept, but not published.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document on stdout.")
    ] = False,
) -> int:
    """Upload packages to a server, which verifies them and publishes those that pass."""
    from judge.cli.progress import progress_bar
    from judge.cli.push import upload, wait_until_verified
    from judge.package.find import find_package
    from judge.package.load import load_package
    from judge.settings import load_settings

    settings = load_settings()
    packages = [load_package(find_package(name, settings.problems_dir)) for name in names]
    pushed: list[PushedVersion] = []
    with opened_client(server, key) as client:
        uploaded = [upload(client, package, publish=not no_publish) for package in packages]
        for version in uploaded:
            try:
                with progress_bar() as bar:
                    pushed.append(wait_until_verified(client, version, bar))
            except Interrupted as interruption:
                say("judge: they are verified all the same; push them again to see what came of it")
                return interruption.exit_code
            if not as_json:
                _show_pushed(pushed[-1])
    passed = all(version.passed for version in pushed)
    if as_json:
        versions = [version.model_dump() for version in pushed]
        emit_document({"schema": PUSHED_SCHEMA, "ok": passed, "versions": versions})
    return ExitCode.SUCCESS if passed else ExitCode.NOT_ACCEPTED


def _show_pushed(version: "PushedVersion") -> None:
    from judge.cli.render import pushed_version

    emit(pushed_version(version.problem, version.number, version.state, version.verification))
