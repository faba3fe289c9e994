"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import sys

MAX_ARTICLES = 150
MAX_LENGTH = 2_000
MAX_TOTAL = 60_000


def is_article(value: object) -> bool:
    return (
        isinstance(value, str)
        and len(value) <= MAX_LENGTH
        and all(" " <= character <= "~" for character in value)
    )


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 2:
        return False
    articles, k = arguments
    return (
        isinstance(articles, list)
        and len(articles) <= MAX_ARTICLES
        and all(map(is_article, articles))
        and sum(map(len, articles)) <= MAX_TOTAL
        and type(k) is int
        and 1 <= k <= 1000
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
