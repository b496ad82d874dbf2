# ruff: noqa: ARG002 - click hands every method the context, wanted or not
"""A group whose commands are imported when they are called, so that the program starts quickly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import click

from unstall.commands.output import quoted
from unstall.suggest import did_you_mean


@dataclass(frozen=True, slots=True)
class Entry:
    """A command that is not imported yet."""

    name: str
    where: str
    """`module:attribute`."""
    help: str
    """What the list of commands says about it."""
    part: str
    """The heading in the list of commands under which it stands."""


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports each on its first use."""

    def __init__(self, *args: Any, entries: Sequence[Entry] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._entries = {entry.name: entry for entry in entries}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the names in the order in which they are shown."""
        return list(self._entries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command; None if there is no such command."""
        entry = self._entries.get(cmd_name)
        if entry is None:
            return None
        module, attribute = entry.where.split(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command)  # noqa: S101 - tells the type checker
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that the arguments begin with.

        Raises `click.UsageError` with the command that was probably meant.
        """
        name = args[0]
        if name not in self._entries and not name.startswith("-") and not ctx.resilient_parsing:
            meant = did_you_mean(name, self._entries)
            raise click.UsageError(
                f"there is no command {quoted(name)}." + (f" {meant}" if meant else ""), ctx
            )
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands, part by part, without importing any of them."""
        parts: dict[str, list[tuple[str, str]]] = {}
        for entry in self._entries.values():
            parts.setdefault(entry.part, []).append((entry.name, entry.help))
        for part, rows in parts.items():
            with formatter.section(part):
                formatter.write_dl(rows)
