"""Mistake: every listing of a pair raises the count, but the set of followers lowers it once."""

import heapq


def pipeline_order(
    tasks: list[str], dependencies: list[tuple[str, str]]
) -> tuple[list[str], list[str]]:
    followers: dict[str, set[str]] = {task: set() for task in tasks}
    before_it: dict[str, set[str]] = {task: set() for task in tasks}
    missing = dict.fromkeys(tasks, 0)
    for before, after in dependencies:
        followers[before].add(after)
        before_it[after].add(before)
        missing[after] += 1
    ready = [task for task in tasks if missing[task] == 0]
    heapq.heapify(ready)
    order = []
    while ready:
        task = heapq.heappop(ready)
        order.append(task)
        for follower in followers[task]:
            missing[follower] -= 1
            if missing[follower] == 0:
                heapq.heappush(ready, follower)
    done = set(order)
    blocked = {task: before_it[task] - done for task in tasks if task not in done}
    if not blocked:
        return order, []
    walk: list[str] = []
    task = min(blocked)
    while task not in walk and blocked[task]:
        walk.append(task)
        task = min(blocked[task])
    cycle = walk[walk.index(task) :][::-1] if task in walk else []
    smallest = cycle.index(min(cycle)) if cycle else 0
    return order, cycle[smallest:] + cycle[:smallest]
