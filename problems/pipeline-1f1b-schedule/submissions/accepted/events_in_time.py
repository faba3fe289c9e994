"""A simulation by events: whenever an operation ends, its stage and its neighbour may go on."""

import heapq


class Stage:
    def __init__(self, number: int, stages: int, micro_batches: int) -> None:
        self.number = number
        self.warm_up = stages - 1 - number
        self.total = micro_batches
        self.done = {"F": 0, "B": 0}
        self.arrived = {"F": 0, "B": 0}
        self.busy = False
        self.log: list[tuple[str, int, int]] = []
        self.held = self.peak = 0

    def next_kind(self) -> str | None:
        """The next operation in the fixed order; None if everything is done."""
        ahead = self.done["F"] - self.done["B"]
        if self.done["F"] < self.total and ahead <= self.warm_up:
            return "F"
        return "B" if self.done["B"] < self.total else None


def schedule_1f1b(forward, backward, micro_batches):
    count = len(forward)
    stages = [Stage(number, count, micro_batches) for number in range(count)]
    durations = {"F": forward, "B": backward}
    stages[0].arrived["F"] = micro_batches
    stages[-1].arrived["B"] = micro_batches
    events: list[tuple[int, int, str]] = []

    def try_to_begin(stage: Stage, now: int) -> None:
        kind = stage.next_kind()
        if stage.busy or kind is None or stage.arrived[kind] <= stage.done[kind]:
            return
        end = now + durations[kind][stage.number]
        stage.log.append((f"{kind}{stage.done[kind]}", now, end))
        stage.busy = True
        if kind == "F":
            stage.held += 1
            stage.peak = max(stage.peak, stage.held)
        heapq.heappush(events, (end, stage.number, kind))

    try_to_begin(stages[0], 0)
    now = 0
    while events:
        now = events[0][0]
        while events and events[0][0] == now:
            _, number, kind = heapq.heappop(events)
            stage = stages[number]
            stage.busy = False
            stage.done[kind] += 1
            stage.held -= kind == "B"
            receiver = number + (1 if kind == "F" else -1)
            if 0 <= receiver < count:
                stages[receiver].arrived[kind] += 1
        for stage in stages:
            try_to_begin(stage, now)
    idle = count * now - sum(end - start for stage in stages for _, start, end in stage.log)
    return {
        "timeline": [stage.log for stage in stages],
        "makespan": now,
        "bubble": idle / (count * now),
        "peak": [stage.peak for stage in stages],
    }
