"""Plain Python: whole rows with a range for each rank that says what of them counts."""


def halving_doubling(vectors, latency, per_element):
    rows = vectors.tolist()
    ranks, n = len(rows), len(rows[0])
    ranges = [(0, n)] * ranks
    sums = [row[:] for row in rows]
    steps = []
    time = 0.0

    def record() -> None:
        steps.append([(a, sums[rank][a:b]) for rank, (a, b) in enumerate(ranges)])

    distance = ranks // 2
    while distance:
        most = 0
        new_ranges, new_sums = [], []
        for rank in range(ranks):
            a, b = ranges[rank]
            h = (a + b) // 2
            keeps_low = rank < rank ^ distance
            low, high = (a, h) if keeps_low else (h, b)
            most = max(most, (b - a) - (high - low))
            merged = sums[rank][:]
            for i in range(low, high):
                merged[i] += sums[rank ^ distance][i]
            new_ranges.append((low, high))
            new_sums.append(merged)
        ranges, sums = new_ranges, new_sums
        time += latency + per_element * most
        record()
        distance //= 2

    distance = 1
    while distance < ranks:
        time += latency + per_element * max(b - a for a, b in ranges)
        new_ranges, new_sums = [], []
        for rank in range(ranks):
            (a, b), (c, d) = sorted([ranges[rank], ranges[rank ^ distance]])
            if rank & distance:
                low, high = sums[rank ^ distance], sums[rank]
            else:
                low, high = sums[rank], sums[rank ^ distance]
            new_ranges.append((a, d))
            new_sums.append(low[:b] + high[b:])
        ranges, sums = new_ranges, new_sums
        record()
        distance *= 2
    return steps, time
