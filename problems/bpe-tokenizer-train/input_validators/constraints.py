"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import re
import sys

MAX_WORDS = 20_000
MAX_DISTINCT = 400
MAX_MERGES = 150
WORD = re.compile(r"[a-z]{1,15}")


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 2:
        return False
    words, n_merges = arguments
    return (
        isinstance(words, list)
        and len(words) <= MAX_WORDS
        and all(isinstance(word, str) and WORD.fullmatch(word) for word in words)
        and len(set(words)) <= MAX_DISTINCT
        and type(n_merges) is int
        and 0 <= n_merges <= MAX_MERGES
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
