"""Which small changes are made to a program: each rule stands for a kind of mistake.

Left alone is what a change of cannot matter to a test: annotations, decorators, docstrings, f-strings,
imports, assertions, the words of exceptions, and dtypes, most of which say what holds anyway.
"""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from judge.package.mutants.source import PythonSource, Span

_COMPARISONS: dict[type[ast.cmpop], tuple[str, ...]] = {
    ast.Lt: ("<=", ">"),
    ast.LtE: ("<", ">="),
    ast.Gt: (">=", "<"),
    ast.GtE: (">", "<="),
    ast.Eq: ("!=",),
    ast.NotEq: ("==",),
    ast.In: ("not in",),
    ast.NotIn: ("in",),
    ast.Is: ("is not",),
    ast.IsNot: ("is",),
}
_ARITHMETIC: dict[type[ast.operator], str] = {
    ast.Add: "-",
    ast.Sub: "+",
    ast.Mult: "/",
    ast.Div: "*",
    ast.FloorDiv: "/",
    ast.Mod: "//",
    ast.Pow: "*",
    ast.BitAnd: "|",
    ast.BitOr: "&",
    ast.BitXor: "|",
    ast.LShift: ">>",
    ast.RShift: "<<",
}
_EACH_OTHER = (
    ("max", "min"),
    ("maximum", "minimum"),
    ("argmax", "argmin"),
    ("any", "all"),
    ("floor", "ceil"),
    ("sum", "mean"),
    ("zeros", "ones"),
    ("zeros_like", "ones_like"),
    ("var", "std"),
    ("triu", "tril"),
    ("logical_and", "logical_or"),
    ("bisect_left", "bisect_right"),
    ("insort_left", "insort_right"),
    ("startswith", "endswith"),
    ("lower", "upper"),
)
# A list has no `appendleft`, so `append` and `pop` are not changed: a program that cannot run at all
# says nothing of the tests.
_ONE_WAY = {"appendleft": "append", "popleft": "pop"}
_OTHER_NAME = dict([*_EACH_OTHER, *(pair[::-1] for pair in _EACH_OTHER), *_ONE_WAY.items()])
_SYMMETRIC = frozenset(
    "max min maximum minimum gcd lcm isclose allclose array_equal logical_and logical_or logical_xor "
    "add multiply hypot logaddexp logaddexp2 union1d intersect1d".split()
)
_FORWARDED = {"abs": "({})", "reversed": "({})", "sorted": "list({})", "set": "list({})"}
_KEPT_KEYWORDS = frozenset({"dtype", "strict"})


@dataclass(frozen=True)
class Edit:
    """One change of the text: `span` becomes `new`; `rule` is the kind of mistake."""

    span: Span
    new: str
    rule: str


def edits(source: PythonSource) -> Iterator[Edit]:
    """All changes to a program, in the order of its tree."""
    for node in _walk(source.tree):
        for rule in _RULES.get(type(node), ()):
            yield from rule(source, node)


def _walk(node: ast.AST) -> Iterator[ast.AST]:
    """All nodes that may be changed."""
    yield node
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "type_comment"):
            continue
        children = value if isinstance(value, list) else [value]
        for child in children:
            if isinstance(child, ast.AST) and not _left_alone(node, child):
                yield from _walk(child)


def _left_alone(parent: ast.AST, child: ast.AST) -> bool:
    if isinstance(child, ast.JoinedStr | ast.Assert | ast.Import | ast.ImportFrom):
        return True
    if isinstance(parent, ast.Raise):
        return True
    if isinstance(parent, ast.keyword) and parent.arg in _KEPT_KEYWORDS:
        return True
    return isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)


def _comparison(source: PythonSource, node: ast.Compare) -> Iterator[Edit]:
    operands = [node.left, *node.comparators]
    for sign, (left, right) in zip(node.ops, pairwise(operands), strict=True):
        span = source.operator_between(left, right)
        for other in _COMPARISONS[type(sign)]:
            yield Edit(span, other, "comparison")


def _arithmetic(source: PythonSource, node: ast.BinOp) -> Iterator[Edit]:
    other = _ARITHMETIC.get(type(node.op))
    if other is not None:
        yield Edit(source.operator_between(node.left, node.right), other, "arithmetic")


def _augmented(source: PythonSource, node: ast.AugAssign) -> Iterator[Edit]:
    other = _ARITHMETIC.get(type(node.op))
    if other is not None:
        yield Edit(source.operator_between(node.target, node.value), f"{other}=", "arithmetic")


def _boolean(source: PythonSource, node: ast.BoolOp) -> Iterator[Edit]:
    other = "or" if isinstance(node.op, ast.And) else "and"
    for left, right in pairwise(node.values):
        yield Edit(source.operator_between(left, right), other, "boolean")


def _unary(source: PythonSource, node: ast.UnaryOp) -> Iterator[Edit]:
    if isinstance(node.op, ast.UAdd):
        return
    sign, following = source.tokens(source.span(node))[:2]
    yield Edit(Span(sign.start, following.start), "", "dropped sign")


def _constant(source: PythonSource, node: ast.Constant) -> Iterator[Edit]:
    value, span = node.value, source.span(node)
    if isinstance(value, bool):
        yield Edit(span, str(not value), "constant")
    elif isinstance(value, int):
        yield Edit(span, str(value + 1), "off by one")
        yield Edit(span, str(value - 1), "off by one")
    elif isinstance(value, float):
        yield Edit(span, repr(value * 2 if value else 1.0), "constant")
    elif isinstance(value, str):
        yield Edit(span, '"mutated"' if not value else '""', "constant")


def _condition(source: PythonSource, node: ast.If | ast.IfExp) -> Iterator[Edit]:
    if ast.unparse(node.test) == "__name__ == '__main__'":
        return
    for word in ("True", "False"):
        yield Edit(source.span(node.test), word, "branch")


def _loop(source: PythonSource, node: ast.While) -> Iterator[Edit]:
    yield Edit(source.span(node.test), "False", "branch")


def _filter(source: PythonSource, node: ast.comprehension) -> Iterator[Edit]:
    for test in node.ifs:
        yield Edit(source.span(test), "True", "branch")


def _call(source: PythonSource, node: ast.Call) -> Iterator[Edit]:
    name = _name(node.func)
    yield from _swapped_arguments(source, node, name)
    yield from _dropped_keywords(source, node)
    if name in _OTHER_NAME:
        end = source.span(node.func).end
        yield Edit(Span(end - len(name), end), _OTHER_NAME[name], "function")
    if name == "copy" and isinstance(node.func, ast.Attribute) and not node.args:
        yield Edit(
            Span(source.span(node.func.value).end, source.span(node).end), "", "dropped call"
        )
    if name in _FORWARDED and len(node.args) == 1:
        argument = source.code(source.arguments(node)[0])
        yield Edit(source.span(node), _FORWARDED[name].format(argument), "dropped call")


def _swapped_arguments(source: PythonSource, node: ast.Call, name: str) -> Iterator[Edit]:
    if name in _SYMMETRIC or any(isinstance(each, ast.Starred) for each in node.args):
        return
    for left, right in pairwise(source.arguments(node)[: len(node.args)]):
        first, second = source.code(left), source.code(right)
        between = source.text[left.end : right.start]
        yield Edit(Span(left.start, right.end), second + between + first, "swapped arguments")


def _dropped_keywords(source: PythonSource, node: ast.Call) -> Iterator[Edit]:
    for index, keyword in enumerate(node.keywords, start=len(node.args)):
        if keyword.arg is None or keyword.arg in _KEPT_KEYWORDS:
            continue
        # `keepdims=True` becomes `keepdims=False` by another rule, which is the same.
        if not (isinstance(keyword.value, ast.Constant) and isinstance(keyword.value.value, bool)):
            yield Edit(source.without_argument(node, index), "", "dropped argument")


def _attribute(source: PythonSource, node: ast.Attribute) -> Iterator[Edit]:
    if node.attr == "T" and isinstance(node.ctx, ast.Load):
        span = source.span(node)
        yield Edit(Span(source.span(node.value).end, span.end), "", "dropped transpose")


def _statements(source: PythonSource, node: ast.AST) -> Iterator[Edit]:
    for body in (getattr(node, name, None) for name in ("body", "orelse", "finalbody")):
        for statement in body if isinstance(body, list) else ():
            if _may_go(node, statement):
                yield Edit(source.span(statement), "pass", "dropped statement")


def _may_go(parent: ast.AST, statement: ast.stmt) -> bool:
    if isinstance(parent, ast.Module | ast.ClassDef):
        return False
    if isinstance(statement, ast.Expr):
        return not isinstance(statement.value, ast.Constant)
    if isinstance(statement, ast.Return):
        return not isinstance(parent, ast.FunctionDef)
    return isinstance(
        statement,
        ast.Assign | ast.AugAssign | ast.Delete | ast.Raise | ast.Break | ast.Continue,
    ) or (isinstance(statement, ast.AnnAssign) and statement.value is not None)


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


_RULES: dict[type[ast.AST], tuple[Callable[..., Iterator[Edit]], ...]] = {
    ast.Compare: (_comparison,),
    ast.BinOp: (_arithmetic,),
    ast.AugAssign: (_augmented,),
    ast.BoolOp: (_boolean,),
    ast.UnaryOp: (_unary,),
    ast.Constant: (_constant,),
    ast.If: (_condition, _statements),
    ast.IfExp: (_condition,),
    ast.While: (_loop, _statements),
    ast.comprehension: (_filter,),
    ast.Call: (_call,),
    ast.Attribute: (_attribute,),
    ast.FunctionDef: (_statements,),
    ast.For: (_statements,),
    ast.With: (_statements,),
    ast.Try: (_statements,),
    ast.ExceptHandler: (_statements,),
}
