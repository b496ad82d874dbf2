"""What the commands write as JSON, described for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from unstall.commands.writing import output_options, write_document

NAMES = ("compare", "follow", "list", "plan", "portfolio", "score")


@click.command()
@click.argument("command", type=click.Choice(NAMES))
@output_options
def schema(command: str, output: Path | None, force: bool) -> None:
    """Write the JSON Schema (draft 2020-12) of what a command gives as JSON.

    The format of questionnaires has one of its own: unstall questionnaire schema.
    """
    from unstall.report.schema import schema_text

    write_document(schema_text(command), output, force=force)
