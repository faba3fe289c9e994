"""`judge doctor`: is this machine fit for judging, and if not, what to do."""

from typing import TYPE_CHECKING, Annotated

import typer

from judge.cli.exit_codes import ExitCode
from judge.cli.output import emit, emit_document, say
from judge.errors import EngineUnavailable, StoreError

if TYPE_CHECKING:
    from judge.host.checks import Finding
    from judge.host.noise import HostNoise
    from judge.settings import Settings

DOCTOR_SCHEMA = "coderound.doctor/1"


def doctor(
    measure_noise: Annotated[
        bool,
        typer.Option("--noise", help="Measure how much times of the same work differ here."),
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document on stdout.")
    ] = False,
) -> int:
    """Tell whether this machine is fit for judging, and how to mend what is not."""
    from judge.host.checks import can_judge
    from judge.settings import load_settings

    findings, noise = _examine(load_settings(), measure_noise)
    fit = can_judge(findings)
    if as_json:
        emit_document(
            {
                "schema": DOCTOR_SCHEMA,
                "can_judge": fit,
                "findings": [finding.model_dump(mode="json") for finding in findings],
                "noise": None if noise is None else noise.model_dump(mode="json", by_alias=True),
            }
        )
    else:
        from judge.cli.render import findings_table

        emit(findings_table(findings, fit))
    return ExitCode.SUCCESS if fit else ExitCode.JUDGE_FAULT


def _examine(
    settings: "Settings", measure_noise: bool
) -> "tuple[tuple[Finding, ...], HostNoise | None]":
    """All findings, and the noise floor if it is known."""
    from judge.host.checks import (
        can_judge,
        examine_disk,
        examine_engine,
        examine_image,
        examine_machine,
        no_engine,
    )
    from judge.host.machine import free_disk_bytes, read_machine_facts
    from judge.sandbox.engine_facts import read_engine_facts
    from judge.sandbox.images import list_images

    engine = None
    found: list[Finding] = []
    try:
        engine = read_engine_facts()
        found.extend(examine_engine(engine, settings.docker_runtime))
        found.extend(examine_image(image) for image in list_images() if image.name != "base")
    except EngineUnavailable as error:
        found.append(no_engine(str(error)))
    found.extend(examine_machine(read_machine_facts(), engine))
    found.append(examine_disk(str(settings.data_dir), free_disk_bytes(settings.data_dir)))
    if measure_noise and engine is not None and can_judge(tuple(found)):
        _measure(settings, engine.kernel)
    finding, noise = _noise(settings, None if engine is None else engine.kernel)
    return (*found, finding), noise


def _measure(settings: "Settings", kernel: str) -> None:
    """Measure the noise floor in a box like any other, and keep it."""
    from judge.cli.boxes import opened_sandbox
    from judge.host.measure_noise import measure_noise
    from judge.host.noise import write_noise

    say("measuring the noise floor; this takes a few seconds")
    with opened_sandbox(settings) as boxes:
        noise = measure_noise(boxes, kernel)
    write_noise(settings.data_dir, noise)


def _noise(settings: "Settings", kernel: str | None) -> "tuple[Finding, HostNoise | None]":
    """What is known of the noise floor."""
    from datetime import UTC, datetime

    from judge.host.checks import examine_noise, unreadable_noise
    from judge.host.noise import read_noise

    try:
        noise = read_noise(settings.data_dir)
    except StoreError as error:
        return unreadable_noise(str(error)), None
    return examine_noise(noise, kernel, datetime.now(UTC)), noise
