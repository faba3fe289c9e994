"""Mistake: leaves out the sequences of exactly the greatest length that is kept."""


def make_batches(lengths, batch_size, max_length):
    kept = [i for i, length in enumerate(lengths) if length < max_length]
    kept.sort(key=lambda i: -lengths[i])
    return [kept[at : at + batch_size] for at in range(0, len(kept), batch_size)]
