"""The question how soon something that is missing can be had."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unstall.errors import UnstallError
from unstall.questionnaire.conditions import HowSoon
from unstall.questionnaire.how_soon import HOW_SOON, how_soon_in_words, within
from unstall.questionnaire.questions import Question
from unstall.questionnaire.rules import Procedure
from unstall.report.phrases import capitalised
from unstall.session.edit import set_how_soon
from unstall.tui.desk import Desk
from unstall.tui.widgets.dialogs import Choice, Choose

if TYPE_CHECKING:
    from unstall.tui.app import UnstallApp

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


async def ask_how_soon(app: UnstallApp, desk: Desk, question: str) -> bool:
    """Ask it and record the answer; tells if anything was. Runs in a worker."""
    if desk.locked_because:
        app.say(desk.locked_because, severity="warning")
        return False
    questionnaire = desk.questionnaire
    said = desk.session.how_soon.get(question)
    missing = questionnaire.question_by_id[question]
    answer = await app.push_screen_wait(how_soon(questionnaire.procedure, missing, said))
    if answer is None:
        return False
    try:
        changed = set_how_soon(desk.session, questionnaire, question, answer)
    except UnstallError as error:
        app.say(str(error), severity="error")
        return False
    desk.change(changed, question)
    return True
