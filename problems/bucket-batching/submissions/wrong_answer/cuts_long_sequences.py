"""Mistake: takes sequences that are too long as if they were cut to the greatest length."""


def make_batches(lengths, batch_size, max_length):
    order = sorted(range(len(lengths)), key=lambda i: -min(lengths[i], max_length))
    return [order[at : at + batch_size] for at in range(0, len(order), batch_size)]
