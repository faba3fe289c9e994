"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import sys

MAX_RECORDS = 15_000
MAX_FIELDS = 8
MAX_KEYS = 5
MAX_NAME = 12
MAX_TEXT = 20
MAX_INTEGER = 10**9


def is_text(value: object, longest: int) -> bool:
    return (
        isinstance(value, str)
        and len(value) <= longest
        and all(" " <= character <= "~" for character in value)
    )


def is_name(value: object) -> bool:
    return is_text(value, MAX_NAME) and value != "" and not str(value).startswith("$")


def is_integer(value: object) -> bool:
    return type(value) is int and -MAX_INTEGER <= value <= MAX_INTEGER


def is_value(value: object) -> bool:
    return value is None or isinstance(value, bool) or is_integer(value) or is_text(value, MAX_TEXT)


def is_record(record: object) -> bool:
    return (
        isinstance(record, dict)
        and 1 <= len(record) <= MAX_FIELDS
        and all(map(is_name, record))
        and all(map(is_value, record.values()))
        and is_integer(record.get("version"))
    )


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 2:
        return False
    records, keys = arguments
    return (
        isinstance(records, list)
        and len(records) <= MAX_RECORDS
        and all(map(is_record, records))
        and isinstance(keys, list)
        and len(keys) <= MAX_KEYS
        and all(map(is_name, keys))
        and len(set(keys)) == len(keys)
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
