"""Asking what was decided at a checkpoint and when, the same on every screen that records it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from unstall.errors import SessionError
from unstall.questionnaire.questions import Fact
from unstall.report.held import OUTCOMES
from unstall.report.phrases import capitalised
from unstall.report.sections.planned import KINDS
from unstall.session.fact_text import parse_fact
from unstall.session.follow import PlanToFollow, annotate_held, record_held, take_back_held
from unstall.session.models import CheckpointKind, Held, Session
from unstall.tui.country import day_in_field
from unstall.tui.screens.desk_screen import DeskScreen
from unstall.tui.widgets.dialogs import AskLine, AskText, Choice, Choose

NOT_HELD = "not-held"
RECORD_FIRST = "Record first that it was held: t does."

_DAY = Fact(
    id="day", kind="date", title="Day", prompt="On which day?", use="Dates it.", section="project"
)

Change = Callable[[Session], Session]


def day_typed(text: str) -> date:
    """Read a day as somebody typed it; raises `SessionError` for what is none."""
    day = parse_fact(_DAY, text)
    if not isinstance(day, date):
        raise SessionError("no day is written here", hint="Write one such as 20 November 2026.")
    return day


async def ask_held(
    screen: DeskScreen, plan: PlanToFollow, kind: CheckpointKind, held: Held | None
) -> Change | None:
    """Ask what was decided at a checkpoint, and when; gives what records it, None if left.

    Args:
        screen: Where it is asked.
        plan: Whose checkpoint it is.
        kind: Which checkpoint.
        held: What is recorded of it.
    """
    title = f"Checkpoint “{KINDS[kind].lower()}”"
    today = screen.desk.now().date()
    back = [Choice(NOT_HELD, "It was not held")] if held else []
    outcome = await screen.app.push_screen_wait(
        Choose(
            f"{title}: what was decided?",
            (*(Choice(id_, capitalised(words)) for id_, words in OUTCOMES.items()), *back),
            selected=held.outcome if held else None,
        )
    )
    if outcome is None:
        return None
    if outcome == NOT_HELD:
        return lambda session: take_back_held(session, plan, kind)

    def check(text: str) -> None:
        record_held(screen.desk.session, plan, kind, outcome, day_typed(text), today=today)

    typed = await screen.app.push_screen_wait(
        AskLine(
            "When was it held?",
            value=day_in_field(held.on if held else today, screen.unstall.locale),
            hint=title,
            draft=f"held/{kind}",
            check=check,
        )
    )
    if typed is None:
        return None
    on = day_typed(typed)
    return lambda session: record_held(session, plan, kind, outcome, on, today=today)


async def ask_held_note(
    screen: DeskScreen, plan: PlanToFollow, kind: CheckpointKind, held: Held
) -> Change | None:
    """Ask for a note on a checkpoint that was held; gives what records it, None if left."""
    note = await screen.app.push_screen_wait(
        AskText("Note", value=held.note or "", hint=KINDS[kind], draft=f"held-note/{kind}")
    )
    return None if note is None else lambda session: annotate_held(session, plan, kind, note)
