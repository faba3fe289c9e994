"""Mistake: looks through all tasks for the smallest one that can run, n times."""


def pipeline_order(
    tasks: list[str], dependencies: list[tuple[str, str]]
) -> tuple[list[str], list[str]]:
    followers: dict[str, set[str]] = {task: set() for task in tasks}
    waits_for: dict[str, set[str]] = {task: set() for task in tasks}
    for before, after in dependencies:
        followers[before].add(after)
        waits_for[after].add(before)
    names = sorted(tasks)
    order: list[str] = []
    done: set[str] = set()
    while True:
        task = next((t for t in names if t not in done and not waits_for[t]), None)
        if task is None:
            break
        order.append(task)
        done.add(task)
        for follower in followers[task]:
            waits_for[follower].remove(task)
    blocked = {task: waiting for task, waiting in waits_for.items() if waiting}
    if not blocked:
        return order, []
    walk: dict[str, int] = {}
    task = min(blocked)
    while task not in walk:
        walk[task] = len(walk)
        task = min(blocked[task])
    cycle = list(walk)[walk[task] :][::-1]
    smallest = cycle.index(min(cycle))
    return order, cycle[smallest:] + cycle[:smallest]
