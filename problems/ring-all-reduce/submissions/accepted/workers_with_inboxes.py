"""Plain Python: workers cut their vectors, post messages, then read what has arrived."""


class Worker:
    def __init__(self, rank: int, vector: list[float], ranks: int) -> None:
        n = len(vector)
        self.rank = rank
        self.chunks = [vector[c * n // ranks : (c + 1) * n // ranks] for c in range(ranks)]
        self.sent = 0

    def send(self, number: int) -> tuple[int, list[float]]:
        message = list(self.chunks[number % len(self.chunks)])
        self.sent += len(message)
        return number % len(self.chunks), message

    def vector(self) -> list[float]:
        return [value for chunk in self.chunks for value in chunk]


def ring_all_reduce(vectors) -> tuple[list[list[list[float]]], list[int]]:
    ranks = len(vectors)
    workers = [Worker(rank, list(vector), ranks) for rank, vector in enumerate(vectors.tolist())]
    states = [[worker.vector() for worker in workers]]
    for phase in ("reduce", "gather"):
        for step in range(ranks - 1):
            first = 0 if phase == "reduce" else 1
            mail = [worker.send(worker.rank + first - step) for worker in workers]
            for worker in workers:
                number, message = mail[worker.rank - 1]
                if phase == "reduce":
                    own = worker.chunks[number]
                    message = [mine + theirs for mine, theirs in zip(own, message)]
                worker.chunks[number] = message
            states.append([worker.vector() for worker in workers])
    return states, [worker.sent for worker in workers]
