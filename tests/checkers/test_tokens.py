"""The default output validator of the ICPC package format."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge.checkers.tokens import TokensChecker, parse_validator_args
from judge.errors import PackageError
from judge.model.checker import CheckResult, Outcome, TokensSpec
from judge.model.hints import Hint

SPACE = b" \t\n\v\f\r"


def check(answer: bytes, output: bytes, *args: str) -> CheckResult:
    return TokensChecker(parse_validator_args(args)).check(b"", answer, output)


@pytest.mark.parametrize(
    ("args", "spec"),
    [
        ([], TokensSpec()),
        (["case_sensitive"], TokensSpec(case_sensitive=True)),
        (["case_sensitive", "case_sensitive"], TokensSpec(case_sensitive=True)),
        (["space_change_sensitive"], TokensSpec(space_change_sensitive=True)),
        (
            ["float_tolerance", "1e-6"],
            TokensSpec(float_absolute_tolerance=1e-6, float_relative_tolerance=1e-6),
        ),
        (
            ["float_relative_tolerance", ".5", "case_sensitive", "float_absolute_tolerance", "0"],
            TokensSpec(
                case_sensitive=True, float_absolute_tolerance=0, float_relative_tolerance=0.5
            ),
        ),
    ],
)
def test_arguments_are_understood(args: list[str], spec: TokensSpec) -> None:
    assert parse_validator_args(args) == spec


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["float_tolerance"], "followed by nothing"),
        (["float_tolerance", "case_sensitive"], 'followed by "case_sensitive"'),
        (["float_tolerance", "-1"], 'followed by "-1"'),
        (["float_tolerance", "nan"], 'followed by "nan"'),
        (["float_tolerance", "inf"], 'followed by "inf"'),
        (["float_tolerance", "1e999"], 'followed by "1e999"'),
        (["float_tolerance", "1_0"], 'followed by "1_0"'),
        (["float_tolerance", "0x1"], 'followed by "0x1"'),
        (["float_tolerance", "1", "float_tolerance", "1"], "a second time"),
        (["float_absolute_tolerance", "1", "float_absolute_tolerance", "1"], "a second time"),
        (["float_tolerance", "1", "float_absolute_tolerance", "1"], "a second time"),
        (["float_relative_tolerance", "1", "float_tolerance", "1"], "a second time"),
        (["case_insensitive"], '"case_insensitive" is unknown'),
        (["1e-6"], '"1e-6" is unknown'),
    ],
)
def test_wrong_arguments_are_the_packages_mistake(args: list[str], message: str) -> None:
    with pytest.raises(PackageError, match=message):
        parse_validator_args(args)


@pytest.mark.parametrize(
    ("answer", "output", "args"),
    [
        (b"1 2\n", b"1 2", []),
        (b"1 2\n", b"\n\r\t 1\v\f2 \n\n", []),
        (b"Yes\n", b"yES\n", []),
        (b"", b" \n", []),
        (b"\x00\xff\x1b[0m", b"\x00\xff\x1b[0m\n", []),
        (b"1.0 x", b"1.00001 X", ["float_tolerance", "1e-4"]),
        (b"1000", b"1001", ["float_relative_tolerance", "1e-3"]),
        (b"1000", b"1000.0001", ["float_absolute_tolerance", "1e-3"]),
        (b"0.3", b"0.1", ["float_absolute_tolerance", "0.2"]),
        (b"1", b"+1.", ["float_tolerance", "0"]),
        (b"0.5", b".5e0", ["float_tolerance", "0"]),
        (b"0", b"-0.0", ["float_tolerance", "0"]),
        (b"1e-4000", b"1.0e-4000", ["float_tolerance", "0"]),
        (b"0", b"1e-4000", ["float_tolerance", "1e-9"]),
        (b"9007199254740993", b"9007199254740993.0", ["float_tolerance", "0"]),
        (b"NaN inf", b"nan INF", ["float_tolerance", "1e-6"]),
        (b"1 2\n", b"1 2\n", ["space_change_sensitive"]),
        (b"A 1.0\n", b"a 1\n", ["space_change_sensitive", "float_tolerance", "0"]),
    ],
)
def test_accepts(answer: bytes, output: bytes, args: list[str]) -> None:
    assert check(answer, output, *args).outcome is Outcome.ACCEPTED


@pytest.mark.parametrize(
    ("answer", "output", "args", "hint"),
    [
        (b"1 2", b"1", [], Hint.TOO_LITTLE_OUTPUT),
        (b"1", b"1 2", [], Hint.TOO_MUCH_OUTPUT),
        (b"1", b"", [], Hint.TOO_LITTLE_OUTPUT),
        (b"", b"1", [], Hint.TOO_MUCH_OUTPUT),
        (b"1 2", b"1\x002", [], None),
        (b"1 2", b"1\x1c2", [], None),
        (b"1 2", b"1\xa02", [], None),
        (b"1", b"1\x00", [], None),
        (b"1", b"1.0", [], None),
        (b"1", b"+1", [], None),
        (b"Yes", b"yes", ["case_sensitive"], None),
        ("Ä".encode(), "ä".encode(), [], None),
        (b"1.0", b"1.001", ["float_tolerance", "1e-4"], Hint.CLOSE),
        (b"1.0", b"2", ["float_tolerance", "1e-4"], None),
        (b"1.0", b"nan", ["float_tolerance", "1e-4"], Hint.NOT_FINITE),
        (b"1.0", b"-Infinity", ["float_tolerance", "1e-4"], Hint.NOT_FINITE),
        (b"inf", b"1", ["float_tolerance", "1"], None),
        (b"inf", b"1e999", ["float_tolerance", "1"], None),
        (b"nan", b"1", ["float_tolerance", "1"], None),
        (b"1e999", b"inf", ["float_tolerance", "1"], Hint.NOT_FINITE),
        (b"1e999", b"5", ["float_tolerance", "0.5"], Hint.CLOSE),
        (b"1", b"1x", ["float_tolerance", "1"], None),
        (b"1", b"0x1", ["float_tolerance", "1"], None),
        (b"1000", b"1_000", ["float_tolerance", "1"], None),
        (b"1", "１".encode(), ["float_tolerance", "1"], None),
        (b"1", b"1e", ["float_tolerance", "1"], None),
        (b"1", b"1,0", ["float_tolerance", "1"], None),
        (b"1", b"1\x00", ["float_tolerance", "1"], None),
        (b"1", b"1e9999999999999999999", ["float_tolerance", "1"], None),
        (b"x", b"1", ["float_tolerance", "1"], None),
        (b"9007199254740993", b"9007199254740992", ["float_tolerance", "0"], None),
        (b"0", b"1e-4000", ["float_tolerance", "0"], None),
        (b"1e-4000", b"2e-4000", ["float_relative_tolerance", "0.5"], Hint.CLOSE),
        (b"1", b"1.1", ["float_relative_tolerance", "0"], None),
        (b"1 2\n", b"1  2\n", ["space_change_sensitive"], None),
        (b"1 2\n", b"1\t2\n", ["space_change_sensitive"], None),
        (b"1 2\n", b"1 2", ["space_change_sensitive"], Hint.TOO_LITTLE_OUTPUT),
        (b"1 2\n", b"1 2\n\n", ["space_change_sensitive"], None),
        (b"1 2\n", b" 1 2\n", ["space_change_sensitive"], None),
    ],
)
def test_refuses(answer: bytes, output: bytes, args: list[str], hint: Hint | None) -> None:
    result = check(answer, output, *args)
    assert (result.outcome, result.hint) == (Outcome.WRONG, hint)


@pytest.mark.parametrize(
    ("answer", "output", "detail"),
    [
        (b"1 2\n3 4\n", b"1 2\n3 5\n", "line 2, token 4: seen '5', expected '4'"),
        (b"Yes No", b"YES Maybe", "line 1, token 2: seen 'Maybe', expected 'No'"),
        (b"1 2", b"1\n\n", "line 3, token 2: output ends, expected '2'"),
        (b"1", b"1 \x1b[31m", r"line 1, token 2: seen '\x1b[31m', expected the end"),
    ],
)
def test_the_first_wrong_token_is_named(answer: bytes, output: bytes, detail: str) -> None:
    assert check(answer, output).detail == detail


tokens = st.lists(
    st.binary(min_size=1, max_size=3).filter(lambda token: not set(token) & set(SPACE))
)


@given(tokens, st.data())
def test_white_space_does_not_matter(words: list[bytes], data: st.DataObject) -> None:
    gaps = st.binary(min_size=1, max_size=3).map(lambda gap: bytes(SPACE[byte % 6] for byte in gap))
    output = b"".join(word + data.draw(gaps) for word in words)
    assert check(b" ".join(words), output, "float_tolerance", "0").outcome is Outcome.ACCEPTED


@given(tokens, tokens)
def test_without_tolerance_only_the_tokens_in_small_letters_count(
    answer: list[bytes], output: list[bytes]
) -> None:
    accepted = check(b" ".join(answer), b"\n".join(output)).outcome is Outcome.ACCEPTED
    assert accepted == ([word.lower() for word in answer] == [word.lower() for word in output])


@given(st.binary(), st.binary(), st.sampled_from([[], ["float_tolerance", "1e-6"]]))
def test_any_bytes_get_an_answer(answer: bytes, output: bytes, args: list[str]) -> None:
    assert check(answer, output, *args).outcome in (Outcome.ACCEPTED, Outcome.WRONG)


@pytest.mark.parametrize(
    "token",
    [b"9" * 1_000_000, b"1e" + b"9" * 1_000_000, b"." + b"0" * 1_000_000 + b"1", b"x" * 10**6],
)
def test_huge_tokens_are_compared_and_shown_shortly(token: bytes) -> None:
    result = check(b"1", token, "float_tolerance", "1e-6")
    assert result.outcome is Outcome.WRONG
    assert result.detail is not None
    assert len(result.detail) < 500
    assert check(token, token + b" ", "float_tolerance", "0").outcome is Outcome.ACCEPTED
