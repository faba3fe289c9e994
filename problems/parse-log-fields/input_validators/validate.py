"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import re
import sys

MAX_LINES = 2_000
MAX_LENGTH = 2_000
MAX_CHARACTERS = 200_000
MAX_DIGITS = 300


def is_line(value: object) -> bool:
    return (
        isinstance(value, str)
        and len(value) <= MAX_LENGTH
        and all(" " <= character <= "~" for character in value)
        and not re.search(rf"[0-9.]{{{MAX_DIGITS + 1}}}", value)
    )


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 1:
        return False
    (lines,) = arguments
    return (
        isinstance(lines, list)
        and len(lines) <= MAX_LINES
        and all(map(is_line, lines))
        and sum(map(len, lines)) <= MAX_CHARACTERS
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
