def quick_sort(values: list[int]) -> None:
    """Sort the list in place, in ascending order."""
    raise NotImplementedError("write your solution here")
