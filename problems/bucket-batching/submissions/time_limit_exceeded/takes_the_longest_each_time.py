"""Mistake: looks for the longest of the remaining sequences again and again."""


def make_batches(lengths, batch_size, max_length):
    left = [i for i, length in enumerate(lengths) if length <= max_length]
    batches = []
    while left:
        batch = []
        while left and len(batch) < batch_size:
            longest = max(left, key=lambda i: lengths[i])
            left.remove(longest)
            batch.append(longest)
        batches.append(batch)
    return batches
