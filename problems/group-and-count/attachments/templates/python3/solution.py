def group_and_count(records: list[dict], keys: list[str]) -> list[dict]:
    """Group records by their key fields; return key, count and newest record of each group."""
    raise NotImplementedError("write your solution here")
