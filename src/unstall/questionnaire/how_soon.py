"""How soon a missing thing can be had, in words, with the weeks that the questionnaire gives it."""

from __future__ import annotations

from typing import get_args

from unstall.questionnaire.conditions import HowSoon
from unstall.questionnaire.rules import Procedure

HOW_SOON: tuple[HowSoon, ...] = get_args(HowSoon)
"""What can be said, the soonest first."""


def how_soon_in_words(procedure: Procedure, said: HowSoon | None) -> str:
    """Write it so that it can stand after "it can be had": "within 2 weeks", "not at all"."""
    if said is None:
        return "not said"
    return "not at all" if said == "cannot" else within(procedure.how_soon_weeks[said])


def within(weeks: int) -> str:
    """Write a time in weeks: "within 1 week", "within 12 weeks"."""
    return f"within {weeks} {'week' if weeks == 1 else 'weeks'}"
