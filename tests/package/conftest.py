"""Small packages to start from; a test changes one file and looks at what follows."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from judge.sandbox.port import Box, BoxCounts, BoxSpec, Sandbox

OURS = {
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
""",
    "statement/problem.en.md": "Double it.\n",
    "data/sample/1.in": "[1]\n",
    "data/sample/1.ans": "2\n",
    "data/secret/01-small/test_group.yaml": "max_score: 100\n",
    "data/secret/01-small/zero.in": "[0]\n",
    "data/secret/01-small/zero.ans": "0\n",
    "data/secret/01-small/minus.in": "[-3]\n",
    "submissions/accepted/right.py": "def doubled(number):\n    return 2 * number\n",
}
FOREIGN = {
    "problem.yaml": """\
problem_format_version: "2025-09"
name: Doubled
uuid: 3c2a1a66-6a4f-4f3b-9a5c-0d7f5a5b6c7d
limits: {time_limit: 1}
""",
    "statement/problem.en.tex": "Double it.\n",
    "data/sample/1.in": "1\n",
    "data/sample/1.ans": "2\n",
    "data/secret/1.in": "4\n",
    "data/secret/1.ans": "8\n",
    "submissions/accepted/right.py": "print(2 * int(input()))\n",
}
LEGACY = {
    "problem.yaml": "name: Doubled\nlimits: {time_limit: 1}\n",
    "problem_statement/problem.en.tex": "\\problemname{Doubled}\n",
    **{name: text for name, text in FOREIGN.items() if name.startswith(("data/", "submissions/"))},
}
_BASES = {"ours": OURS, "foreign": FOREIGN, "legacy": LEGACY}


@pytest.fixture
def make_package(tmp_path: Path) -> Callable[..., Path]:
    """Writes a package: a base with some files added, replaced (`None`: left out)."""

    def make(base: str, files: dict[str, str | bytes | None] | None = None) -> Path:
        root = tmp_path / "doubled"
        for name, content in {**_BASES[base], **(files or {})}.items():
            if content is None:
                continue
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return root

    return make


class _NoBoxes:
    def box(self, spec: BoxSpec) -> AbstractContextManager[Box]:
        raise AssertionError(f"a box was asked for: {spec}")

    def prewarm(self, spec: BoxSpec) -> None:
        raise AssertionError(f"a box was asked for: {spec}")

    def check(self) -> None:
        pass

    def counts(self) -> BoxCounts:
        return BoxCounts(warm=0, in_use=0, ended={})

    def close(self) -> None:
        pass


@pytest.fixture
def no_boxes() -> Sandbox:
    """A sandbox for what must not need one."""
    return _NoBoxes()
