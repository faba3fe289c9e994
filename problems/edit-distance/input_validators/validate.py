"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import sys

MAX_TOKENS = 400
MAX_LENGTH = 10
MAX_COST = 1000


def is_token(value: object) -> bool:
    return (
        isinstance(value, str)
        and 1 <= len(value) <= MAX_LENGTH
        and all("!" <= character <= "~" for character in value)
    )


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 5:
        return False
    return all(
        isinstance(tokens, list) and len(tokens) <= MAX_TOKENS and all(map(is_token, tokens))
        for tokens in arguments[:2]
    ) and all(type(cost) is int and 0 <= cost <= MAX_COST for cost in arguments[2:])


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
