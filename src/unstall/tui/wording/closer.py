"""What takes longer than a key, and is worked out only for the sections that somebody looks at."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from unstall.report.dossier import Dossier
from unstall.report.money import Takes, takes
from unstall.triage.reopen import Reopen, reopeners


@dataclass(frozen=True, slots=True)
class CloserLook:
    """What has been worked out so far; None for what has not."""

    reopened_by: Mapping[str, Reopen] | None = None
    """Closed strategy → what would open it again."""
    taken: Mapping[str, Takes] | None = None
    """Strategy → what it takes."""

    def wants(self, sections: Collection[str]) -> bool:
        """Something that these sections show has not been worked out."""
        return ("ruled-out" in sections and self.reopened_by is None) or (
            "takes" in sections and self.taken is None
        )

    def with_more(self, other: CloserLook) -> CloserLook:
        """Add what another look has found of the same session."""
        found = self.reopened_by if other.reopened_by is None else other.reopened_by
        return CloserLook(found, self.taken if other.taken is None else other.taken)


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
    return found
