"""What happens when unstall itself is at fault: the details are kept in a file, never on screen."""

from __future__ import annotations

import os
import platform
import traceback
from pathlib import Path

from unstall import __version__, paths

MOST_CHARACTERS = 200_000
"""How much of a traceback is kept."""


def keep(error: Exception, folder: Path | None = None) -> str:
    """Write the details of an unexpected error to a file and say, in one line, where it lies.

    Only the last such error is kept. The details can hold names of files and parts of texts, so
    only the user may read them.
    """
    what = f"this is a bug in unstall ({type(error).__name__})"
    try:
        file = _write(error, folder or paths.state_dir())
    except OSError:
        return f"{what}, and its details could not be written. Please report what you were doing."
    return f"{what}. Its details are in {file}; read them before you pass them on, and report them."


def _write(error: Exception, folder: Path) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / "last-error.txt"
    file.unlink(missing_ok=True)
    details = "".join(traceback.format_exception(error))[-MOST_CHARACTERS:]
    versions = f"unstall {__version__}, Python {platform.python_version()}, {platform.system()}\n"
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as out:
        out.write(versions + details)
    return file
