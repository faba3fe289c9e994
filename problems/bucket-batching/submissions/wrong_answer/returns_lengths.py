"""Mistake: returns the lengths instead of the indices."""


def make_batches(lengths, batch_size, max_length):
    kept = sorted((length for length in lengths if length <= max_length), reverse=True)
    return [kept[at : at + batch_size] for at in range(0, len(kept), batch_size)]
