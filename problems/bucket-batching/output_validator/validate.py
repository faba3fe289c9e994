"""Accept (42) any batching that keeps the rules and costs no more than the answer; else 43.

Called with the paths of input, answer and the feedback folder; the output comes on stdin.
"""

import json
import sys
from pathlib import Path

ACCEPT, REJECT = 42, 43


def fault_of(batches: object, lengths: list[int], batch_size: int, max_length: int) -> str:
    """Which rule is broken; empty if none is."""
    if not isinstance(batches, list) or not all(isinstance(batch, list) for batch in batches):
        return "expected a list of lists"
    if not all(1 <= len(batch) <= batch_size for batch in batches):
        return f"a batch is empty or holds more than {batch_size} sequences"
    indices = [index for batch in batches for index in batch]
    if not all(type(index) is int and 0 <= index < len(lengths) for index in indices):
        return "something in a batch is no index of a sequence"
    if len(set(indices)) != len(indices):
        return "a sequence is in the batches more than once"
    kept = {index for index, length in enumerate(lengths) if length <= max_length}
    if set(indices) - kept:
        return "a sequence that is too long is in a batch"
    if kept - set(indices):
        return "a sequence is in no batch"
    return ""


def cost(batches: list[list[int]], lengths: list[int], batch_size: int) -> int:
    return sum(batch_size * max(lengths[index] for index in batch) for batch in batches)


def main() -> int:
    case_input, answer, feedback = map(Path, sys.argv[1:4])
    lengths, batch_size, max_length = json.loads(case_input.read_text())
    best = json.loads(answer.read_text())
    assert not fault_of(best, lengths, batch_size, max_length), "the answer breaks a rule"
    batches = json.loads(sys.stdin.read())
    fault = fault_of(batches, lengths, batch_size, max_length)
    if not fault:
        least = cost(best, lengths, batch_size)
        found = cost(batches, lengths, batch_size)
        assert found >= least, "the answer does not cost the least"
        if found > least:
            fault = f"the batches cost {found}, the best ones {least}"
    if fault:
        (feedback / "judgemessage.txt").write_text(fault)
    return REJECT if fault else ACCEPT


if __name__ == "__main__":
    sys.exit(main())
