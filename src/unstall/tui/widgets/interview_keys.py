"""What the last line of the interview says that the keys do, in each state of it."""

from __future__ import annotations

from collections.abc import Mapping

from unstall.questionnaire.questions import Depth, Question
from unstall.tui.widgets.key_line import KeyHint
from unstall.tui.writing import Edit


def asking_hints(
    keys: Mapping[str, str],
    question: Question | None,
    depth: Depth,
    *,
    locked: bool,
    can_confirm: bool | None = None,
) -> list[KeyHint]:
    """List the keys while a question is asked; don't know comes first, as it does on a call.

    Args:
        keys: Action id → key, as the user has it.
        question: The question on the card.
        depth: Quick or full.
        locked: Nothing can be changed.
        can_confirm: In a re-run, whether last time's answer can be confirmed here; None in a
            session that repeats none.
    """

    def key(action: str) -> str:
        return keys.get(action, "")

    answers: list[KeyHint] = []
    if question is not None and not locked:
        answers = [
            KeyHint(key("interview.unknown"), "don't know", "unknown", rank=0),
            KeyHint(f"1–{len(question.levels)}", "answer", rank=0),
            KeyHint(key("interview.not_applicable"), "n/a", "write('reason')", rank=1),
            KeyHint(key("interview.note"), "note", "write('note')", rank=1),
        ]
        if can_confirm is not None:
            rest = KeyHint(key("interview.confirm_rest"), "rest of section", "confirm_rest", rank=1)
            answers.insert(0, rest)
        if can_confirm:
            answers.insert(0, KeyHint(key("interview.enter"), "as last time", "enter", rank=0))
    move = f"{key('interview.down')}/{key('interview.up')}"
    other = "full" if depth == "quick" else "quick"
    return [
        *answers,
        KeyHint(move, "move", rank=1),
        KeyHint(key("interview.find"), "find", "find", rank=1),
        KeyHint(key("desk.verdict"), "verdict", "verdict", rank=1),
        KeyHint(key("interview.order"), "order", "order"),
        KeyHint(key("desk.plan"), "plan", "plan"),
        KeyHint(key("desk.facts"), "facts", "facts"),
        KeyHint(key("desk.depth"), other, "depth"),
        KeyHint(key("desk.undo"), "undo", "undo"),
        KeyHint(key("interview.back"), "back", "back"),
        KeyHint(key("interview.filter"), "list", "filter"),
        KeyHint(key("desk.home"), "home", "home"),
        KeyHint(key("app.help"), "help", "app.help", rank=0),
    ]


def writing_hints(edit: Edit) -> list[KeyHint]:
    """List the keys while something is written."""
    leave = "keep and leave" if edit.as_typed else "leave, keeping it for next time"
    choose = [KeyHint(f"1–{len(edit.choices)}", "choose", rank=0)] if edit.choices else []
    return [
        *choose,
        KeyHint("Enter", "keep", rank=0),
        KeyHint("Esc", leave, rank=0),
        KeyHint("Ctrl+J", "new line"),
    ]
