"""What a group's band is called while answers are missing: the same words in every place.

The band itself goes by the low end. Called by it alone, a group of which little is known would be
called bad; so the words say what every answer still to come leaves true.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from unstall.questionnaire.models import Questionnaire
    from unstall.triage.readiness import Readiness

TOO_EARLY = "too early to say"


def band_words(questionnaire: Questionnaire, measured: Readiness) -> str:
    """Name the band if every answer still to come leaves it, else the lowest that it can be."""
    bands = questionnaire.bands
    worst, best = (
        next(rank for rank, band in enumerate(bands) if band.below is None or end < band.below)
        for end in (measured.low, measured.high)
    )
    if measured.blocked_by:
        capped = [band.id for band in bands].index(questionnaire.procedure.band_when_blocked)
        worst, best = min(worst, capped), min(best, capped)
    if best == worst:
        return bands[worst].title
    return f"{bands[worst].title} or better" if worst else TOO_EARLY
