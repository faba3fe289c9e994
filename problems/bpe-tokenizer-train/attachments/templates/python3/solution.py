def train_bpe(
    words: list[str], n_merges: int
) -> tuple[list[tuple[str, str]], dict[str, list[str]]]:
    """Learn up to n_merges merges; return them and the symbols of each distinct word."""
    raise NotImplementedError("write your solution here")
