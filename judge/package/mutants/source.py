"""Python source as text with a tree over it: where in the text a node, an operator, an argument stands."""

import ast
import io
import tokenize
from bisect import bisect_left
from dataclasses import dataclass

_OPEN, _CLOSE = frozenset("([{"), frozenset(")]}")
_LAYOUT = frozenset(
    {tokenize.NL, tokenize.NEWLINE, tokenize.COMMENT, tokenize.INDENT, tokenize.DEDENT}
)


@dataclass(frozen=True)
class Span:
    """A part of the text, in characters: `text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True)
class Token(Span):
    """A token that is neither layout nor comment."""

    string: str


class PythonSource:
    """A program's text and tree.

    Raises:
        SyntaxError: it is not Python.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.tree = ast.parse(text)
        self._lines = text.splitlines(keepends=True)
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line))
        self._tokens = [
            Token(self._at(token.start), self._at(token.end), token.string)
            for token in tokenize.generate_tokens(io.StringIO(text).readline)
            if token.type not in _LAYOUT
        ]
        self._token_starts = [token.start for token in self._tokens]

    def span(self, node: ast.expr | ast.stmt | ast.keyword) -> Span:
        """Where a node stands, without parentheses around it."""
        if node.end_lineno is None or node.end_col_offset is None:
            raise ValueError("a node that was parsed knows its end")
        return Span(
            self._of_bytes(node.lineno, node.col_offset),
            self._of_bytes(node.end_lineno, node.end_col_offset),
        )

    def code(self, span: Span) -> str:
        """The text of a part."""
        return self.text[span.start : span.end]

    def tokens(self, span: Span) -> list[Token]:
        """The tokens that begin in a part."""
        first = bisect_left(self._token_starts, span.start)
        return self._tokens[first : bisect_left(self._token_starts, span.end)]

    def operator_between(self, left: ast.expr, right: ast.expr) -> Span:
        """The operator between two operands, which may be in parentheses; `not in` is one operator."""
        between = Span(self.span(left).end, self.span(right).start)
        signs = [token for token in self.tokens(between) if token.string not in "()"]
        return Span(signs[0].start, signs[-1].end)

    def arguments(self, call: ast.Call) -> list[Span]:
        """The arguments of a call in the order of the text, with parentheses of their own."""
        tokens = self.tokens(self.span(call))
        opening = _opening_of_last(tokens)
        parts: list[list[Token]] = [[]]
        depth = 0
        for token in tokens[opening + 1 : -1]:
            depth += (token.string in _OPEN) - (token.string in _CLOSE)
            if token.string == "," and depth == 0:
                parts.append([])
            else:
                parts[-1].append(token)
        return [Span(part[0].start, part[-1].end) for part in parts if part]

    def without_argument(self, call: ast.Call, index: int) -> Span:
        """What has to go so that a call loses an argument: the argument with one comma."""
        spans = self.arguments(call)
        if index > 0:
            return Span(spans[index - 1].end, spans[index].end)
        return Span(spans[0].start, spans[1].start) if len(spans) > 1 else spans[0]

    def lines_of(self, span: Span) -> Span:
        """The whole lines in which a part stands."""
        first = self.text.rfind("\n", 0, span.start) + 1
        last = self.text.find("\n", span.end)
        return Span(first, len(self.text) if last < 0 else last)

    def line_number(self, offset: int) -> int:
        """The line of a character, counted from 1."""
        return self.text.count("\n", 0, offset) + 1

    def _at(self, place: tuple[int, int]) -> int:
        line, column = place
        return self._starts[min(line, len(self._starts)) - 1] + column

    def _of_bytes(self, line: int, column: int) -> int:
        """An offset from the tree's columns, which count bytes of UTF-8."""
        before = self._lines[line - 1].encode()[:column].decode()
        return self._starts[line - 1] + len(before)


def _opening_of_last(tokens: list[Token]) -> int:
    """The index of the parenthesis that the last token closes."""
    depth = 0
    for index in range(len(tokens) - 1, -1, -1):
        depth += (tokens[index].string in _CLOSE) - (tokens[index].string in _OPEN)
        if depth == 0:
            return index
    raise ValueError("a call ends with the parenthesis that closes its arguments")
