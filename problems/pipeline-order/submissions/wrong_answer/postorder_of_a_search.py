"""Mistake: a depth-first postorder is a valid order, but not the smallest one."""


def pipeline_order(
    tasks: list[str], dependencies: list[tuple[str, str]]
) -> tuple[list[str], list[str]]:
    waits_for: dict[str, list[str]] = {task: [] for task in tasks}
    for before, after in dependencies:
        waits_for[after].append(before)
    order: list[str] = []
    done: set[str] = set()
    for root in sorted(tasks):
        open_tasks = [root]
        on_path: set[str] = set()
        while open_tasks:
            task = open_tasks[-1]
            on_path.add(task)
            fresh = [before for before in sorted(waits_for[task]) if before not in done]
            if not fresh:
                open_tasks.pop()
                if task not in done:
                    done.add(task)
                    order.append(task)
            elif fresh[0] in on_path:
                return [], open_tasks[open_tasks.index(fresh[0]) :][::-1]
            else:
                open_tasks.append(fresh[0])
    return order, []
