"""Mistake: buckets of powers of two that are batched separately, so each has a short batch."""

from collections import defaultdict


def make_batches(lengths, batch_size, max_length):
    buckets = defaultdict(list)
    for i, length in enumerate(lengths):
        if length <= max_length:
            buckets[(length - 1).bit_length()].append(i)
    batches = []
    for bucket in buckets.values():
        bucket.sort(key=lambda i: -lengths[i])
        batches += [bucket[at : at + batch_size] for at in range(0, len(bucket), batch_size)]
    return batches
