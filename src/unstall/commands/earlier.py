"""The sessions before one, for documents that tell what came since."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from unstall.commands.output import say

if TYPE_CHECKING:
    from unstall.commands.find import Found
    from unstall.compare.side import Side
    from unstall.session.store import SessionStore


def found_before(found: Found, store: SessionStore) -> tuple[Found, ...]:
    """Find the sessions before one, the oldest first, and say where the way back is broken."""
    if found.session.previous is None:
        return ()
    from unstall.commands.find import Found
    from unstall.earlier import way_back

    back = way_back(found.session, found.path, store.folder)
    if back.broken:
        say(f"What came before is told no further back than this: {back.broken}")
    return tuple(Found(one.path, one.session, one.engine) for one in back.sessions)


def sides_of(before: Sequence[Found]) -> tuple[Side, ...]:
    """Gather the sessions before one; the last, which is followed through, with its plan."""
    from unstall.comparing import side_of, unweighed
    from unstall.paths import standings_file
    from unstall.standings import Standings

    if not before:
        return ()
    *older, last = before
    standings = Standings(standings_file())
    return (
        *(
            unweighed(one.engine, one.session, planned=False)
            if one.session.result
            else side_of(one.engine, one.session, standings=standings)
            for one in older
        ),
        side_of(last.engine, last.session, standings=standings),
    )
