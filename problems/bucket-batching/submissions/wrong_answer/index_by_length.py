"""Mistake: looks indices up by length, which names one index for several equal lengths."""


def make_batches(lengths, batch_size, max_length):
    index_of = {length: i for i, length in enumerate(lengths)}
    kept = sorted((length for length in lengths if length <= max_length), reverse=True)
    indices = [index_of[length] for length in kept]
    return [indices[at : at + batch_size] for at in range(0, len(indices), batch_size)]
