"""Run in the submission's place: calls its `quick_sort` and returns the list that it was given."""

import importlib
import sys
from pathlib import Path


def submitted_module():
    """The file beside this one; a candidate's is called solution.py."""
    names = [path.stem for path in sorted(Path(__file__).parent.glob("*.py"))]
    names.remove("__main__")
    name = "solution" if "solution" in names else names[0]
    sys.modules.pop(name, None)
    return importlib.import_module(name)


# Once, and not in each call: reading and compiling a file takes as long as sorting a thousand values.
submitted = submitted_module()


def quick_sort(values: list[int]) -> list[int]:
    """What the list holds afterwards, which is what is judged."""
    result = submitted.quick_sort(values)
    if result is not None:
        raise TypeError(f"quick_sort returned a {type(result).__name__}; expected None")
    return values
