"""Mistake: the warm-up is not limited by M; it asks for micro-batches that do not exist."""


def schedule_1f1b(forward: list[int], backward: list[int], micro_batches: int) -> dict:
    stages = len(forward)
    orders = [order(stages - 1 - stage, micro_batches) for stage in range(stages)]
    end = {kind: [[None] * micro_batches for _ in range(stages + 1)] for kind in "FB"}
    end["F"][-1] = end["B"][stages] = [0] * micro_batches
    timeline = [[] for _ in range(stages)]
    free = [0] * stages
    while any(orders):
        for stage in range(stages):
            while orders[stage]:
                kind, number = orders[stage][0]
                needed = end[kind][stage - 1 if kind == "F" else stage + 1][number]
                if needed is None:
                    break
                del orders[stage][0]
                start = max(free[stage], needed)
                free[stage] = start + (forward if kind == "F" else backward)[stage]
                end[kind][stage][number] = free[stage]
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
    operations = [("F", number) for number in range(warm_up)]
    for number in range(micro_batches - warm_up):
        operations += [("F", warm_up + number), ("B", number)]
    operations += [("B", number) for number in range(micro_batches - warm_up, micro_batches)]
    return operations
