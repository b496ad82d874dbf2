"""What the form of facts says: a line per field, and what is known about the one at hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from unstall.report.phrases import sentence
from unstall.tui.form import Field
from unstall.tui.rows import Row, Span, Tone, row
from unstall.tui.text import short

_LABEL = 29
"""Cells of a field's name."""
LAST_TIME = "last time"
_WIDEST_SHARE = 0.45
"""How much of a narrow line the name may take."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Something typed that was not taken; it is kept so that it can be put right."""

    typed: str
    why: str
    """A sentence or two."""


def form_rows(fields: Sequence[Field], refused: Mapping[str, Refused], width: int) -> list[Row]:
    """Lay the form out: headings, and a line for each field."""
    label = min(_LABEL, int(width * _WIDEST_SHARE))
    rows: list[Row] = []
    group = ""
    for field in fields:
        if field.group != group:
            group = field.group
            rows += [*([row("")] if rows else []), Row(((group, "strong"),), rule=True)]
        rows.append(_field_row(field, refused.get(field.id), label))
    return rows


def _field_row(field: Field, refused: Refused | None, label: int) -> Row:
    name = short(field.label, label)
    name += " " * (label + 1 - cell_len(name))
    mark: Span = ("· ", "dim")
    value: Span = ("", "plain")
    tone: Tone = "plain"
    right: tuple[Span, ...] = ()
    more: tuple[Span, ...] = ()
    if refused:
        mark, value = ("✗ ", "bad"), (refused.typed or "blank", "bad")
    elif field.text:
        became = "✓ " if not field.last else "= " if field.is_as_last else "≠ "
        mark, value = (became, "warn" if became == "≠ " else "good"), (field.shown, "plain")
        if became == "≠ ":
            more = ((f"   {LAST_TIME} {field.last}", "dim"),)
    elif field.last:
        tone, value = "dim", (f"{LAST_TIME} {field.last}", "dim")
    else:
        tone = "dim"
        right = ((_wanted(field), "dim"),) if _wanted(field) else ()
    return Row(
        ((name, tone), value, *more),
        id=field.id,
        mark=mark,
        right=right,
        cut=True,
    )


def _wanted(field: Field) -> str:
    if field.is_worked_out:
        return "worked out"
    if field.is_quick:
        return "quick call"
    return "wanted" if field.is_needed else ""


def about(field: Field, refused: Refused | None, *, is_writing: bool) -> list[Row]:
    """Say what the field at hand asks, what it is for, and how to fill it in."""
    # While one writes, what is accepted matters more than what it is for.
    rows = [row(field.prompt, "strong"), *([] if is_writing else [row(field.use, "dim")])]
    if field.is_worked_out:
        return [*rows, row("It is worked out from the other fields.", "dim")]
    if field.choices:
        rows += [_choice_row(number, *c, field) for number, c in enumerate(field.choices, start=1)]
    elif not is_writing:
        value = refused.typed if refused else field.shown
        rows.append(row(value, "bad" if refused else "plain") if value else row("blank", "dim"))
    if field.last and not field.is_as_last:
        was = sentence(f"{LAST_TIME.capitalize()}: {field.last}")
        rows.append(row(f"{was} {field.since}".strip(), "dim"))
    elif field.is_as_last:
        rows.append(row(f"As last time. {field.since}".strip(), "dim"))
    if refused:
        rows.append(row(f"✗ Not saved: {refused.why}", "bad"))
    elif is_writing:
        rows.append(row(field.accepts, "dim"))
    return rows


def _choice_row(number: int, choice: str, label: str, field: Field) -> Row:
    is_chosen = field.text == choice
    mark = f"{number} {'(•)' if is_chosen else '( )'} "
    return Row(((label, "strong" if is_chosen else "plain"),), mark=(mark, "accent"))


def keys(field: Field, *, is_writing: bool, locked: bool, again: tuple[str, str] = ("", "")) -> str:
    """Name the keys that matter for the field at hand.

    Args:
        field: The field.
        is_writing: It is open to be written in.
        locked: Nothing can be changed.
        again: The keys that take over what it held the last time, and what is left of its part.
    """
    confirm, rest = again
    if locked:
        return ""
    if is_writing:
        end = "F2 or Tab" if field.is_on_lines else "Enter"
        return f"{end} saves and goes on · Esc saves and leaves the field"
    if field.is_worked_out:
        return ""
    chosen = bool(field.choices)
    chooses = f"1–{len(field.choices)} chooses and goes on"
    if field.can_confirm:
        return f"{confirm} as last time · {rest} the rest · {chooses if chosen else 'Enter writes'}"
    if chosen:
        return f"{chooses} · Backspace makes it blank"
    return "Enter writes · Backspace makes it blank"


def nothing_to_confirm(field: Field) -> str:
    """Say why last time's value cannot be taken over here."""
    if field.is_worked_out:
        return "This is worked out from the other fields."
    if not field.last:
        return "Nothing from last time can be confirmed here."
    return "It is as it was last time." if field.is_as_last else "Something else stands here now."
