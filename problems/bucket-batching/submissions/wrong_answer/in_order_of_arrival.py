"""Mistake: batches the sequences as they come."""


def make_batches(lengths, batch_size, max_length):
    kept = [i for i, length in enumerate(lengths) if length <= max_length]
    return [kept[at : at + batch_size] for at in range(0, len(kept), batch_size)]
