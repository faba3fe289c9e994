"""Whether a module can keep something from one call to the next."""

import types
from pathlib import Path

import pytest

from agent import state

FOLDER = "/box/program"

KEEPS_NOTHING = {
    "a function": "def f(a):\n    return a",
    "imports": "import heapq, json\nfrom bisect import insort\nfrom collections import Counter, deque",
    "typing": "from typing import List, Optional\nX = Optional[int]",
    "constants": "A, B = 1, (2, 'three', None)\nC = frozenset({4})",
    "a class": "class A:\n    __slots__ = ('a',)\n    def f(self): return self.a\n"
    "    @property\n    def g(self): return 1\n    @staticmethod\n    def h(): return 2",
    "a default": "def f(a, b=0, *, c=None):\n    return a",
}
KEEPS_SOMETHING = {
    "a dictionary": "known = {}",
    "a list in a tuple": "A = (1, [2])",
    "a cache": "from functools import lru_cache\n@lru_cache\ndef f(a): return a",
    "a mutable default": "def f(a, known=[]): return a",
    "a class attribute": "class A:\n    known = {}",
    "a class below a class": "class A:\n    class B:\n        known = {}",
    "a closure": "def g():\n    known = {}\n    def f(a): return known\n    return f\nf = g()",
    "global": "count = 0\ndef f():\n    global count\n    count += 1",
    "global within": "def f():\n    def g():\n        global count\n        count = 1\n    g()",
    "a bound method": "add = [].append",
    "an object": "class A: pass\na = A()",
    "a generator": "a = iter(range(9))",
    "an attribute of a function": "def f(): pass\nf.known = {}",
}


def namespace(source: str) -> dict[str, object]:
    names: dict[str, object] = {"__name__": "solution"}
    exec(compile(source, f"{FOLDER}/solution.py", "exec"), names)
    return names


@pytest.mark.parametrize("source", KEEPS_NOTHING.values(), ids=KEEPS_NOTHING)
def test_what_has_no_place_keeps_nothing(source: str) -> None:
    assert not state.may_keep_something(namespace(source), FOLDER)


@pytest.mark.parametrize("source", KEEPS_SOMETHING.values(), ids=KEEPS_SOMETHING)
def test_what_has_a_place_may_keep_something(source: str) -> None:
    assert state.may_keep_something(namespace(source), FOLDER)


@pytest.mark.parametrize(("folder", "keeps"), [(FOLDER, True), ("/usr/lib/python3", False)])
def test_of_other_modules_only_the_programs_own_count(folder: str, keeps: bool) -> None:
    other = types.ModuleType("other")
    other.__file__ = str(Path(folder) / "other.py")
    vars(other)["known"] = {}
    assert state.may_keep_something({"other": other}, FOLDER) is keeps
