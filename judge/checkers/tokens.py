"""The default output validator of the ICPC package format: tokens, and numbers within a tolerance.

It works on bytes: an output need not be text. Numbers are compared as the decimal numbers they are
written as, not as the floats nearest to them, so that neither 2^53 + 1 nor 1e-4000 is taken for
another number.
"""

import re
from collections.abc import Sequence
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal
from itertools import compress, count, islice
from operator import ne

from judge.checkers.shown import cut
from judge.checkers.value_checker import ACCEPTED
from judge.errors import PackageError
from judge.model.checker import CheckResult, Outcome, TokensSpec
from judge.model.hints import Hint

_FLOAT = re.compile(rb"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[Ee][+-]?[0-9]{1,15})?")
"""The format's grammar: decimal only, no nan, no inf, no hexadecimal, no underscores.

15 digits of exponent keep sums and products of two numbers within what Decimal can hold.
"""

_CONTEXT = Context(prec=60, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[])
"""Rounds differences to 60 digits; it cannot round one to zero, and equality is told without it."""

_TOKEN = re.compile(rb"[^ \t\n\v\f\r]+")
_SPACE_OR_TOKEN = re.compile(rb"[ \t\n\v\f\r]+|[^ \t\n\v\f\r]+")
_NOT_FINITE = re.compile(rb"[+-]?(?:nan|inf|infinity)", re.IGNORECASE)
_CLOSE_FACTOR = 100
_SWITCHES = {"case_sensitive", "space_change_sensitive"}
_TOLERANCES = {
    "float_tolerance": ("float_absolute_tolerance", "float_relative_tolerance"),
    "float_absolute_tolerance": ("float_absolute_tolerance",),
    "float_relative_tolerance": ("float_relative_tolerance",),
}


def parse_validator_args(args: Sequence[str]) -> TokensSpec:
    """The meaning of the default validator's arguments, such as `["float_tolerance", "1e-6"]`.

    Raises:
        PackageError: an unknown argument, a tolerance that is missing, given twice or no number, or
            `float_tolerance` beside one of the others.
    """
    fields: dict[str, bool | float] = {}
    rest = iter(args)
    for name in rest:
        if name in _SWITCHES:
            fields[name] = True
        elif name in _TOLERANCES:
            tolerance = _tolerance(name, next(rest, None))
            for field in _TOLERANCES[name]:
                if field in fields:
                    raise PackageError(
                        f"output validator arguments {list(args)}: {name} sets {field} a second "
                        "time; expected each tolerance once, and float_tolerance without the others"
                    )
                fields[field] = tolerance
        else:
            known = ", ".join(sorted({*_SWITCHES, *_TOLERANCES}))
            raise PackageError(
                f'output validator arguments {list(args)}: "{name}" is unknown; expected {known}'
            )
    return TokensSpec.model_validate(fields)


def _tolerance(name: str, text: str | None) -> float:
    number = text.encode() if text is not None else b""
    if not _FLOAT.fullmatch(number) or not 0 <= float(number) < float("inf"):
        seen = "nothing" if text is None else f'"{text}"'
        raise PackageError(
            f"output validator argument {name} is followed by {seen}; expected a number that is not "
            "negative, such as 1e-6"
        )
    return float(number)


class TokensChecker:
    """Accepts an output with the answer's tokens, between any white space."""

    def __init__(self, spec: TokensSpec) -> None:
        self._spec = spec
        self._absolute = _decimal_of(spec.float_absolute_tolerance)
        self._relative = _decimal_of(spec.float_relative_tolerance)

    def check(self, case_input: bytes, answer: bytes, output: bytes) -> CheckResult:
        """Compare tokens in order; white space too, if the spec says so."""
        expected, seen = self._split(answer), self._split(output)
        if expected == seen:
            return ACCEPTED
        place = self._first_wrong(expected, seen)
        if place is None and len(expected) == len(seen):
            return ACCEPTED
        return self._wrong(
            answer, output, min(len(expected), len(seen)) if place is None else place
        )

    def _fold(self, data: bytes) -> bytes:
        return data if self._spec.case_sensitive else data.lower()  # of bytes: ASCII only

    def _split(self, data: bytes) -> list[bytes]:
        folded = self._fold(data)
        if self._spec.space_change_sensitive:
            return _SPACE_OR_TOKEN.findall(folded)
        return folded.split()  # of bytes: at exactly the format's six characters

    def _first_wrong(self, expected: list[bytes], seen: list[bytes]) -> int | None:
        """The index of the first token that is wrong, as far as both go."""
        unequal = compress(count(), map(ne, expected, seen))
        return next(
            (index for index in unequal if not self._is_within(expected[index], seen[index], 1)),
            None,
        )

    def _is_within(self, answer_token: bytes, token: bytes, factor: int) -> bool:
        """Whether both are numbers, no further apart than `factor` times a tolerance."""
        if self._absolute is None and self._relative is None:
            return False
        if not _FLOAT.fullmatch(answer_token) or not _FLOAT.fullmatch(token):
            return False
        expected, seen = Decimal(answer_token.decode()), Decimal(token.decode())
        if expected == seen:
            return True
        error = _CONTEXT.subtract(seen, expected).copy_abs()
        if self._absolute is not None and error <= _CONTEXT.multiply(self._absolute, factor):
            return True
        if self._relative is None:
            return False
        allowed = _CONTEXT.multiply(self._relative, expected.copy_abs())
        return error <= _CONTEXT.multiply(allowed, factor)

    def _wrong(self, answer: bytes, output: bytes, place: int) -> CheckResult:
        """Name the token at `place` and its line; one side may have ended before it."""
        pattern = _SPACE_OR_TOKEN if self._spec.space_change_sensitive else _TOKEN
        expected = next(islice(pattern.finditer(answer), place, None), None)
        seen = next(islice(pattern.finditer(output), place, None), None)
        hint: Hint | None
        if seen is None:
            hint, reason = Hint.TOO_LITTLE_OUTPUT, f"output ends, expected {_show(expected)}"
        elif expected is None:
            hint, reason = Hint.TOO_MUCH_OUTPUT, f"seen {_show(seen)}, expected the end"
        else:
            hint = self._hint(expected[0], seen[0])
            reason = f"seen {_show(seen)}, expected {_show(expected)}"
        line = output.count(b"\n", 0, seen.start() if seen else len(output)) + 1
        detail = f"line {line}, token {place + 1}: {reason}"
        return CheckResult(outcome=Outcome.WRONG, hint=hint, detail=detail)

    def _hint(self, answer_token: bytes, token: bytes) -> Hint | None:
        if _FLOAT.fullmatch(answer_token) and _NOT_FINITE.fullmatch(token):
            return Hint.NOT_FINITE
        return Hint.CLOSE if self._is_within(answer_token, token, _CLOSE_FACTOR) else None


def _decimal_of(tolerance: float | None) -> Decimal | None:
    """The decimal number that its author wrote."""
    return None if tolerance is None else Decimal(repr(tolerance))


def _show(match: re.Match[bytes] | None) -> str:
    token = match[0] if match else b""
    return cut(repr(token[:80].decode("utf-8", "replace")) + ("..." if len(token) > 80 else ""))
