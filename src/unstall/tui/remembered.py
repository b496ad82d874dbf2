"""What the app remembers by itself: the theme that was chosen last. Losing it does no harm."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

MOST_BYTES = 200


def remembered_theme(state: Path, known: Collection[str]) -> str | None:
    """Read the theme chosen last; None if there is none, or none that is known."""
    file = _file(state)
    try:
        if not file.is_file():
            return None
        with file.open("rb") as stream:
            name = stream.read(MOST_BYTES).decode("ascii", "ignore").strip()
    except OSError:
        return None
    return name if name in known else None


def remember_theme(state: Path, name: str) -> None:
    """Write down the theme that was chosen, if the disk lets us."""
    with suppress(OSError):
        state.mkdir(mode=0o700, parents=True, exist_ok=True)
        _file(state).write_text(f"{name}\n", encoding="ascii")


def _file(state: Path) -> Path:
    return state / "theme"
