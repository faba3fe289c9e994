def pipeline_order(
    tasks: list[str], dependencies: list[tuple[str, str]]
) -> tuple[list[str], list[str]]:
    """Return the smallest order of the tasks that can run, and a cycle if some cannot."""
    raise NotImplementedError("write your solution here")
