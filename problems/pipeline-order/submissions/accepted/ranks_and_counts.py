"""Numbers instead of names: in-degrees count repeated pairs, and the walk is turned by hand."""

from heapq import heapify, heappop, heappush


def pipeline_order(
    tasks: list[str], dependencies: list[tuple[str, str]]
) -> tuple[list[str], list[str]]:
    names = sorted(tasks)
    rank = {name: number for number, name in enumerate(names)}
    n = len(names)
    outgoing: list[list[int]] = [[] for _ in range(n)]
    incoming: list[list[int]] = [[] for _ in range(n)]
    for before, after in dependencies:
        outgoing[rank[before]].append(rank[after])
        incoming[rank[after]].append(rank[before])
    missing = [len(sources) for sources in incoming]
    heap = [task for task in range(n) if missing[task] == 0]
    heapify(heap)
    order: list[int] = []
    while heap:
        order.append(heappop(heap))
        for after in outgoing[order[-1]]:
            missing[after] -= 1
            if missing[after] == 0:
                heappush(heap, after)

    cycle: list[int] = []
    if len(order) < n:
        task = next(task for task in range(n) if missing[task])
        step = {}
        while task not in step:
            step[task] = min(before for before in incoming[task] if missing[before])
            task = step[task]
        cycle = [task]
        while step[cycle[-1]] != task:
            cycle.append(step[cycle[-1]])
        behind = cycle.index(min(cycle)) + 1
        cycle = (cycle[behind:] + cycle[:behind])[::-1]
    return [names[task] for task in order], [names[task] for task in cycle]
