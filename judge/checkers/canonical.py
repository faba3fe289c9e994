"""A text for every value, the same for two values exactly if they are equal (docs/checkers.md).

Sorting and hashing go by these texts and never by the values themselves: Python hashes numbers and
tuples without a secret, so that an output could be made of 10^5 values with one hash, and a dict of
them would take minutes. The hash of a str is keyed.
"""

from judge.model.values import Array, DictValue, PlainValue, SetValue


def canonical(value: PlainValue) -> str:
    """The text of a value: equal for equal values, different for all others."""
    if type(value) in _LITERALS:  # most values by far, and class patterns are slow
        return repr(value)
    match value:
        case float():
            return repr(value + 0.0)  # -0.0 + 0.0 is 0.0
        case complex():
            return f"({canonical(value.real)},{canonical(value.imag)})"
        case list():
            return f"[{','.join(map(canonical, value))}]"
        case SetValue(elements):
            return f"{{{','.join(sorted(set(map(canonical, elements))))}}}"
        case dict():
            return _canonical_pairs(list(value.items()))
        case DictValue(pairs):
            return _canonical_pairs(pairs)
        case Array():
            shape, elements = list(value.shape), value.elements()
            return f"array({value.kind!r},{shape},{canonical(elements)})"
        case _:
            return repr(value)


_LITERALS: frozenset[type] = frozenset({type(None), bool, int, str, bytes})


def _canonical_pairs(
    pairs: list[tuple[str, PlainValue]] | list[tuple[PlainValue, PlainValue]],
) -> str:
    return f"<{','.join(sorted(f'{canonical(key)}:{canonical(item)}' for key, item in pairs))}>"
