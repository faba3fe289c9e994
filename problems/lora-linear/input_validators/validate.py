"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import math
import sys


def is_vector(value: object, length: int) -> bool:
    return (
        isinstance(value, list)
        and len(value) == length
        and all(isinstance(x, float) and math.isfinite(x) and abs(x) <= 10 for x in value)
    )


def is_matrix(value: object, rows: int, columns: int) -> bool:
    return (
        isinstance(value, list)
        and len(value) == rows
        and all(is_vector(row, columns) for row in value)
    )


def are_weights(weights: dict, d_in: int, d_out: int, rank: int) -> bool:
    return (
        sorted(weights) == ["bias", "lora_a", "lora_b", "weight"]
        and is_matrix(weights["weight"], d_out, d_in)
        and is_vector(weights["bias"], d_out)
        and is_matrix(weights["lora_a"], rank, d_in)
        and is_matrix(weights["lora_b"], d_out, rank)
    )


def is_call(operation: list, d_in: int, d_out: int) -> bool:
    match operation:
        case ["forward", [x]]:
            return 1 <= len(x) <= 32 and is_matrix(x, len(x), d_in)
        case ["train_step", [x, y, rate]]:
            return (
                1 <= len(x) <= 32
                and is_matrix(x, len(x), d_in)
                and is_matrix(y, len(x), d_out)
                and isinstance(rate, float)
                and 0 < rate <= 1
            )
        case ["merge" | "unmerge" | "state_dict" | "trainable", []]:
            return True
    return False


def is_settled(names: list[str]) -> bool:
    """Whether nothing changes what a state dict holds, once it was given out."""
    after = names[names.index("state_dict") :] if "state_dict" in names else []
    return not {"merge", "unmerge", "train_step"} & set(after)


def is_valid(operations: object) -> bool:
    if not isinstance(operations, list) or not 3 <= len(operations) <= 20:
        return False
    (name, (d_in, d_out, rank, alpha)), (load, (weights,)), *calls = operations
    return (
        (name, load) == ("LoRALinear", "load_state_dict")
        and 1 <= d_in <= 64
        and 1 <= d_out <= 64
        and 1 <= rank <= 8
        and isinstance(alpha, float)
        and 0 < alpha <= 32
        and are_weights(weights, d_in, d_out, rank)
        and all(is_call(call, d_in, d_out) for call in calls)
        and is_settled([name for name, _ in calls])
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
