"""`judge images`: build and list the runner images."""

from typing import Annotated

import typer

from judge.cli.exit_codes import ExitCode
from judge.cli.output import emit, emit_document, say

IMAGES_SCHEMA = "coderound.images/1"

images = typer.Typer(
    name="images",
    help="Build and list the runner images, which submissions run in.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@images.command()
def build(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME]...",
            help="Images to build; those that every installation needs if none is named.",
        ),
    ] = None,
) -> int:
    """Build runner images that are missing or were built from other sources."""
    from judge.sandbox.base_image import Sources
    from judge.sandbox.images import STANDARD_IMAGES, build_image
    from judge.settings import load_settings

    settings = load_settings()
    sources = Sources(settings.debian_image, settings.debian_mirror)
    for name in names or STANDARD_IMAGES:
        emit(f"{build_image(name, say, sources=sources)}\n")
    return ExitCode.SUCCESS


@images.command("list")
def list_command(
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document on stdout.")
    ] = False,
) -> int:
    """List the runner images and whether they are built from the sources at hand."""
    from judge.sandbox.images import list_images

    found = list_images()
    if as_json:
        emit_document(
            {
                "schema": IMAGES_SCHEMA,
                "images": [
                    {
                        "name": image.name,
                        "reference": image.reference,
                        "built": image.built,
                        "size_bytes": image.size_bytes,
                        "created": image.created.isoformat() if image.created else None,
                    }
                    for image in found
                ],
            }
        )
    else:
        from judge.cli.render import images_table

        emit(images_table(found))
    return ExitCode.SUCCESS
