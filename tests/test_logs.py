"""What the service writes to its log."""

import json
import logging
import warnings
from collections.abc import Callable, Iterator
from typing import Any, Literal

import pytest

from judge.logs import configure_logs, get_logger, log_context
from judge.settings import Settings

Text = Callable[[], str]
KEY = "cr_" + "A1b2" * 8


@pytest.fixture
def stderr(capsys: pytest.CaptureFixture[str]) -> Iterator[Text]:
    """All of stderr up to now. What logging is changed to is taken back."""
    root = logging.getLogger()
    before, level = root.handlers, root.level
    seen: list[str] = []

    def text() -> str:
        seen.append(capsys.readouterr().err)
        return "".join(seen)

    yield text
    logging.captureWarnings(False)
    root.handlers, root.level = before, level


def configure(
    form: Literal["auto", "console", "json"] = "json",
    level: Literal["debug", "info", "warning", "error"] = "info",
) -> None:
    configure_logs(Settings(log_format=form, log_level=level), "slot-1")


def lines(stderr: Text) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stderr().splitlines()]


def test_a_line_is_a_json_object_with_time_level_place_and_ids(stderr: Text) -> None:
    log = get_logger("judge.host.worker")
    configure()
    with log_context(judging="J1", worker="w"):
        log.bind(submission="S1").info("job done", duration_ms=3)
    (line,) = lines(stderr)
    assert line.pop("time").endswith("Z")
    assert line.pop("host")
    assert line == {
        "level": "info",
        "event": "job done",
        "logger": "judge.host.worker",
        "process": "slot-1",
        "judging": "J1",
        "worker": "w",
        "submission": "S1",
        "duration_ms": 3,
    }


def test_ids_are_gone_behind_their_context(stderr: Text) -> None:
    configure()
    with log_context(judging="J1"):
        pass
    get_logger("judge").info("idle")
    assert "judging" not in lines(stderr)[0]


def test_what_libraries_log_and_warn_takes_the_same_form(stderr: Text) -> None:
    configure()
    logging.getLogger("uvicorn.error").error("cannot %s", "listen")
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn("old", DeprecationWarning, stacklevel=1)
    first, second = lines(stderr)
    assert (first["event"], first["logger"]) == ("cannot listen", "uvicorn.error")
    assert "old" in second["event"]


def test_what_libraries_do_all_day_is_not_told(stderr: Text) -> None:
    configure(level="debug")
    logging.getLogger("uvicorn.access").info("GET /")
    logging.getLogger("rq.queue").debug("pushed")
    assert stderr() == ""


@pytest.mark.parametrize(("level", "told"), [("debug", 3), ("info", 2), ("error", 1)])
def test_the_level_is_a_setting(
    stderr: Text, level: Literal["debug", "info", "error"], told: int
) -> None:
    configure(level=level)
    log = get_logger("judge.level")
    log.debug("one")
    log.info("two")
    log.error("three")
    assert len(lines(stderr)) == told


@pytest.mark.parametrize("form", ["json", "console"])
def test_keys_and_passwords_in_errors_of_others_are_blotted_out(
    stderr: Text, form: Literal["json", "console"]
) -> None:
    configure(form)
    url = "postgresql://judge:s3cret@db/x"
    try:
        raise RuntimeError(f"cannot connect to {url} for {KEY}")
    except RuntimeError as error:
        get_logger("judge").exception("failed", reason=str(error))
    logging.getLogger("sqlalchemy").error("%s", url)
    assert "s3cret" not in stderr()
    assert KEY not in stderr()
    assert stderr().count("RuntimeError") >= 1


def test_tracebacks_show_no_variables(stderr: Text) -> None:
    configure("console")
    source = "the candidate's " + "program"
    try:
        raise RuntimeError(len(source))
    except RuntimeError:
        get_logger("judge").exception("failed")
    assert "candidate's program" not in stderr()


def test_lines_for_people_name_the_process_and_have_no_colours_in_a_file(
    stderr: Text,
) -> None:
    configure("console")
    get_logger("judge").warning("the queue is away", job="J1")
    assert "slot-1: the queue is away" in stderr()
    assert "job=J1" in stderr()
    assert "\x1b" not in stderr()


def test_a_file_gets_json_by_itself(stderr: Text) -> None:
    configure("auto")
    get_logger("judge").info("ready")
    assert lines(stderr)[0]["event"] == "ready"
