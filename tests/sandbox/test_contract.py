"""What every sandbox does with a program, whether it isolates or not."""

import json
from typing import TYPE_CHECKING

import pytest

from judge.model.limits import MIB
from judge.model.problem import MethodSignature
from judge.sandbox.port import Call, Claim, LimitHit, RunReport, Script

if TYPE_CHECKING:
    from tests.sandbox.conftest import Bench


def value_of(report: RunReport) -> object:
    """The value that a run claimed."""
    assert report.claim is not None, report
    assert report.claim.value is not None, report.claim
    return json.loads(report.claim.value)


def error_of(report: RunReport) -> Claim:
    """The failure that a run claimed."""
    assert report.claim is not None, report
    assert report.claim.error is not None, report.claim
    return report.claim


# --- compiling ---------------------------------------------------------------------------------


def test_source_without_fault_becomes_a_program(any_bench: "Bench") -> None:
    report = any_bench.compile(solution="def f():\n    return 1\n")
    assert report.message is None
    assert report.program is not None
    assert report.program.code


def test_a_syntax_error_is_told_with_file_and_line(any_bench: "Bench") -> None:
    report = any_bench.compile(solution="x = 1\nif x\n    pass\n")
    assert report.program is None
    assert report.message is not None
    assert report.message.startswith('  File "solution.py", line 2\n')
    assert "SyntaxError" in report.message


def test_a_syntax_error_in_another_file_is_told_too(any_bench: "Bench") -> None:
    report = any_bench.compile(solution="import helper\n", helper="def broken(:\n")
    assert report.program is None
    assert 'File "helper.py", line 1' in (report.message or "")


@pytest.mark.parametrize(
    "source",
    ["x = '\0'", "(" * 1000, "x = " + "-" * 200_000 + "1", "# coding: no-such-codec\n"],
    ids=["null byte", "open brackets", "deep expression", "unknown codec"],
)
def test_odd_source_is_a_compile_error(any_bench: "Bench", source: str) -> None:
    report = any_bench.compile(solution=source)
    assert report.program is None
    assert report.message


def test_a_box_compiles_again_after_a_failure(any_bench: "Bench") -> None:
    assert any_bench.compile(solution="(").program is None
    assert value_of(any_bench.call("def f(): return 1")) == 1


# --- calling -----------------------------------------------------------------------------------


def test_a_function_gets_its_arguments_and_its_value_comes_back(any_bench: "Bench") -> None:
    report = any_bench.call("def f(a, b): return [b, a]", b'[1, {"k": [true, null]}]', "int", "any")
    assert value_of(report) == [{"k": [True, None]}, 1]
    assert report.hits == frozenset()
    assert report.cpu_time_us > 0
    assert report.wall_time_us > 0


def test_arguments_get_the_types_of_the_signature(any_bench: "Bench") -> None:
    report = any_bench.call(
        "def f(*args): return [type(a).__name__ for a in args] + [str(args[3].dtype), args[2]]",
        b'[[1], [2], {"3": 4}, [5]]',
        *("tuple[int, ...]", "set[int]", "dict[int, float]", "ndarray[float32]"),
    )
    assert value_of(report) == [
        *("tuple", "set", "dict", "ndarray", "float32"),
        {"$dict": [[3, 4.0]]},
    ]


def test_a_class_is_made_once_and_its_methods_called_in_turn(any_bench: "Bench") -> None:
    program = any_bench.program(
        """
        class F:
            def __init__(self, start):
                self.total = start
            def add(self, n):
                self.total += n
                return self.total
            def forget(self):
                self.total = 0
        """
    )
    methods = {
        "__init__": MethodSignature(parameters={"start": "int"}),
        "add": MethodSignature(parameters={"n": "int"}),
        "forget": MethodSignature(),
    }
    operations = b'[["F", [10]], ["add", [1]], ["add", [2]], ["forget", []], ["add", [5]]]'
    report = any_bench.run(program, Call(kind="class", entry="F", methods=methods), operations)
    assert value_of(report) == [None, 11, 13, None, 5]


@pytest.mark.parametrize(
    ("source", "error", "text"),
    [
        ("def f(): return [][1]", "IndexError", "solution.py"),
        ("def f(): return g()", "NameError", "line 1"),
        ("def g(): pass", "missing entry", "there is no f"),
        ("def f(x): pass", "wrong arguments", "f() missing 1 required positional argument"),
        ("def f(): yield 1", "unsupported return", "generator"),
        ("def f():\n    a = []\n    a.append(a)\n    return a", "unsupported return", "itself"),
        ("def f(): return {'a': object()}", "unsupported return", "object"),
        ("def f(): return 10 ** 5000", "unsupported return", "digits"),
        ("def f(): return f()", "RecursionError", "recursion"),
        ("def f(): raise SystemExit(0)", "SystemExit", ""),
        ("import no_such_module", "ModuleNotFoundError", "no_such_module"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt", ""),
        ("def f(): raise type('Odd', (BaseException,), {})('said')", "Odd", "said"),
        ("def f(): return bytearray(1 << 62)", "MemoryError", ""),
    ],
)
def test_a_failure_is_told_as_it_is(any_bench: "Bench", source: str, error: str, text: str) -> None:
    claim = error_of(any_bench.call(source))
    assert claim.error == error
    assert text in (claim.text or "")
    assert "/box/" not in (claim.text or "")


@pytest.mark.parametrize(
    "source",
    [
        "import os\ndef f(): os._exit(0)",
        "import os\ndef f(): os.closerange(0, 256)",
        "import os\ndef f(): os.write(4, bytes(8))",
        "import os, signal\ndef f(): os.kill(os.getpid(), signal.SIGKILL)",
        "import os\ndef f(): os.execv('/bin/true', ['true'])",
    ],
    ids=["exits", "closes all", "empty claim", "kills itself", "becomes another"],
)
def test_a_program_that_ends_without_an_answer_has_claimed_nothing(
    any_bench: "Bench", source: str
) -> None:
    report = any_bench.call(source)
    assert report.claim is None
    assert report.hits == frozenset()


def test_a_claim_longer_than_the_limit_is_cut_off_when_it_is_announced(any_bench: "Bench") -> None:
    report = any_bench.call("import os\ndef f(): os.write(4, b'\\xff' * 8)")
    assert report.hits == {LimitHit.ANSWER}
    assert report.claim is None
    report = any_bench.call("def f(): return 'x' * 10_000_000", output_bytes=MIB)
    assert report.hits == {LimitHit.ANSWER}


def test_a_forged_claim_is_only_a_claim(any_bench: "Bench") -> None:
    report = any_bench.call(
        "import os\ndef f(): os.write(4, (2).to_bytes(8, 'big') + b'V7'); os._exit(3)"
    )
    assert value_of(report) == 7
    report = any_bench.call(
        "import os\ndef f(): os.write(4, (3).to_bytes(8, 'big') + b'E[]'); os._exit(3)"
    )
    assert report.claim is None


def test_what_is_printed_before_the_answer_is_all_there(any_bench: "Bench") -> None:
    report = any_bench.call(
        "import sys\ndef f():\n  print('out' * 10_000)\n  print('err', file=sys.stderr)\n  return 1"
    )
    assert report.stdout == b"out" * 10_000 + b"\n"
    assert report.stderr == b"err\n"
    assert not report.output_truncated


def test_a_program_may_use_files_of_its_own_and_dataclasses(any_bench: "Bench") -> None:
    program = any_bench.program(
        """
        from __future__ import annotations
        import dataclasses, helper
        @dataclasses.dataclass
        class P:
            x: int
        def f():
            return dataclasses.asdict(P(helper.y))
        """,
        helper="y = 5",
    )
    mode = Call(kind="function", entry="f", methods={"f": MethodSignature()})
    assert value_of(any_bench.run(program, mode, b"[]")) == {"x": 5}


def test_input_is_not_on_stdin_of_a_called_function(any_bench: "Bench") -> None:
    report = any_bench.call("import sys\ndef f(x): return sys.stdin.read()", b"[1]", "int")
    assert value_of(report) == ""


def test_deep_recursion_within_reason_works(any_bench: "Bench") -> None:
    report = any_bench.call("def f(n): return 0 if n == 0 else 1 + f(n - 1)", b"[9000]", "int")
    assert value_of(report) == 9000


def test_random_numbers_are_the_same_in_every_run(any_bench: "Bench") -> None:
    source = "import random, numpy\ndef f(): return [random.random(), float(numpy.random.rand())]"
    assert value_of(any_bench.call(source)) == value_of(any_bench.call(source))


def test_nothing_of_a_run_is_left_for_the_next(any_bench: "Bench") -> None:
    program = any_bench.program(
        """
        import builtins, os, json
        seen = []
        def f():
            left = [hasattr(builtins, "left"), len(seen), os.listdir("."), hasattr(json, "left")]
            builtins.left = json.left = True
            json.dumps = None
            seen.append(1)
            open("left", "w").close()
            return left
        """
    )
    mode = Call(kind="function", entry="f", methods={"f": MethodSignature()})
    for _ in range(2):
        assert value_of(any_bench.run(program, mode, b"[]")) == [False, 0, [], False]


def test_a_large_input_arrives(any_bench: "Bench") -> None:
    text = "x" * (50 * MIB)
    report = any_bench.call("def f(s): return len(s)", json.dumps([text]).encode(), "str")
    assert report.hits == frozenset()
    assert value_of(report) == len(text)


def test_a_large_answer_comes_back(any_bench: "Bench") -> None:
    size = 20 * MIB
    report = any_bench.call(f"def f(): return 'x' * {size}", output_bytes=32 * MIB)
    assert report.hits == frozenset()
    assert report.claim is not None
    assert report.claim.value == b'"' + b"x" * size + b'"'


# --- scripts -----------------------------------------------------------------------------------


def test_a_script_reads_stdin_and_writes_stdout(any_bench: "Bench") -> None:
    report = any_bench.script(
        "import sys\nfor line in sys.stdin: print(line.strip()[::-1])", "abc\nü\n".encode()
    )
    assert report.stdout == "cba\nü\n".encode()
    assert (report.exit_code, report.signal, report.claim) == (0, None, None)


def test_a_script_may_read_and_write_bytes(any_bench: "Bench") -> None:
    data = bytes(range(256))
    report = any_bench.script(
        "import sys\nsys.stdout.buffer.write(sys.stdin.buffer.read()[::-1])", data
    )
    assert report.stdout == data[::-1]
    assert report.exit_code == 0


def test_a_script_finds_its_arguments(any_bench: "Bench") -> None:
    report = any_bench.script("import sys\nprint(sys.argv)", args=("a b", "--c", "ü"))
    assert report.stdout.decode() == "['solution.py', 'a b', '--c', 'ü']\n"


@pytest.mark.parametrize(
    ("source", "exit_code", "stderr"),
    [
        ("", 0, ""),
        ("import sys; sys.exit()", 0, ""),
        ("import sys; sys.exit(42)", 42, ""),
        ("import sys; sys.exit(-1)", 255, ""),
        ("import sys; sys.exit('said')", 1, "said\n"),
        ("import os; os._exit(7)", 7, ""),
        ("1 / 0", 1, "ZeroDivisionError: division by zero"),
        ("if True:\n    raise KeyError('k')", 1, 'File "solution.py", line 2'),
        ("import sys; sys.stdout.close()", 0, ""),
        ("import atexit; atexit.register(print, 'late')", 0, ""),
    ],
)
def test_a_script_ends_with_its_own_exit_code(
    any_bench: "Bench", source: str, exit_code: int, stderr: str
) -> None:
    report = any_bench.script(source)
    assert report.exit_code == exit_code
    assert report.signal is None
    assert stderr in report.stderr.decode()


def test_a_script_ended_by_a_signal_has_no_exit_code(any_bench: "Bench") -> None:
    report = any_bench.script("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)")
    assert (report.exit_code, report.signal) == (None, 11)


def test_threads_and_exit_functions_of_a_script_may_finish(any_bench: "Bench") -> None:
    report = any_bench.script(
        """
        import atexit, threading
        atexit.register(print, "last")
        started = threading.Event()
        def work():
            started.wait()
            print("thread")
        threading.Thread(target=work).start()
        print("main")
        started.set()
        """
    )
    assert report.stdout == b"main\nthread\nlast\n"


def test_a_script_finds_its_files_in_the_working_directory(any_bench: "Bench") -> None:
    report = any_bench.script(
        """
        import pathlib
        for path in sorted(pathlib.Path().rglob("*")):
            print(path, path.read_bytes() if path.is_file() else "")
        pathlib.Path("a/new").write_text("the folder is mine")
        """,
        files={"a/b/c.bin": b"\0\1", "d": b""},
    )
    assert report.stdout.decode() == "a \na/b \na/b/c.bin b'\\x00\\x01'\nd b''\n"
    assert report.exit_code == 0


def test_many_files_are_found_and_many_left_behind_are_no_trouble(any_bench: "Bench") -> None:
    files = {f"{number % 10}/{number}": b"x" for number in range(500)}
    source = """
        import os, pathlib
        print(sum(len(files) for _, _, files in os.walk(".")))
        for number in range(3000):
            pathlib.Path(f"new-{number}").touch()
        """
    for _ in range(2):
        report = any_bench.script(source, files=files)
        assert report.stdout == b"500\n"
        assert report.exit_code == 0


def test_asked_for_files_are_collected_if_they_are_files(any_bench: "Bench") -> None:
    report = any_bench.script(
        """
        import os
        os.mkdir("below")
        for name in ("score.txt", "below/message.txt"):
            with open(name, "w") as file:
                file.write(name)
        os.symlink("/etc/passwd", "link")
        os.mkfifo("fifo")
        os.mkdir("folder")
        """,
        collect=("score.txt", "below/message.txt", "link", "fifo", "folder", "missing"),
    )
    assert report.collected == {
        "score.txt": b"score.txt",
        "below/message.txt": b"below/message.txt",
    }


# --- limits ------------------------------------------------------------------------------------


def test_a_sleeping_program_is_stopped_by_the_clock(any_bench: "Bench") -> None:
    report = any_bench.script(
        "import time; print('x', flush=True); time.sleep(60)", wall_time_ms=300
    )
    assert report.hits == {LimitHit.WALL_TIME}
    assert report.signal == 9
    assert report.stdout == b"x\n"
    assert 300_000 <= report.wall_time_us < 5_000_000
    assert report.cpu_time_us < 300_000


def test_a_program_that_closed_everything_and_sleeps_is_stopped_too(any_bench: "Bench") -> None:
    report = any_bench.script(
        "import os, time; os.closerange(0, 256); time.sleep(60)", wall_time_ms=300
    )
    assert report.hits == {LimitHit.WALL_TIME}


def test_a_busy_program_is_stopped_by_its_processor_time(any_bench: "Bench") -> None:
    report = any_bench.script("while True: pass", cpu_time_ms=300)
    assert report.hits == {LimitHit.CPU_TIME}
    assert report.signal == 9
    assert 300_000 <= report.cpu_time_us < 3_000_000


def test_an_endless_output_is_stopped_at_the_limit(any_bench: "Bench") -> None:
    report = any_bench.script("while True: print('x' * 1000)", output_bytes=100_000)
    assert report.hits == {LimitHit.OUTPUT}
    assert report.output_truncated
    assert len(report.stdout) == 100_000


def test_both_streams_count_together(any_bench: "Bench") -> None:
    source = "import sys\nfor s in (sys.stdout, sys.stderr): s.write('x' * 60); s.flush()"
    assert any_bench.script(source, output_bytes=120).hits == frozenset()
    assert any_bench.script(source, output_bytes=119).hits == {LimitHit.OUTPUT}


def test_a_child_that_holds_the_pipes_does_not_delay_the_end(any_bench: "Bench") -> None:
    report = any_bench.script(
        """
        import os, time
        if os.fork() == 0:
            time.sleep(60)
        print("parent")
        """
    )
    assert report.exit_code == 0
    assert report.stdout.endswith(b"parent\n")
    assert report.hits == frozenset()


def test_an_answer_ends_the_run_though_a_thread_goes_on(any_bench: "Bench") -> None:
    report = any_bench.call(
        """
        import threading, time
        def f():
            threading.Thread(target=time.sleep, args=(60,)).start()
            return 1
        """
    )
    assert value_of(report) == 1
    assert report.hits == frozenset()


def test_infinity_comes_back(any_bench: "Bench") -> None:
    report = any_bench.call("def f(x): return [x, -x]", b"[Infinity]", "float")
    assert value_of(report) == [{"$float": "inf"}, {"$float": "-inf"}]


def test_a_script_gets_no_claim_whatever_it_writes_to_other_descriptors(any_bench: "Bench") -> None:
    report = any_bench.run(
        any_bench.program("import os\nos.write(4, (2).to_bytes(8, 'big') + b'V7')"), Script(), b""
    )
    assert report.claim is None


@pytest.mark.parametrize("timed", [False, True])
def test_a_script_finds_nothing_open_but_its_streams(any_bench: "Bench", timed: bool) -> None:
    source = """
        import os
        for fd in range(256):
            try:
                os.fstat(fd)
                print(fd)
            except OSError:
                pass
        """
    report = any_bench.script(source, timed=timed)
    assert report.stdout.split() == [b"0", b"1", b"2"]


BUSY = """
import time
def f():
    while time.process_time() < {seconds}: pass
"""


@pytest.mark.parametrize("called", [False, True])
def test_the_work_of_a_timed_run_is_told(any_bench: "Bench", called: bool) -> None:
    source = BUSY.format(seconds=0.2)
    if called:
        report = any_bench.call(source, timed=True)
        plain = any_bench.call(source)
    else:
        report = any_bench.script(source + "f()", timed=True)
        plain = any_bench.script(source + "f()")
    assert report.work_time_us is not None
    assert 150_000 < report.work_time_us <= report.cpu_time_us
    assert report.waited_time_us is not None
    assert (plain.work_time_us, plain.waited_time_us) == (None, None)


SEES_AT_IMPORT = """
import gc, os
sizes = [os.fstat(0).st_size] if os.path.exists("/proc/self/fd/5") else []
found = [each for each in gc.get_objects() if isinstance(each, list) and each[:1] == [[271828]]]
def f(x): return [sizes, len(found), x]
"""


def test_what_is_imported_in_a_timed_run_has_no_input_yet(any_bench: "Bench") -> None:
    report = any_bench.call(SEES_AT_IMPORT, b"[[271828]]", "list[int]", timed=True)
    assert value_of(report) == [[0], 0, [271828]]


def test_a_timed_run_that_hangs_or_floods_before_its_clock_starts_is_ended(
    any_bench: "Bench",
) -> None:
    report = any_bench.call("while True: pass\ndef f(): pass", timed=True, cpu_time_ms=200)
    assert report.hits == {LimitHit.CPU_TIME}
    assert report.work_time_us is not None
    assert report.work_time_us > 100_000, "without a gate it is measured from its beginning"
    flood = "import os\nwhile True: os.write(1, bytes(1 << 16))\ndef f(): pass"
    report = any_bench.call(flood, timed=True, output_bytes=1 << 20)
    assert LimitHit.OUTPUT in report.hits
    report = any_bench.call("print('x' * 200_000)\ndef f(): return 1", timed=True)
    assert report.claim is not None


def test_a_timed_script_that_fails_is_reported_as_any_other(any_bench: "Bench") -> None:
    report = any_bench.script("import sys; print('so far'); sys.exit(3)", timed=True)
    assert (report.exit_code, report.stdout) == (3, b"so far\n")
    assert report.work_time_us is not None
    report = any_bench.script("while True: pass", timed=True, cpu_time_ms=200)
    assert report.hits == {LimitHit.CPU_TIME}
