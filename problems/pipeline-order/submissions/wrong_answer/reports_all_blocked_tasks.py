"""Mistake: takes every task that is left over for a part of the cycle."""

import heapq


def pipeline_order(
    tasks: list[str], dependencies: list[tuple[str, str]]
) -> tuple[list[str], list[str]]:
    followers: dict[str, set[str]] = {task: set() for task in tasks}
    waits_for: dict[str, set[str]] = {task: set() for task in tasks}
    for before, after in dependencies:
        followers[before].add(after)
        waits_for[after].add(before)
    ready = sorted(task for task in tasks if not waits_for[task])
    order = []
    while ready:
        task = heapq.heappop(ready)
        order.append(task)
        for follower in followers[task]:
            waits_for[follower].remove(task)
            if not waits_for[follower]:
                heapq.heappush(ready, follower)
    return order, sorted(task for task in tasks if waits_for[task])
