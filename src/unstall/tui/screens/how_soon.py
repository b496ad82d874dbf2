"""The question how soon something that is missing can be had."""

from __future__ import annotations

from unstall.questionnaire.conditions import HowSoon
from unstall.questionnaire.how_soon import HOW_SOON, how_soon_in_words, within
from unstall.questionnaire.questions import Question
from unstall.questionnaire.rules import Procedure
from unstall.report.phrases import capitalised
from unstall.tui.widgets.dialogs import Choice, Choose

UNKNOWN = Choice("unknown", "Nobody has said; use what is usual")


def how_soon(procedure: Procedure, question: Question, said: HowSoon | None) -> Choose:
    """Make the dialogue; it gives the id of a choice, or None if nothing was chosen.

    Args:
        procedure: The questionnaire's, which gives every answer its weeks.
        question: What is missing.
        said: What was said before; None if nothing was.
    """
    times = [Choice(soon, capitalised(how_soon_in_words(procedure, soon))) for soon in HOW_SOON]
    return Choose(
        f"{question.short}: how soon can it be had?",
        (*times, UNKNOWN),
        hint=f"What can be had {within(procedure.open_within_weeks)} may stay a condition; what "
        "takes longer means a pause, and what cannot be had closes the way.",
        selected=said or UNKNOWN.id,
    )
