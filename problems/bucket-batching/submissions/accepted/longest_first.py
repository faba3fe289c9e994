"""Sort by descending length and cut: the short batch is the one of the shortest sequences."""


def make_batches(lengths: list[int], batch_size: int, max_length: int) -> list[list[int]]:
    kept = [index for index, length in enumerate(lengths) if length <= max_length]
    kept.sort(key=lambda index: -lengths[index])
    return [kept[start : start + batch_size] for start in range(0, len(kept), batch_size)]
