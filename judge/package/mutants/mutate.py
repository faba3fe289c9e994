"""Source -> mutants: the same program with one small change each."""

import ast

from judge.errors import PackageError
from judge.model.base import Value
from judge.package.mutants.rules import Edit, edits
from judge.package.mutants.source import PythonSource


class Mutant(Value):
    """A program that differs from its original in one place.

    Attributes:
        rule: the kind of change.
        line: number of the first line that differs.
        old, new: the lines that differ, each without the blanks around it.
        text: the whole program.
    """

    rule: str
    line: int
    old: str
    new: str
    text: str


def mutants_of(text: str, where: str) -> list[Mutant]:
    """All mutants of a program, each different from it and from the others, in the order of its lines.

    Args:
        where: what messages call the program.

    Raises:
        PackageError: it is not Python.
    """
    try:
        source = PythonSource(text)
    except SyntaxError as error:
        raise PackageError(f"{where}: line {error.lineno} is not Python: {error.msg}") from None
    seen = {ast.dump(source.tree)}
    found = []
    for edit in edits(source):
        mutant = _mutant(source, edit)
        meaning = _meaning(mutant.text)
        if meaning is not None and meaning not in seen:
            seen.add(meaning)
            found.append(mutant)
    return sorted(found, key=lambda mutant: mutant.line)


def _mutant(source: PythonSource, edit: Edit) -> Mutant:
    text = source.text[: edit.span.start] + edit.new + source.text[edit.span.end :]
    lines = source.lines_of(edit.span)
    longer = len(text) - len(source.text)
    return Mutant(
        rule=edit.rule,
        line=source.line_number(edit.span.start),
        old=stripped(source.code(lines)),
        new=stripped(text[lines.start : lines.end + longer]),
        text=text,
    )


def stripped(lines: str) -> str:
    """Lines without the blanks around each."""
    return "\n".join(line.strip() for line in lines.strip().splitlines())


def _meaning(text: str) -> str | None:
    """What a program says, whatever it looks like; None if it is no program."""
    try:
        return ast.dump(ast.parse(text))
    except SyntaxError:
        return None
