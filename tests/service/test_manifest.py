"""What is shown of a problem, out of packages of all kinds."""

from pathlib import Path

import pytest

from judge.errors import PackageError
from judge.model.stored import ProblemManifest
from judge.package.load import load_package
from judge.service.manifest import MAX_SAMPLE_BYTES, manifest_of
from tests.service.conftest import FILES, write_package

FOREIGN = {
    "judge.yaml": None,
    "problem.yaml": 'problem_format_version: "2025-09"\nname: Doubled\n'
    "uuid: 3c2a1a66-6a4f-4f3b-9a5c-0d7f5a5b6c7d\n",
    "statement/problem.en.md": None,
    "statement/problem.en.tex": "Double it.\n",
    "data/secret/01-small/test_group.yaml": None,
    "data/secret/01-small/zero.in": None,
    "data/secret/01-small/minus.in": None,
    "data/secret/1.in": "4\n",
    "data/secret/1.ans": "8\n",
}
DRIVEN = {"include/default/__main__.py": "import solution\n"}


def manifest(root: Path, changes: dict[str, str | None]) -> ProblemManifest:
    return manifest_of(load_package(write_package(root / "doubled", changes)))


def test_a_package_of_ours_is_shown_whole(tmp_path: Path) -> None:
    shown = manifest(tmp_path, {})
    assert (shown.title, shown.difficulty, shown.tags) == ("Doubled", "easy", ("numbers",))
    assert shown.signature is not None
    assert shown.signature.entry == "doubled"
    assert shown.limits is not None
    assert (shown.limits.cpu_time_ms, shown.limits.wall_time_ms) == (1000, 3000)
    assert (shown.languages, shown.max_score, shown.driver) == (("python3",), 100.0, None)
    assert shown.statement == "Double it.\n"


def test_a_foreign_package_is_shown_as_far_as_it_goes(tmp_path: Path) -> None:
    shown = manifest(tmp_path, {**FOREIGN, **DRIVEN})
    assert (shown.signature, shown.difficulty, shown.tags) == (None, None, ())
    assert (shown.statement, shown.statement_format) == ("Double it.\n", "latex")
    assert shown.limits is None
    assert shown.driver == "__main__.py"


def test_a_statement_in_pdf_is_named_only(tmp_path: Path) -> None:
    changes = {"statement/problem.en.md": None, "statement/problem.en.pdf": "%PDF"}
    shown = manifest(tmp_path, changes)
    assert (shown.statement, shown.statement_format) == ("", "pdf")
    (tmp_path / "doubled/statement/problem.en.pdf").unlink()
    shown = manifest_of(load_package(tmp_path / "doubled"))
    assert (shown.statement, shown.statement_format) == ("", None)


def test_samples_are_unknown_while_an_answer_has_to_be_made(tmp_path: Path) -> None:
    assert manifest(tmp_path, {"data/sample/1.ans": None}).samples is None


def test_samples_are_shown_as_text_that_can_be_kept(tmp_path: Path) -> None:
    root = write_package(tmp_path / "doubled")
    (root / "data/sample/1.in").write_bytes(b"\xff\0" + b"x" * MAX_SAMPLE_BYTES)
    samples = manifest_of(load_package(root)).samples
    assert samples is not None
    assert samples[0].input.startswith("\ufffd\ufffdx")
    assert samples[0].input.endswith("x\n[2 more bytes]")


def test_of_several_starter_files_the_one_that_is_run_is_shown(tmp_path: Path) -> None:
    folder = "attachments/templates/python3"
    shown = manifest(tmp_path, {f"{folder}/helper.py": "x = 1\n"})
    assert shown.starter == {"python3": FILES[f"{folder}/solution.py"]}


def test_there_is_a_most_of_tags(tmp_path: Path) -> None:
    tags = ", ".join(f"t{number}" for number in range(51))
    changes: dict[str, str | None] = {
        "judge.yaml": FILES["judge.yaml"].replace("tags: [numbers]", f"tags: [{tags}]")
    }
    with pytest.raises(PackageError, match="51 tags; expected at most 50"):
        manifest(tmp_path, changes)
