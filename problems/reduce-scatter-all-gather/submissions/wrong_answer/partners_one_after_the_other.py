"""Mistake: works in place; the second of two partners adds what the first has already added up."""


def halving_doubling(vectors, latency, per_element):
    ranks = len(vectors)
    n = vectors.shape[1]
    table = vectors.copy()
    ranges = [(0, n)] * ranks
    steps = []
    time = 0.0
    distances = [2**bit for bit in range(ranks.bit_length() - 1)]
    for distance in reversed(distances):
        time += latency + per_element * max((b - a + 1) // 2 for a, b in ranges)
        for rank in range(ranks):
            a, b = ranges[rank]
            table[rank, a:b] += table[rank ^ distance, a:b]
            middle = (a + b) // 2
            ranges[rank] = (middle, b) if rank & distance else (a, middle)
        steps.append([(a, table[rank, a:b].copy()) for rank, (a, b) in enumerate(ranges)])
    for distance in distances:
        time += latency + per_element * max(b - a for a, b in ranges)
        joined = []
        for rank in range(ranks):
            a, b = ranges[rank & ~distance]
            c, d = ranges[rank | distance]
            table[rank, a:b] = table[rank & ~distance, a:b]
            table[rank, c:d] = table[rank | distance, c:d]
            joined.append((a, d))
        ranges = joined
        steps.append([(a, table[rank, a:b].copy()) for rank, (a, b) in enumerate(ranges)])
    return steps, time
