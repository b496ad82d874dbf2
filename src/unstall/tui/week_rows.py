"""The plan's board laid out as rows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from unstall.report.critical import Deciding
from unstall.tui.readout import point_rows
from unstall.tui.rows import Row, Span, Tone, row
from unstall.tui.wording.board import Board, Card, Week
from unstall.tui.wording.checkpoints import Checkpoint
from unstall.tui.wording.fitting import Fitting
from unstall.tui.wording.points import Point
from unstall.tui.wording.since import SINCE, Since

ABOUT = "about"
"""The row that unfolds what is to be known about the plan as a whole."""
FIT = "fit"
"""The row that unfolds whether the plan fits, and what would make it."""
CHAIN = "chain"
"""The row that unfolds which actions decide in turn when the plan gets there."""
AT_THE_TOP = (SINCE, ABOUT, FIT, CHAIN)

Details = Callable[[str], Iterable[Point]]
"""Gives what there is to say about an action or a checkpoint, by its id."""

_UNDER = 7
"""Cells by which details are moved in, so that they stand below the title."""


@dataclass(frozen=True, slots=True)
class Top:
    """What stands over the weeks."""

    board: Board
    fitting: Fitting
    deciding: Deciding | None
    since: Since | None
    late: str
    """How many actions should be over by now; empty if none."""
    away: str
    """The key that puts away what is new, as it is written."""


def top_rows(top: Top, unfolded: Collection[str], *, brief: bool = False) -> list[Row]:
    """Lay out what stands over the weeks, each a line that can be unfolded.

    Args:
        top: What is said.
        unfolded: The ids of what is unfolded.
        brief: Leave out what has little to do with the weeks, and cut lines that are folded.
    """
    rows: list[Row] = []
    if top.since is not None:
        line = _folded(SINCE, top.since.lead, unfolded, "accent", cut=brief)
        rows.append(replace(line, right=((f"{top.away} put away", "dim"),)))
        if SINCE in unfolded:
            for point in top.since.points:
                rows += point_rows(point, unfolded, indent=2)
            rows.append(row(""))
    if not brief:
        rows.append(_folded(ABOUT, top.board.summary, unfolded))
        rows += _under(ABOUT, top.board.about, unfolded)
    tone: Tone = "warn" if top.fitting.fits is False else "plain"
    rows.append(_folded(FIT, top.fitting.lead, unfolded, tone, cut=brief))
    rows += _under(FIT, top.fitting.said, unfolded)
    if top.deciding is not None:
        rows.append(_folded(CHAIN, top.deciding.lead, unfolded, cut=brief))
        rows += _under(CHAIN, [turn.text for turn in top.deciding.turns], unfolded)
    if top.late:
        rows.append(row(top.late, mark=("! ", "bad"), cut=brief))
    if top.board.caution and not brief:
        rows.append(row(top.board.caution, mark=("! ", "warn")))
    return rows


def _folded(
    id_: str, text: str, unfolded: Collection[str], tone: Tone = "plain", *, cut: bool = False
) -> Row:
    is_open = id_ in unfolded
    mark: Span = ("▾ " if is_open else "▸ ", "plain")
    return Row(((text, tone),), id=id_, mark=mark, cut=cut and not is_open)


def _under(id_: str, said: Iterable[str], unfolded: Collection[str]) -> list[Row]:
    return [row(text, "dim", indent=2) for text in said] if id_ in unfolded else []


def board_rows(board: Board, unfolded: Collection[str], details: Details) -> list[Row]:
    """Lay the weeks out; what is unfolded is shown under its action."""
    rows: list[Row] = []
    for week in board.weeks:
        rows += _week(week, unfolded, details)
    return rows


def end_rows(board: Board) -> list[Row]:
    """Lay out what is not in the plan and was decided about all the same."""
    rows: list[Row] = []
    if board.taken_out:
        rows += [row(""), row("Taken out of the plan", "strong", rule=True)]
        rows += [_out(one.id, "[–]", one.title, one.reason) for one in board.taken_out]
    if board.not_asked:
        rows += [row(""), row("Not asked for any more", "strong", rule=True)]
        rows.append(row(NOT_ASKED, "dim"))
        rows += [_out(one.id, "[·]", one.title, one.decided) for one in board.not_asked]
    return rows


NOT_ASKED = "Kept for the time when the answers ask for it again; nothing of it is in the plan."


def detail_rows(points: Iterable[Point], unfolded: Collection[str]) -> Iterator[Row]:
    """Lay out what is said about an action or a checkpoint, below its line."""
    for point in points:
        yield from point_rows(point, unfolded, indent=_UNDER)


def _week(week: Week, unfolded: Collection[str], details: Details) -> Iterator[Row]:
    yield row("")
    yield row(week.title, "strong", rule=True)
    if week.aim:
        yield row(week.aim, "dim")
    for card in week.cards:
        yield _card(card)
        if card.id in unfolded:
            yield from detail_rows(details(card.id), unfolded)
    for checkpoint in week.checkpoints:
        yield _checkpoint(checkpoint)
        if checkpoint.id in unfolded:
            yield from detail_rows(checkpoint.details, unfolded)


def _checkpoint(checkpoint: Checkpoint) -> Row:
    said: list[Span] = [(checkpoint.title, "strong"), (f"  {checkpoint.when}", "dim")]
    mark: Span = ("    ◆  ", "accent")
    if checkpoint.held:
        said.append((f"  {checkpoint.held}", "plain"))
        mark = ("    ◆✓ ", "plain")
    elif checkpoint.is_past:
        said.append(("  its day is past; t records it", "warn"))
        mark = ("    ◆! ", "warn")
    return Row(tuple(said), id=checkpoint.id, mark=mark)


def _card(card: Card) -> Row:
    box = "[✓]" if card.is_done else "[!]" if card.is_late else "[ ]"
    said: list[Span] = [(card.title, "dim" if card.is_done else "plain")]
    if card.waits_for:
        said.append((f"  waits for {', '.join(str(number) for number in card.waits_for)}", "dim"))
    if card.by_hand:
        said.append((f"  {card.by_hand}", "accent"))
    if card.has_note:
        said.append(("  note", "accent"))
    return Row(
        tuple(said),
        id=card.id,
        mark=(f"{card.number:>2} {box} ", "bad" if card.is_late else "plain"),
        right=((card.who, "plain" if card.is_named else "dim"), (f"{card.days:>7} d", "dim")),
    )


def _out(id_: str, box: str, title: str, why: str) -> Row:
    return Row(((f"{title}  ", "plain"), (why, "dim")), id=id_, mark=(f"   {box} ", "plain"))


def beside_rows(top: Top, cursor: str) -> tuple[str, list[Row]]:
    """Say in full what the cursor stands on, if not on an action, with a title for it."""
    due = next((c for w in top.board.weeks for c in w.checkpoints if c.id == cursor), None)
    if due is not None:
        return "Checkpoint", spaced(f"{due.title}, {due.when}", due.details)
    if cursor == FIT:
        return "Does it fit?", _spaced_texts(top.fitting.lead, *top.fitting.said)
    if cursor == CHAIN and top.deciding is not None:
        return "What decides the end", _spaced_texts(
            top.deciding.lead, *(turn.text for turn in top.deciding.turns)
        )
    if cursor.startswith(SINCE) and top.since is not None:
        return "Since you last looked", spaced(top.since.lead, top.since.points)
    return "In short", _spaced_texts(top.fitting.lead, *top.fitting.said, *top.board.about)


def spaced(title: str, points: Iterable[Point]) -> list[Row]:
    """Lay points out with room between them, under a title."""
    rows = [row(title, "strong"), row("")]
    for point in points:
        rows += [*point_rows(point, ()), row("")]
    return rows


def _spaced_texts(*texts: str) -> list[Row]:
    return [spaced_row for text in texts for spaced_row in (row(text), row(""))]


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
