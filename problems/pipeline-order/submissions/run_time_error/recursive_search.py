"""Mistake: looks for cycles with recursion; a chain of dependencies is deeper than the stack."""

import heapq


def pipeline_order(
    tasks: list[str], dependencies: list[tuple[str, str]]
) -> tuple[list[str], list[str]]:
    followers: dict[str, set[str]] = {task: set() for task in tasks}
    waits_for: dict[str, set[str]] = {task: set() for task in tasks}
    for before, after in dependencies:
        followers[before].add(after)
        waits_for[after].add(before)

    runs: dict[str, bool] = {}

    def can_run(task: str) -> bool:
        if task not in runs:
            runs[task] = False
            runs[task] = all(can_run(before) for before in waits_for[task])
        return runs[task]

    blocked = {task for task in sorted(tasks) if not can_run(task)}
    ready = sorted(task for task in tasks if not waits_for[task])
    order = []
    while ready:
        task = heapq.heappop(ready)
        order.append(task)
        for follower in followers[task]:
            waits_for[follower].remove(task)
            if not waits_for[follower]:
                heapq.heappush(ready, follower)
    if not blocked:
        return order, []
    path: list[str] = []

    def walk(task: str) -> list[str]:
        if task in path:
            return path[path.index(task) :][::-1]
        path.append(task)
        return walk(min(waits_for[task]))

    cycle = walk(min(task for task in tasks if waits_for[task]))
    smallest = cycle.index(min(cycle))
    return order, cycle[smallest:] + cycle[:smallest]
