"""What a screen over all projects says when files changed outside, in one line."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from rich.cells import cell_len

from unstall.tui.text import short

if TYPE_CHECKING:
    from unstall.tui.known import Outside


def changed_outside(news: Outside, at: datetime, room: int) -> str:
    """Say what changed: "Claims triage changed outside at 10:02".

    Args:
        news: What changed; something did.
        at: When it was noticed.
        room: Cells that there are; a name gives way to the rest.
    """
    when = f"outside at {at:%H:%M}"
    kinds = (
        (news.new, "came from", "new"),
        (news.changed, "changed", "changed"),
        (news.gone, "removed", "removed"),
    )
    found = [(names, said, brief) for names, said, brief in kinds if names]
    if len(found) > 1:
        return f"{', '.join(f'{len(names)} {brief}' for names, _, brief in found)} {when}"
    names, said, _ = found[0]
    who = names[0] if len(names) == 1 else f"{len(names)} projects"
    return f"{short(who, room - cell_len(f' {said} {when}'))} {said} {when}"
