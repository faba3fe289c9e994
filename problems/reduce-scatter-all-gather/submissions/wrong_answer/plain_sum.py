"""Mistake: adds everything up at once and cuts the sum; early steps should be partial sums."""


def halving_doubling(vectors, latency, per_element):
    ranks, n = vectors.shape
    total = vectors.sum(axis=0)
    ranges = [[(0, n)] * ranks]
    distance = ranks // 2
    while distance:
        halved = []
        for rank, (a, b) in enumerate(ranges[-1]):
            middle = (a + b) // 2
            halved.append((middle, b) if rank & distance else (a, middle))
        ranges.append(halved)
        distance //= 2
    path = ranges[1:] + ranges[-2::-1]
    steps = [[(a, total[a:b]) for a, b in step] for step in path]
    largest = [max(b - a for a, b in step) for step in ranges[1:]]
    time = sum(2 * (latency + per_element * elements) for elements in largest)
    return steps, float(time)
