"""Mistake: a queue instead of a heap; ready tasks run in the order in which they became ready."""

from collections import deque


def pipeline_order(
    tasks: list[str], dependencies: list[tuple[str, str]]
) -> tuple[list[str], list[str]]:
    followers: dict[str, set[str]] = {task: set() for task in tasks}
    waits_for: dict[str, set[str]] = {task: set() for task in tasks}
    for before, after in dependencies:
        followers[before].add(after)
        waits_for[after].add(before)
    ready = deque(sorted(task for task in tasks if not waits_for[task]))
    order = []
    while ready:
        task = ready.popleft()
        order.append(task)
        for follower in sorted(followers[task]):
            waits_for[follower].remove(task)
            if not waits_for[follower]:
                ready.append(follower)
    blocked = {task: waiting for task, waiting in waits_for.items() if waiting}
    return order, find_cycle(blocked)


def find_cycle(blocked: dict[str, set[str]]) -> list[str]:
    if not blocked:
        return []
    walk: dict[str, int] = {}
    task = min(blocked)
    while task not in walk:
        walk[task] = len(walk)
        task = min(blocked[task])
    cycle = list(walk)[walk[task] :]
    cycle.reverse()
    smallest = cycle.index(min(cycle))
    return cycle[smallest:] + cycle[:smallest]
