"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import re
import sys

MAX_TASKS = 20_000
MAX_DEPENDENCIES = 40_000
NAME = re.compile(r"[a-z0-9_-]{1,12}")


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 2:
        return False
    tasks, dependencies = arguments
    if not isinstance(tasks, list) or not isinstance(dependencies, list):
        return False
    if len(tasks) > MAX_TASKS or len(dependencies) > MAX_DEPENDENCIES:
        return False
    if not all(isinstance(task, str) and NAME.fullmatch(task) for task in tasks):
        return False
    known = set(tasks)
    return len(known) == len(tasks) and all(is_pair(pair, known) for pair in dependencies)


def is_pair(pair: object, known: set[str]) -> bool:
    return isinstance(pair, list) and len(pair) == 2 and all(name in known for name in pair)


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
