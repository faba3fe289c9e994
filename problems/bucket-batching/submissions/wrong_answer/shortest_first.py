"""Mistake: cuts the ascending order, so that the short batch holds the longest sequences."""


def make_batches(lengths, batch_size, max_length):
    kept = sorted((length, i) for i, length in enumerate(lengths) if length <= max_length)
    indices = [i for _, i in kept]
    return [indices[at : at + batch_size] for at in range(0, len(indices), batch_size)]
