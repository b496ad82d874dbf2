"""Which sessions folder a command works in: `--sessions`, else the environment, else the user's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from unstall import paths

if TYPE_CHECKING:
    from unstall.session.store import SessionStore

F = TypeVar("F", bound=Callable[..., Any])


def sessions_option(command: F) -> F:
    """Let `--sessions DIR` stand before a command's name or behind it."""
    return click.option(
        "--sessions",
        metavar="DIR",
        type=click.Path(path_type=Path),
        expose_value=False,
        callback=_remember,
        help=f"Work in this folder instead of the usual one (or set {paths.SESSIONS_VARIABLE}).",
    )(command)


def sessions_folder(context: click.Context | None = None) -> Path:
    """Give the sessions folder of a command, by default of the one that is running."""
    chosen = (context or click.get_current_context()).find_root().obj
    return paths.sessions_dir(chosen if isinstance(chosen, Path) else None)


def session_store(context: click.Context | None = None) -> SessionStore:
    """Give the sessions of a command, by default of the one that is running."""
    from unstall.session.store import SessionStore

    return SessionStore(sessions_folder(context), now)


def now() -> datetime:
    """Tell the time, with its offset from UTC; the only clock of the command line."""
    return datetime.now().astimezone()


def _remember(context: click.Context, _: click.Parameter, folder: Path | None) -> None:
    if folder is not None:
        context.find_root().obj = folder
