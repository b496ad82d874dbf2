"""The question how soon something that is missing can be had."""

from __future__ import annotations

from unstall.questionnaire.conditions import HowSoon
from unstall.questionnaire.questions import Question
from unstall.tui.widgets.dialogs import Choice, Choose

SOON = (
    Choice("2w", "Within 2 weeks"),
    Choice("12w", "Within 12 weeks"),
    Choice("cannot", "It cannot be had"),
    Choice("unknown", "Nobody has said; use what is usual"),
)


def how_soon(question: Question, said: HowSoon | None) -> Choose:
    """Make the dialogue; it gives the id of a choice, or None if nothing was chosen.

    Args:
        question: What is missing.
        said: What was said before; None if nothing was.
    """
    return Choose(
        f"{question.short}: how soon can it be had?",
        SOON,
        hint="What can be had within 2 weeks may stay a condition; what takes longer "
        "means a pause, and what cannot be had closes the way.",
        selected=said or "unknown",
    )
