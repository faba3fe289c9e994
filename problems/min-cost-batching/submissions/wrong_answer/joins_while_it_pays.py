"""Mistake: greedy; the next request joins if that is not dearer than a batch of its own."""


def min_cost_batches(
    lengths: list[int], overhead: int, max_size: int, max_tokens: int
) -> tuple[int, list[int]]:
    total = 0
    batches: list[list[int]] = []
    for length in lengths:
        if batches:
            batch = batches[-1]
            now = len(batch) * max(batch)
            joined = (len(batch) + 1) * max(*batch, length)
            fits = len(batch) < max_size and joined <= max_tokens
            if fits and joined - now <= overhead + length:
                batch.append(length)
                continue
        batches.append([length])
    total = sum(overhead + len(batch) * max(batch) for batch in batches)
    return total, [len(batch) for batch in batches]
