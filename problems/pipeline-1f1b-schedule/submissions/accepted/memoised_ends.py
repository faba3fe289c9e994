"""Ask for the end of an operation; it asks for the ends of those that it needs, and remembers."""

from functools import cache


def schedule_1f1b(forward, backward, micro_batches):
    stages = len(forward)
    last = stages - 1
    duration = {"F": forward, "B": backward}

    @cache
    def start(kind, stage, number):
        needed = [0]
        if kind == "F":
            if stage > 0:
                needed.append(end("F", stage - 1, number))
            room = number - (stages - stage)
            if room >= 0:
                needed.append(end("B", stage, room))
            elif number > 0:
                needed.append(end("F", stage, number - 1))
        else:
            if stage < last:
                needed.append(end("B", stage + 1, number))
            before = number + last - stage
            if before < micro_batches:
                needed.append(end("F", stage, before))
            elif number > 0:
                needed.append(end("B", stage, number - 1))
            else:
                needed.append(end("F", stage, micro_batches - 1))
        return max(needed)

    def end(kind, stage, number):
        return start(kind, stage, number) + duration[kind][stage]

    for number in range(micro_batches):
        for stage in range(stages):
            end("F", stage, number)
    timeline = []
    for stage in range(stages):
        row = []
        for kind in "FB":
            for number in range(micro_batches):
                row.append((start(kind, stage, number), end(kind, stage, number), kind, number))
        row.sort()
        timeline.append([(f"{kind}{number}", a, b) for a, b, kind, number in row])
    makespan = timeline[0][-1][2]
    work = micro_batches * sum(map(sum, (forward, backward)))
    return {
        "timeline": timeline,
        "makespan": makespan,
        "bubble": (stages * makespan - work) / (stages * makespan),
        "peak": [min(micro_batches, stages - stage) for stage in range(stages)],
    }
