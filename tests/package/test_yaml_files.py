"""Malformed YAML: every message names file, key, what was seen and what was expected."""

from pathlib import Path

import pytest

from judge.errors import PackageError
from judge.package.fields import read_yaml


def write(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "some.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("a: 1\nb: [1\n", "some.yaml:3: not valid YAML"),
        ("a: 1\nb: 2\na: 3\n", 'some.yaml:3: not valid YAML: the key "a" is given twice'),
        ("a: {b: 1, b: 1}\n", 'some.yaml:1: not valid YAML: the key "b" is given twice'),
        ("- 1\n", "some.yaml: holds [1]; expected a mapping of keys"),
        (b"a: \xff\n", "some.yaml: byte 3 is not UTF-8"),
        ("a: !!python/object:os.system 1\n", "not valid YAML: could not determine a constructor"),
        ("? [1]\n: 2\n", "not valid YAML: a key is not a plain value"),
        ("a: " + "[" * 5000, "not valid YAML"),
        ("a: \x00", "not valid YAML"),
    ],
)
def test_malformed_files_are_refused_with_file_and_line(
    tmp_path: Path, text: str | bytes, complaint: str
) -> None:
    with pytest.raises(PackageError) as raised:
        read_yaml(write(tmp_path, text))
    assert complaint in str(raised.value)


def aliases(levels: int) -> str:
    """Ten to the power of `levels` values, in a few lines."""
    below = [
        f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]" for level in range(1, levels)
    ]
    return "\n".join(["a0: &a0 [x, x, x, x, x, x, x, x, x, x]", *below, ""])


def merges(levels: int) -> str:
    """Mappings merged into one another, with as many keys in the end."""
    inner = "k: 1"
    for level in range(levels):
        inner = f"<<: [&m{level} {{{inner}}}, {', '.join([f'*m{level}'] * 9)}]"
    return f"top: {{{inner}}}\n"


@pytest.mark.parametrize("text", [aliases(9), merges(9), "a: &a [*a]\n"])
def test_aliases_that_stand_for_more_than_can_be_walked_through_are_refused(
    tmp_path: Path, text: str
) -> None:
    with pytest.raises(PackageError, match="aliases stand for more than 1000000 values"):
        read_yaml(write(tmp_path, text))


def test_aliases_may_be_used(tmp_path: Path) -> None:
    text = aliases(3) + "b: &b {k: 1}\nc: {<<: *b, l: 2}\n"
    values = read_yaml(write(tmp_path, text)).values
    assert values["c"] == {"k": 1, "l": 2}
    assert len(values["a2"]) == 10


def test_unknown_keys_are_refused_and_the_nearest_known_one_is_named(tmp_path: Path) -> None:
    fields = read_yaml(write(tmp_path, "limits: {time_limt: 2}\n"))
    limits = fields.mapping("limits")
    limits.number("time_limit", None)
    with pytest.raises(
        PackageError, match=r'unknown key "limits\.time_limt"; did you mean "time_limit"'
    ):
        limits.finish()


def test_an_empty_file_is_an_empty_mapping(tmp_path: Path) -> None:
    assert read_yaml(write(tmp_path, "# nothing\n")).values == {}


def test_exponents_without_a_period_are_numbers_where_numbers_are_asked_for(
    tmp_path: Path,
) -> None:
    fields = read_yaml(write(tmp_path, "a: 1e-6\nb: 2E+3\nc: [1e-6]\n"))
    assert (fields.number("a", None), fields.number("b", None)) == (1e-6, 2000.0)
    assert fields.texts("c") == ("1e-6",)


def test_paths_in_messages_are_relative_to_where_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, "limit: 2s\n")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(PackageError) as raised:
        read_yaml(path).number("limit", None, expected="seconds as a number, such as 2.0")
    assert str(raised.value) == (
        'some.yaml: limit is "2s"; expected seconds as a number, such as 2.0'
    )
