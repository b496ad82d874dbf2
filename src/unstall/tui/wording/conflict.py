"""Two versions of a session beside each other: what each side says, and which one is chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len

from unstall.tui.rows import Row, Span, row
from unstall.tui.text import short

if TYPE_CHECKING:
    from unstall.session.conflict import Conflicted
    from unstall.session.conflict_words import Told
    from unstall.session.merge import Conflict, Side

INDENT = 3
LONGEST_SIDE = 26
"""Cells of what a side is called."""
ASKED = "Press 1 or 2 for each. What one side alone changed is kept."
ASKED_ONCE = "These two versions cannot be mixed. Press 1 or 2."
TOGETHER = (
    "Both versions go together after all: nothing is left to choose. Enter writes the session."
)
_SIDES: tuple[tuple[str, Side], ...] = (("1", "ours"), ("2", "theirs"))


def progress(chosen: int, conflicts: int) -> str:
    """Say how far the choosing is."""
    if not conflicts:
        return "nothing to choose"
    return f"{chosen} of {conflicts} chosen"


def conflict_rows(
    conflicted: Conflicted, tellings: Sequence[Told], chosen: Mapping[Conflict, Side]
) -> list[Row]:
    """Lay out every conflict with both its sides; the cursor stops at the conflicts."""
    if not tellings:
        return [row(TOGETHER)]
    is_whole = tellings[0].conflict.keys == ("session",)
    rows = [row(ASKED_ONCE if is_whole else ASKED, "dim")]
    for one in tellings:
        rows.append(row(""))
        rows += _told(conflicted, one, chosen.get(one.conflict))
    return rows


def _told(conflicted: Conflicted, one: Told, side: Side | None) -> Iterator[Row]:
    right: Span = (f"✓ {side}", "good") if side else ("to be chosen", "warn")
    yield Row(((one.title, "strong"),), id=one.conflict.name, right=(right,))
    names = [short(conflicted.side_in_words(which), LONGEST_SIDE) for _, which in _SIDES]
    width = max(map(cell_len, names))
    for (key, which), name in zip(_SIDES, names, strict=True):
        is_chosen, is_left = side == which, side not in (None, which)
        first, *more = one.of(which)
        called = f"{key} {name}{' ' * (width - cell_len(name))}  "
        tick: Span = ("✓ " if is_chosen else "  ", "good")
        hang = INDENT + len(tick[0]) + cell_len(called)
        yield Row(
            ((first, "dim" if is_left else "plain"),),
            mark=(f"{tick[0]}{called}", "good" if is_chosen else "accent"),
            indent=INDENT,
        )
        yield from (row(line, "dim", indent=hang) for line in more)
