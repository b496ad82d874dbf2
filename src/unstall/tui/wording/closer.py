"""What takes longer than a key, and is worked out only for the sections that somebody looks at."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from unstall.report.dossier import Dossier
from unstall.report.money import Takes, takes
from unstall.triage.discussion import Bearing
from unstall.triage.reopen import Reopen, reopeners

VOTES = "votes"
"""The section on what a room voted."""


@dataclass(frozen=True, slots=True)
class CloserLook:
    """What has been worked out so far; None for what has not."""

    reopened_by: Mapping[str, Reopen] | None = None
    """Closed strategy → what would open it again."""
    taken: Mapping[str, Takes] | None = None
    """Strategy → what it takes."""
    bearing: Bearing | None = None
    """Whether what a room has left to talk about could change the verdict."""

    def wants(self, sections: Collection[str]) -> bool:
        """Something that these sections show has not been worked out."""
        return any(
            section in sections and found is None
            for section, found in (
                ("ruled-out", self.reopened_by),
                ("takes", self.taken),
                (VOTES, self.bearing),
            )
        )

    def with_more(self, other: CloserLook) -> CloserLook:
        """Add what another look has found of the same session."""
        return CloserLook(
            self.reopened_by if other.reopened_by is None else other.reopened_by,
            self.taken if other.taken is None else other.taken,
            other.bearing or self.bearing,
        )


NO_CLOSER_LOOK = CloserLook()


def look_closer(
    dossier: Dossier,
    sections: Collection[str],
    before: CloserLook,
    *,
    between: Callable[[], None] = lambda: None,
) -> CloserLook:
    """Work out what these sections show; `between` may wait, and may end the work by raising."""
    found = before
    if "ruled-out" in sections and found.reopened_by is None:
        found = replace(
            found, reopened_by=reopeners(dossier.engine, dossier.triage, between=between)
        )
    if "takes" in sections and found.taken is None:
        taken = {}
        for strategy in dossier.questionnaire.strategies:
            between()
            taken[strategy.id] = takes(dossier, strategy)
        found = replace(found, taken=taken)
    if VOTES in sections and found.bearing is None:
        between()
        found = replace(found, bearing=dossier.discussion.bearing)
    return found
