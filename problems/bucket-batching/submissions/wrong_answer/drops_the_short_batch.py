"""Mistake: drops the last batch if it is not full, as loaders for training like to do."""


def make_batches(lengths, batch_size, max_length):
    kept = [i for i, length in enumerate(lengths) if length <= max_length]
    kept.sort(key=lambda i: -lengths[i])
    full = len(kept) // batch_size * batch_size
    return [kept[at : at + batch_size] for at in range(0, full, batch_size)]
