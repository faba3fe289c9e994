"""`judge doctor`: is this machine fit for judging, and if not, what to do."""

from typing import TYPE_CHECKING, Annotated

import typer

from judge.cli.exit_codes import ExitCode
from judge.cli.output import emit, emit_document
from judge.errors import EngineUnavailable

if TYPE_CHECKING:
    from judge.host.checks import Finding
    from judge.settings import Settings

DOCTOR_SCHEMA = "coderound.doctor/1"


def doctor(
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document on stdout.")
    ] = False,
) -> int:
    """Tell whether this machine is fit for judging, and how to mend what is not."""
    from judge.host.checks import can_judge
    from judge.settings import load_settings

    findings = _examine(load_settings())
    fit = can_judge(findings)
    if as_json:
        emit_document(
            {
                "schema": DOCTOR_SCHEMA,
                "can_judge": fit,
                "findings": [finding.model_dump(mode="json") for finding in findings],
            }
        )
    else:
        from judge.cli.render import findings_table

        emit(findings_table(findings, fit))
    return ExitCode.SUCCESS if fit else ExitCode.JUDGE_FAULT


def _examine(settings: "Settings") -> "tuple[Finding, ...]":
    from judge.host.checks import (
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
    return tuple(found)
