"""Every stage has its list of operations; take from the lists whatever can already be timed."""

from typing import Any


def schedule_1f1b(forward: list[int], backward: list[int], micro_batches: int) -> dict[str, Any]:
    stages = len(forward)
    orders = [order(stages - 1 - stage, micro_batches) for stage in range(stages)]
    end = {}
    for number in range(micro_batches):
        end["F", -1, number] = end["B", stages, number] = 0
    timeline = [[] for _ in range(stages)]
    free = [0] * stages
    while any(orders):
        for stage in range(stages):
            while orders[stage]:
                kind, number = orders[stage][0]
                needs = (kind, stage - 1 if kind == "F" else stage + 1, number)
                if needs not in end:
                    break
                del orders[stage][0]
                start = max(free[stage], end[needs])
                free[stage] = start + (forward if kind == "F" else backward)[stage]
                end[kind, stage, number] = free[stage]
                timeline[stage].append((f"{kind}{number}", start, free[stage]))
    makespan = max(free)
    busy = micro_batches * (sum(forward) + sum(backward))
    return {
        "timeline": timeline,
        "makespan": makespan,
        "bubble": 1 - busy / (stages * makespan),
        "peak": [min(stages - stage, micro_batches) for stage in range(stages)],
    }


def order(warm_up: int, micro_batches: int) -> list[tuple[str, int]]:
    warm_up = min(warm_up, micro_batches)
    operations = [("F", number) for number in range(warm_up)]
    for number in range(micro_batches - warm_up):
        operations += [("F", warm_up + number), ("B", number)]
    operations += [("B", number) for number in range(micro_batches - warm_up, micro_batches)]
    return operations
