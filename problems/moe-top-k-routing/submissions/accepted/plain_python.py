"""Lists and sorted(); each expert keeps the list of those it took."""

import math


def route(logits, k, capacity):
    rows = logits.tolist()
    T, E = len(rows), len(rows[0])
    expert, gate = [], []
    for row in rows:
        best = sorted(range(E), key=lambda e: (-row[e], e))[:k]
        powers = [math.exp(row[e] - row[best[0]]) for e in best]
        expert.append(best)
        gate.append([power / sum(powers) for power in powers])
    taken = [[] for _ in range(E)]
    slot = [[-1] * k for _ in range(T)]
    for choice in range(k):
        for token in range(T):
            queue = taken[expert[token][choice]]
            if len(queue) == capacity:
                gate[token][choice] = 0.0
            else:
                slot[token][choice] = len(queue)
                queue.append(token)
    return {"expert": expert, "gate": gate, "slot": slot, "load": [len(each) for each in taken]}
