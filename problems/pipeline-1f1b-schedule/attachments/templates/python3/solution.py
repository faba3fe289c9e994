from typing import Any


def schedule_1f1b(forward: list[int], backward: list[int], micro_batches: int) -> dict[str, Any]:
    """Return the timeline of every stage, the makespan, the bubble fraction and the peaks."""
    raise NotImplementedError("write your solution here")
