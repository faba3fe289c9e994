"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import sys

MAX_EXAMPLES = 20_000
MAX_LOGIT = 1000
MAX_GAMMA = 5


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 4:
        return False
    logits, targets, gamma, alpha = arguments
    return (
        isinstance(logits, list)
        and isinstance(targets, list)
        and 1 <= len(logits) == len(targets) <= MAX_EXAMPLES
        and all(isinstance(value, float) and abs(value) <= MAX_LOGIT for value in logits)
        and all(type(value) is int and value in (-1, 0, 1) for value in targets)
        and isinstance(gamma, float)
        and 0 <= gamma <= MAX_GAMMA
        and isinstance(alpha, float)
        and 0 < alpha < 1
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
