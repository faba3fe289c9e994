"""Print the input of one test: a JSON list of operations, the constructor's first.

Shapes:
    busy        orders, refills and cancellations in turn; names are used again
    piled       orders with few refills, so that thousands wait, and many looks at the status
    cancelled   all names order, most of them cancel, they order again, then refills
"""

import argparse
import json
import random


class Waiting:
    """Keeps track of which names wait, as far as the names of new orders depend on it."""

    def __init__(self, policy: str) -> None:
        self.policy = policy
        self.stock = 0
        self.queue: list[tuple[int, int, str, int]] = []
        self.number = 0
        self.calls: list[tuple[str, list[object]]] = []

    def order(self, name: str, quantity: int, priority: int) -> None:
        self.calls.append(("order", [name, quantity, priority]))
        rank = -priority if self.policy == "priority" else 0
        self.number += 1
        self.queue.append((rank, self.number, name, quantity))
        self.serve()

    def restock(self, quantity: int) -> None:
        self.calls.append(("restock", [quantity]))
        self.stock += quantity
        self.serve()

    def cancel(self, name: str) -> None:
        self.calls.append(("cancel", [name]))
        self.queue = [entry for entry in self.queue if entry[2] != name]
        self.serve()

    def serve(self) -> None:
        while self.queue and min(self.queue)[3] <= self.stock:
            head = min(self.queue)
            self.queue.remove(head)
            self.stock -= head[3]


def busy(rng: random.Random, state: Waiting, calls: int, names: list[str]) -> None:
    while len(state.calls) < calls:
        waiting = {entry[2] for entry in state.queue}
        name = rng.choice(names)
        kind = rng.random()
        if kind < 0.5 and name not in waiting:
            state.order(name, rng.randint(1, 9), rng.randint(-2, 2))
        elif kind < 0.7:
            state.cancel(name)
        elif kind < 0.9:
            state.restock(rng.randint(1, 6))
        else:
            state.calls.append(("status", []))


def piled(rng: random.Random, state: Waiting, calls: int, names: list[str]) -> None:
    """Written without following the queue: every name orders once, nothing depends on it."""
    free = list(names)
    while len(state.calls) < calls:
        kind = rng.random()
        if kind < 0.7:
            arguments: list[object] = [free.pop(), rng.randint(1, 50), rng.randint(-99, 99)]
            state.calls.append(("order", arguments))
        elif kind < 0.85:
            state.calls.append(("restock", [rng.randint(1, 30)]))
        elif kind < 0.9:
            state.calls.append(("cancel", [rng.choice(names)]))
        else:
            state.calls.append(("status", []))


def cancelled(rng: random.Random, state: Waiting, calls: int, names: list[str]) -> None:
    """The stock is empty and stays so until the refills at the end."""
    for name in names:
        state.calls.append(("order", [name, rng.randint(1, 9), rng.randint(0, 9)]))
    leaving = rng.sample(names, 3 * len(names) // 4)
    state.calls += [("cancel", [name]) for name in leaving]
    again = rng.sample(leaving, len(leaving) // 3)
    for name in again:
        state.calls.append(("order", [name, rng.randint(1, 9), rng.randint(-5, 5)]))
    state.calls += [("restock", [rng.randint(1, 20)]) for _ in range(calls - len(state.calls) - 1)]
    state.calls.append(("status", []))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--calls", type=int, required=True)
    parser.add_argument("--names", type=int, required=True)
    parser.add_argument("--policy", required=True)
    parser.add_argument("--shape", required=True)
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    state = Waiting(options.policy)
    names = [f"o-{number}" for number in rng.sample(range(options.names), options.names)]
    {"busy": busy, "piled": piled, "cancelled": cancelled}[options.shape](
        rng, state, options.calls, names
    )
    operations = [("BackorderQueue", [0, options.policy]), *state.calls]
    print(json.dumps(operations, separators=(",", ":")))


if __name__ == "__main__":
    main()
