"""Nothing that a package or a program wrote can do more on a terminal than be read."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge.cli.text import excerpt, mebibytes, milliseconds, one_line, points, printable


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("\x1b]0;title\x07", "␛]0;title␇"),
        ("over\rwritten", "over␍written"),
        ("back\x08space", "back␈space"),
        ("nul\0", "nul␀"),
        ("delete\x7f", "delete␡"),
        ("c1 control \x9b31m", "c1 control <U+009B>31m"),
        ("if \u202eadmin\u202c", "if <U+202E>admin<U+202C>"),
        ("\u2066isolate\u2069", "<U+2066>isolate<U+2069>"),
        ("in\u200bvisible", "in<U+200B>visible"),
        ("line\u2028end", "line<U+2028>end"),
        ("half \ud800 pair", "half <U+D800> pair"),
    ],
)
def test_what_a_terminal_would_obey_becomes_visible(hostile: str, shown: str) -> None:
    assert printable(hostile) == shown


def test_text_of_any_script_stays_as_it_is() -> None:
    text = "naïve 日本語 עברית 🎉\n\tindented"
    assert printable(text) == text


@given(st.text(st.characters(codec=None)))
def test_nothing_unshowable_is_left(text: str) -> None:
    shown = printable(text)
    categories = {unicodedata.category(character) for character in shown if character not in "\n\t"}
    assert not categories & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    shown.encode("utf-8")


@given(st.text(st.characters(codec=None)))
def test_a_line_is_one_line(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1


def test_an_excerpt_tells_how_much_is_missing() -> None:
    assert excerpt("a\nb\nc\nd\n", max_lines=2, max_width=10) == "a\nb\n… 2 more lines"
    assert excerpt("abcdef", max_lines=2, max_width=4) == "abcd… 2 more characters"


def test_an_excerpt_of_a_short_text_is_the_text() -> None:
    assert excerpt("a\nb\n", max_lines=2, max_width=1) == "a\nb"


@pytest.mark.parametrize(
    ("value", "shown"),
    [(None, ""), (0.84, "0.8 ms"), (12.4, "12 ms"), (999.4, "999 ms"), (1240.0, "1.24 s")],
)
def test_times_are_short(value: float | None, shown: str) -> None:
    assert milliseconds(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [(None, ""), (9 * 2**20 + 2**18, "9.2 MiB"), (256 * 2**20, "256 MiB"), (3 * 2**30, "3.0 GiB")],
)
def test_amounts_are_short(value: int | None, shown: str) -> None:
    assert mebibytes(value) == shown


@pytest.mark.parametrize(("value", "shown"), [(100.0, "100"), (97.5, "97.5"), (0.0, "0")])
def test_points_have_no_needless_fraction(value: float, shown: str) -> None:
    assert points(value) == shown
