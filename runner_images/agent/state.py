"""Can a module keep something from one call to the next? If not, it need not be imported for each.

It may say that a module can which cannot; of the ordinary ways to keep something it misses none: containers
and objects at module level or in a class, caches, mutable defaults, closures, `global`.
"""

from __future__ import annotations

import opcode
import types
from collections.abc import Iterable, Mapping
from typing import Any

_CONSTANTS = (int, float, complex, str, bytes, bool, type(None), range, types.CodeType)
_SETS_GLOBALS = {opcode.opmap["STORE_GLOBAL"], opcode.opmap["DELETE_GLOBAL"]}


def may_keep_something(namespace: Mapping[str, Any], folder: str) -> bool:
    """Whether a module with these names can; other modules are looked at that lie in `folder`."""
    return _any_can(namespace, folder, set())


def _any_can(namespace: Mapping[str, Any], folder: str, seen: set[int]) -> bool:
    values = [value for name, value in namespace.items() if not name.startswith("__")]
    return any(_can(value, folder, seen) for value in values)


def _can(value: Any, folder: str, seen: set[int]) -> bool:
    if id(value) in seen or type(value) in _CONSTANTS:
        return False
    seen.add(id(value))
    if type(value) in (tuple, frozenset):
        return any(_can(item, folder, seen) for item in value)
    if isinstance(value, types.ModuleType):
        own = (getattr(value, "__file__", None) or "").startswith(folder + "/")
        return own and _any_can(vars(value), folder, seen)
    if type(value) is types.BuiltinFunctionType:
        return not isinstance(value.__self__, (types.ModuleType, type, type(None)))
    if type(value) is types.FunctionType:
        return value.__code__.co_filename.startswith(folder + "/") and _function_can(
            value, folder, seen
        )
    if type(value) in (staticmethod, classmethod):
        return _can(value.__func__, folder, seen)
    if type(value) is property:
        return any(_can(each, folder, seen) for each in (value.fget, value.fset, value.fdel))
    if type(value) in (types.MemberDescriptorType, types.GetSetDescriptorType):
        return False
    if type(value) is type:
        own = value.__module__ in ("solution", "__main__")
        return own and _any_can(vars(value), folder, seen)
    return type(value).__module__ not in ("typing", "types", "__future__")


def _function_can(function: types.FunctionType, folder: str, seen: set[int]) -> bool:
    cells = [cell.cell_contents for cell in function.__closure__ or ()]
    kept: Iterable[Any] = (
        *(function.__defaults__ or ()),
        *(function.__kwdefaults__ or {}).values(),
        *vars(function).values(),
        *cells,
    )
    return _sets_globals(function.__code__) or any(_can(each, folder, seen) for each in kept)


def _sets_globals(code: types.CodeType) -> bool:
    if not _SETS_GLOBALS.isdisjoint(code.co_code[::2]):
        return True
    inner = (each for each in code.co_consts if isinstance(each, types.CodeType))
    return any(_sets_globals(each) for each in inner)
