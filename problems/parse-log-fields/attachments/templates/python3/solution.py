def parse_logs(lines: list[str]) -> list[dict | None]:
    """Return the fields of each line as a dictionary, or None where the line is malformed."""
    raise NotImplementedError("write your solution here")
