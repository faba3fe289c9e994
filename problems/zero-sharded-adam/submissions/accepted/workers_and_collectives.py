"""Plain Python: a worker per rank, and the collective operations as functions over all of them."""

import math


class Worker:
    def __init__(self, shard):
        self.w = shard
        self.m = [0.0] * len(shard)
        self.v = [0.0] * len(shard)

    def update(self, gradient, scale, step, rate, beta1, beta2, epsilon, decay):
        for i, raw in enumerate(gradient):
            g = scale * raw
            self.m[i] = beta1 * self.m[i] + (1 - beta1) * g
            self.v[i] = beta2 * self.v[i] + (1 - beta2) * g * g
            direction = self.m[i] / (1 - beta1**step)
            direction /= math.sqrt(self.v[i] / (1 - beta2**step)) + epsilon
            self.w[i] -= rate * (direction + decay * self.w[i])


def cut(vector, ranks):
    size = math.ceil(len(vector) / ranks)
    padded = vector + [0.0] * (ranks * size - len(vector))
    return [padded[rank * size : (rank + 1) * size] for rank in range(ranks)]


def reduce_scatter_mean(gradients):
    ranks = len(gradients)
    return cut([sum(column) / ranks for column in zip(*gradients)], ranks)


def all_reduce_norm(parts):
    return math.sqrt(sum(sum(value * value for value in part) for part in parts))


def zero_adam(params, gradients, learning_rate, beta1, beta2, epsilon, weight_decay, max_norm):
    ranks = gradients.shape[1]
    workers = [Worker(shard) for shard in cut(params.tolist(), ranks)]
    norms = []
    for step, rows in enumerate(gradients.tolist(), start=1):
        parts = reduce_scatter_mean(rows)
        norm = all_reduce_norm(parts)
        norms.append(norm)
        scale = max_norm / norm if norm > max_norm else 1.0
        for worker, part in zip(workers, parts):
            worker.update(part, scale, step, learning_rate, beta1, beta2, epsilon, weight_decay)
    gathered = [value for worker in workers for value in worker.w]
    return {
        "params": gathered[: len(params)],
        "m": [worker.m for worker in workers],
        "v": [worker.v for worker in workers],
        "norms": norms,
    }
