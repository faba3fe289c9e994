def edit_script(
    source: list[str], target: list[str], insert: int, delete: int, substitute: int
) -> tuple[int, str]:
    """Return the least cost and the preferred script of that cost."""
    raise NotImplementedError("write your solution here")
