"""A bucket for each length; from the shortest on, with the short batch first."""

from collections import defaultdict


def make_batches(lengths, batch_size, max_length):
    buckets = defaultdict(list)
    for index, length in enumerate(lengths):
        buckets[length].append(index)
    kept = sum(len(bucket) for length, bucket in buckets.items() if length <= max_length)
    batches = []
    room = 0
    for length in sorted(buckets):
        if length > max_length:
            break
        for index in buckets[length]:
            if room == 0:
                batches.append([])
                room = batch_size if len(batches) > 1 else (kept - 1) % batch_size + 1
            batches[-1].append(index)
            room -= 1
    return batches
