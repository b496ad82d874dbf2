"""The plan's board laid out as rows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from unstall.tui.readout import point_rows
from unstall.tui.rows import Row, Span, row
from unstall.tui.wording.board import Board, Card, TakenOut, Week
from unstall.tui.wording.points import Point

ABOUT = "about"
"""The row that unfolds what is to be known about the plan as a whole."""

Details = Callable[[str], Iterable[Point]]
"""Gives what there is to say about an action, by its id."""


def board_rows(board: Board, unfolded: Collection[str], details: Details) -> list[Row]:
    """Lay the board out; what is unfolded is shown under its action."""
    open_ = ABOUT in unfolded
    rows = [Row(((board.summary, "plain"),), id=ABOUT, mark=("▾ " if open_ else "▸ ", "plain"))]
    if open_:
        rows += [row(text, "dim", indent=2) for text in board.about]
    if board.caution:
        rows.append(row(board.caution, mark=("! ", "warn")))
    for week in board.weeks:
        rows += _week(week, unfolded, details)
    if board.taken_out:
        rows += [row(""), row("Taken out of the plan", "strong", rule=True)]
        rows += [_taken_out(action) for action in board.taken_out]
    return rows


def _week(week: Week, unfolded: Collection[str], details: Details) -> Iterator[Row]:
    yield row("")
    yield row(week.title, "strong", rule=True)
    if week.aim:
        yield row(week.aim, "dim")
    for card in week.cards:
        yield _card(card)
        if card.id in unfolded:
            for point in details(card.id):
                yield from point_rows(point, unfolded, indent=7)
    for checkpoint in week.checkpoints:
        yield row(checkpoint, mark=("» ", "accent"))


def _card(card: Card) -> Row:
    said: list[Span] = [(card.title, "dim" if card.is_done else "plain")]
    if card.waits_for:
        said.append((f"  waits for {', '.join(str(number) for number in card.waits_for)}", "dim"))
    if card.has_note:
        said.append(("  note", "accent"))
    return Row(
        tuple(said),
        id=card.id,
        mark=(f"{card.number:>2} {'[✓]' if card.is_done else '[ ]'} ", "plain"),
        right=((card.who, "plain" if card.is_named else "dim"), (f"{card.days:>7} d", "dim")),
    )


def _taken_out(action: TakenOut) -> Row:
    return Row(
        ((f"{action.title}  ", "plain"), (action.reason, "dim")),
        id=action.id,
        mark=("   [–] ", "plain"),
    )


def document_rows(text: str) -> list[Row]:
    """Lay a Markdown document out as it will be written, headings told apart."""
    return [row(line, "strong" if line.startswith("#") else "plain") for line in text.splitlines()]


def line_of_week(text: str, title: str) -> int | None:
    """Find the line of a document at which a week begins; None if it is not there."""
    wanted = _letters(title)
    return next(
        (
            number
            for number, line in enumerate(text.splitlines())
            if line.startswith("#") and _letters(line) == wanted
        ),
        None,
    )


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())
