"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import heapq
import json
import re
import sys

MAX_CALLS = 15_000
MAX_STOCK = 10**9
MAX_QUANTITY = 10**6
MAX_PRIORITY = 10**6


def is_integer(value: object, low: int, high: int) -> bool:
    return type(value) is int and low <= value <= high


def is_name(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[A-Za-z0-9-]{1,12}", value) is not None


def has_valid_form(operations: object) -> bool:
    if not isinstance(operations, list) or not 1 <= len(operations) <= MAX_CALLS + 1:
        return False
    if not all(isinstance(each, list) and len(each) == 2 for each in operations):
        return False
    (name, arguments), *calls = operations
    return (
        name == "BackorderQueue"
        and len(arguments) == 2
        and is_integer(arguments[0], 0, MAX_STOCK)
        and arguments[1] in ("fifo", "priority")
        and all(is_call(*call) for call in calls)
    )


def is_call(method: object, arguments: list[object]) -> bool:
    if method == "order":
        return (
            len(arguments) == 3
            and is_name(arguments[0])
            and is_integer(arguments[1], 1, MAX_QUANTITY)
            and is_integer(arguments[2], -MAX_PRIORITY, MAX_PRIORITY)
        )
    if method == "restock":
        return len(arguments) == 1 and is_integer(arguments[0], 1, MAX_QUANTITY)
    if method == "cancel":
        return len(arguments) == 1 and is_name(arguments[0])
    return method == "status" and arguments == []


def never_waits_twice(operations: list[tuple[str, list]]) -> bool:
    """Follow the queue: no order has the name of one that waits."""
    stock, policy = operations[0][1]
    heap: list[tuple[int, int, str, int]] = []
    numbers: dict[str, int] = {}
    for number, (method, arguments) in enumerate(operations[1:]):
        if method == "order":
            name, quantity, priority = arguments
            if name in numbers:
                return False
            numbers[name] = number
            rank = -priority if policy == "priority" else 0
            heapq.heappush(heap, (rank, number, name, quantity))
        elif method == "restock":
            stock += arguments[0]
        elif method == "cancel":
            numbers.pop(arguments[0], None)
        while heap:
            _, placed, name, quantity = heap[0]
            waits = numbers.get(name) == placed
            if waits and quantity > stock:
                break
            heapq.heappop(heap)
            if waits:
                stock -= quantity
                del numbers[name]
    return True


if __name__ == "__main__":
    content = json.load(sys.stdin)
    sys.exit(42 if has_valid_form(content) and never_waits_twice(content) else 43)
