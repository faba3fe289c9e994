"""Mistake: no fixed order; runs a backward whenever one is ready, and a forward otherwise."""


def schedule_1f1b(forward: list[int], backward: list[int], micro_batches: int) -> dict:
    stages = len(forward)
    end = {}
    for number in range(micro_batches):
        end["F", -1, number] = end["B", stages, number] = 0
    timeline = [[] for _ in range(stages)]
    free = [0] * stages
    done = [{"F": 0, "B": 0} for _ in range(stages)]
    while any(count["B"] < micro_batches for count in done):
        best = None
        for stage, count in enumerate(done):
            for rank, kind in enumerate("BF"):
                number = count[kind]
                needs = (kind, stage - 1 if kind == "F" else stage + 1, number)
                waits = kind == "B" and number >= count["F"]
                if number == micro_batches or needs not in end or waits:
                    continue
                candidate = (max(free[stage], end[needs]), rank, stage, kind, number)
                best = candidate if best is None else min(best, candidate)
        start, _, stage, kind, number = best
        free[stage] = start + (forward if kind == "F" else backward)[stage]
        end[kind, stage, number] = free[stage]
        done[stage][kind] += 1
        timeline[stage].append((f"{kind}{number}", start, free[stage]))
    makespan = max(free)
    busy = micro_batches * (sum(forward) + sum(backward))
    return {
        "timeline": timeline,
        "makespan": makespan,
        "bubble": 1 - busy / (stages * makespan),
        "peak": [min(stages - stage, micro_batches) for stage in range(stages)],
    }
