"""Mistake: gives up the whole order as soon as there is a cycle somewhere."""

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
    if len(order) == len(tasks):
        return order, []
    blocked = {task: waiting for task, waiting in waits_for.items() if waiting}
    walk: dict[str, int] = {}
    task = min(blocked)
    while task not in walk:
        walk[task] = len(walk)
        task = min(blocked[task])
    cycle = list(walk)[walk[task] :][::-1]
    smallest = cycle.index(min(cycle))
    return [], cycle[smallest:] + cycle[:smallest]
