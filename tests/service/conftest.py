"""A small package to start from."""

from pathlib import Path

import pytest

FILES = {
    "problem.yaml": """\
problem_format_version: "2025-09"
type: scoring
name: {en: Doubled}
uuid: 3c2a1a66-6a4f-4f3b-9a5c-0d7f5a5b6c7d
limits: {time_limit: 1.0, memory: 256}
""",
    "judge.yaml": """\
kind: function
entry: doubled
signature: {number: int, returns: int}
model_solution: accepted/right.py
tags: [numbers]
difficulty: easy
""",
    "statement/problem.en.md": "Double it.\n",
    "attachments/templates/python3/solution.py": "def doubled(number):\n    ...\n",
    "data/sample/1.in": "[1]\n",
    "data/sample/1.ans": "2\n",
    "data/secret/01-small/test_group.yaml": "max_score: 100\n",
    "data/secret/01-small/zero.in": "[0]\n",
    "data/secret/01-small/minus.in": "[-3]\n",
    "submissions/accepted/right.py": "def doubled(number):\n    return 2 * number\n",
}


def write_package(root: Path, changes: dict[str, str | None] | None = None) -> Path:
    """The package's files, with some added, replaced or (None) left out, in a folder."""
    for name, content in {**FILES, **(changes or {})}.items():
        if content is not None:
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
    return root


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package that loads, in a folder of its name."""
    return write_package(tmp_path / "doubled")
