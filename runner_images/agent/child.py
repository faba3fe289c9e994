"""A run: give up every right, then compile, import or run a submission.

Everything here happens in a fork of the fork server. From `_drop_rights` on the process is no more
trusted than the submission; what it writes to the claim pipe is a claim.

Each page that a run touches costs it some microseconds, first of all the pages of the objects that its code
is made of. So descriptors have fixed numbers, sizes are told instead of asked for, and what can be done by
the agent or, once, by the fork server is done there.
"""

from __future__ import annotations

import array
import atexit
import builtins
import contextlib
import gc
import io
import marshal
import os
import resource
import socket
import sys
import threading
import traceback
import types
import warnings
from collections.abc import Callable
from typing import Any, NoReturn

from agent import claims, libraries, state, values

RECURSION_LIMIT = 10_000
STACK_BYTES = 64 * 1024 * 1024
OPEN_FILES = 256
SEED = 0
NULL_FD, CLAIM_FD, GATE_FD = 3, 4, 5
_CONTROL_FD, _LAST_FD = 9, 256
MAX_JOB_BYTES = 64 * 1024
"""Size of what a run is told of its job, its input apart: arguments and types, mostly."""
_ROOM_FOR_DESCRIPTORS = socket.CMSG_LEN(4 * (GATE_FD + 1))
_AGENT_FOLDER = os.path.dirname(os.path.abspath(__file__))
_REHEARSALS = 20
_MUCH_GARBAGE = 10_000
"""Objects left by the calls of a series after which they are collected, before the next call."""


def prepare() -> None:
    """In the fork server: do once what need not be done in every run.

    Opens the standard streams, sets the limits that all runs share, and seeds: runs inherit the
    state of the generators as it is now.
    """
    _set_limit(resource.RLIMIT_CORE, 0)
    _set_limit(resource.RLIMIT_NOFILE, OPEN_FILES)
    _set_limit(resource.RLIMIT_STACK, STACK_BYTES)
    _set_limit(resource.RLIMIT_MSGQUEUE, 0)
    sys.stdin = io.TextIOWrapper(io.BufferedReader(io.FileIO(0, "r", closefd=False)), "utf-8")
    sys.stdout = io.TextIOWrapper(
        io.BufferedWriter(io.FileIO(1, "w", closefd=False)), "utf-8", "surrogateescape"
    )
    sys.stderr = io.TextIOWrapper(
        io.BufferedWriter(io.FileIO(2, "w", closefd=False)), "utf-8", "backslashreplace",
        line_buffering=True,
    )  # fmt: skip
    # Through `vars`, because these names are final to a type checker.
    vars(sys).update(__stdin__=sys.stdin, __stdout__=sys.stdout, __stderr__=sys.stderr)
    sys.setrecursionlimit(RECURSION_LIMIT)
    sys.dont_write_bytecode = True
    _prepare_control()
    libraries.make_ready(SEED)
    for _ in range(_REHEARSALS):
        _rehearse()
        values.encode([[1, 2.5], "a"])
    # A submission may have a module of its own called `agent`.
    for name in [name for name in sys.modules if name.partition(".")[0] == "agent"]:
        del sys.modules[name]
    sys.path[:] = [path for path in sys.path if path and path != os.path.dirname(_AGENT_FOLDER)]


_control: socket.SocketType
_PLACES = tuple(array.array("i", range(count)).tobytes() for count in (GATE_FD, GATE_FD + 1))
"""Numbers that a run's descriptors have to get: input, stdout, stderr, /dev/null, claim, perhaps the gate."""


def _prepare_control() -> None:
    """Make the object for the control socket, whose descriptor each run puts where it belongs."""
    global _control
    pair = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    os.dup2(pair[0].fileno(), _CONTROL_FD)
    _control = socket.SocketType(socket.AF_UNIX, socket.SOCK_SEQPACKET, 0, _CONTROL_FD)
    os.close(_CONTROL_FD)
    for end in pair:
        end.close()


def run(uid: int, control_fd: int, local: bool) -> NoReturn:
    """Be the run: prepare, wait for the job over the control socket, do it; never returns."""
    os.dup2(control_fd, _CONTROL_FD)
    os.closerange(0, _CONTROL_FD)
    os.closerange(_CONTROL_FD + 1, _LAST_FD)
    # Not a session of its own: with CONFIG_SCHED_AUTOGROUP the kernel makes a scheduling group for
    # each, which takes up to 2 ms.
    os.setpgid(0, 0)
    os.umask(0o077)
    if not local:
        _drop_rights(uid)
    _rehearse()
    _control.send(b"!")
    message, descriptors, _, _ = _control.recvmsg(MAX_JOB_BYTES, _ROOM_FOR_DESCRIPTORS)
    if not message:
        os._exit(0)
    # They get the lowest numbers that are free, and all are.
    if descriptors[0][2] not in _PLACES:
        os._exit(71)
    os.close(_CONTROL_FD)
    os.set_inheritable(CLAIM_FD, False)
    job = marshal.loads(message)
    if job["timed"]:
        os.set_inheritable(GATE_FD, False)
    for name, value in job["rlimits"].items():
        resource.setrlimit(name, (value, value))
    os.chdir(job["folder"])
    _ACTIONS[job["action"]](job)
    os._exit(0)


def _rehearse() -> None:
    """Do what every run does, without doing anything.

    In a fork, the pages that a run writes to (reference counts, mostly) are so copied before its clock
    starts. In the fork server, often enough that the interpreter has specialised the code (it
    counts the calls of each function in the function, which again would copy a page each).
    """
    _convert(values.decode(b'[[1, 2.5], "a"]'), _converters([None, None]))
    _flush()


def _drop_rights(uid: int) -> None:
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)


def _set_limit(name: int, value: int) -> None:
    _, hard = resource.getrlimit(name)
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(name, (value, value))


def _compile(job: dict[str, Any]) -> None:
    """Compile every source file; claim the entry's code object in marshal's format."""
    os.close(NULL_FD)
    folder, entry = job["program"], job["entry"]
    code = None
    for name in sorted(job["sources"]):
        path = f"{folder}/{name}"
        with open(path, "rb") as file:
            source = file.read()
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                compiled = compile(source, path, "exec", dont_inherit=True)
        except SyntaxError as error:
            text = "".join(traceback.format_exception_only(type(error), error))
            claims.send_error(CLAIM_FD, "SyntaxError", text.replace(folder + "/", ""))
            return
        except (ValueError, OverflowError, RecursionError, MemoryError) as error:
            text = f"{name}: {type(error).__name__}: {error}"
            claims.send_error(CLAIM_FD, "SyntaxError", text)
            return
        if name == entry:
            code = compiled
    claims.send_value(CLAIM_FD, marshal.dumps(code))


def _call(job: dict[str, Any]) -> NoReturn:
    """Call a function or a class's methods with the decoded input; claim the encoded result.

    In a timed run the submission is imported first: the clock starts behind the gate, and only there is
    the input. In a series the input is a list of such inputs, what is returned is dropped, and the
    submission is imported behind the gate, perhaps for each call.
    """
    # The submission may replace what it finds in modules; these it does not find.
    decode, encode, cannot_encode = values.decode, values.encode, values.CannotEncode
    pass_gate = _pass_gate
    send_value, send_error = claims.send_value, claims.send_error
    leave = _stay if job["timed"] else os._exit
    error, text = "ended", ""
    try:
        code, call = _code(job), _call_function if job["kind"] == "function" else _call_methods
        converters = {name: _converters(words) for name, words in job["conversions"].items()}
        is_kept = job["timed"] and not job["series"]
        if is_kept:
            namespace = _import_solution(job, code, "solution")
            pass_gate()
        given = decode(_input(job["input_bytes"]))
        tidy = _without_collector() if job["series"] else None
        if tidy:
            pass_gate()
        entry_point, folder, result = job["entry_point"], job["program"], None
        for argument_lists in given if tidy else (given,):
            if not is_kept:
                namespace = _import_solution(job, code, "solution")
                is_kept = job["series"] and not state.may_keep_something(namespace, folder)
            target = namespace.get(entry_point, namespace)
            if target is namespace:
                error, text = "missing entry", f"there is no {entry_point} in the submission"
                continue
            result = call(target, argument_lists, converters)
            if tidy:
                result = None
                tidy()
        if error != "missing entry":
            value = encode(result)
            _flush()
            send_value(CLAIM_FD, value)
            leave(0)
    except cannot_encode as failure:
        error, text = "unsupported return", str(failure)
    except BaseException as failure:
        error, text = _failure(failure, job)
    _flush()
    send_error(CLAIM_FD, error, text)
    leave(1)


def _without_collector() -> Callable[[], None]:
    """Keep the collector of cyclic garbage out of a series of calls; returns what to call between them.

    Left alone it goes through everything that is alive, inputs still to come included, at moments that
    depend on how much was made before. That would be seen as growth that is none of the program's.
    What it would free is collected all the same, at a cost that is the same for each piece.
    """
    gc.collect()
    gc.freeze()
    gc.disable()
    collect, count = gc.collect, gc.get_count

    def tidy() -> None:
        if count()[0] > _MUCH_GARBAGE:
            collect()

    return tidy


def _pass_gate() -> None:
    """In a timed run: say that it may begin, and wait until the agent has looked at the clock."""
    os.write(GATE_FD, b"!")
    os.read(GATE_FD, 1)


def _stay(status: int) -> NoReturn:
    """The end of a timed run: use no time until the agent has looked at the clock, and kills."""
    with contextlib.suppress(OSError):
        os.read(GATE_FD, 1)
    os._exit(status)


def _input(count: int) -> bytes:
    """The input, after which stdin is empty."""
    data = _read(0, count)
    os.dup2(NULL_FD, 0)
    os.close(NULL_FD)
    return data


def _read(fd: int, count: int) -> bytes:
    """Read a file of which the size is known."""
    data = os.read(fd, count)
    while len(data) < count:  # a call gives 2 GiB at most
        data += os.read(fd, count - len(data))
    return data


def _code(job: dict[str, Any]) -> types.CodeType:
    fd = os.open(job["code"], os.O_RDONLY)
    code: types.CodeType = marshal.loads(_read(fd, job["code_bytes"]))
    os.close(fd)
    return code


def _import_solution(job: dict[str, Any], code: types.CodeType, name: str) -> dict[str, Any]:
    module = types.ModuleType(name)
    folder = job["program"]
    module.__file__ = f"{folder}/{job['entry']}"
    vars(module)["__builtins__"] = builtins
    sys.modules[name] = module
    if sys.path[:1] != [folder]:
        sys.path.insert(0, folder)
    exec(code, module.__dict__)
    return module.__dict__


def _call_function(
    function: Callable[..., Any],
    arguments: list[Any],
    converters: dict[str, list[values.Converter]],
) -> Any:
    (to_types,) = converters.values()
    return function(*_convert(arguments, to_types))


def _call_methods(
    factory: Callable[..., Any],
    operations: list[Any],
    converters: dict[str, list[values.Converter]],
) -> list[Any]:
    (_, arguments), *rest = operations
    instance = factory(*_convert(arguments, converters["__init__"]))
    results: list[Any] = [None]
    methods: dict[str, Any] = {}
    for name, arguments in rest:
        method = methods.get(name)
        if method is None:
            method = methods[name] = getattr(instance, name)
        results.append(method(*_convert(arguments, converters[name])))
    return results


def _convert(arguments: list[Any], to_types: list[values.Converter]) -> list[Any]:
    """Arguments as the signature wants them."""
    return [item if to is None else to(item) for to, item in zip(to_types, arguments)]


def _converters(words: list[str | None]) -> list[values.Converter]:
    """What turns arguments into these types; None for those that are right as they are."""
    return [None if word is None else values.converter(word) for word in words]


def _failure(failure: BaseException, job: dict[str, Any]) -> tuple[str, str]:
    """Kind and story of an exception that left the submission."""
    frames = traceback.extract_tb(failure.__traceback__)
    own = [frame for frame in frames if frame.filename.startswith(job["program"])]
    kind = type(failure).__name__
    if isinstance(failure, TypeError) and not own:
        kind = "wrong arguments"
    if isinstance(failure, RecursionError):
        own = own[:5] + own[-5:]
    lines = traceback.format_list(own) + traceback.format_exception_only(type(failure), failure)
    return kind, "".join(lines).replace(job["program"] + "/", "")


def _script(job: dict[str, Any]) -> NoReturn:
    """Run the entry file as `__main__`, and end as the interpreter would: threads, atexit, flush.

    In a timed run the clock starts behind the gate, where nothing of the program has run yet. The program
    finds neither the gate nor the claim pipe open: it has nothing to say there, timed or not.
    """
    os.close(NULL_FD)
    sys.argv = [job["entry"], *job["args"]]
    if job["timed"]:
        _pass_gate()
        os.close(GATE_FD)
    os.close(CLAIM_FD)
    status = 0
    try:
        _import_solution(job, _code(job), "__main__")
    except SystemExit as end:
        status = _exit_status(end.code)
    except BaseException as failure:
        _, text = _failure(failure, job)
        sys.stderr.write("Traceback (most recent call last):\n" + text)
        status = 1
    try:
        threading._shutdown()  # type: ignore[attr-defined]  # what the interpreter itself calls
        atexit._run_exitfuncs()
        if not sys.stdout.closed:
            sys.stdout.flush()
    except BaseException:
        status = status or 120  # CPython's own status for a failed flush at exit
    _flush()
    os._exit(status)


def _exit_status(code: object) -> int:
    if code is None:
        return 0
    if isinstance(code, int):
        return code & 0xFF
    sys.stderr.write(f"{code}\n")
    return 1


def _flush() -> None:
    """Flush what the submission may have left of the streams; it may have left anything."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BaseException:
            pass


_ACTIONS = {"compile": _compile, "call": _call, "script": _script}
