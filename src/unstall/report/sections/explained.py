"""Answers that moved in words, each with the actions that may have moved it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from unstall.compare.followed import BETTER, ExplainedMove, FollowThrough
from unstall.compare.models import Direction
from unstall.report.blocks import Block, Section, Span, bullets, line, paragraph, strong, table
from unstall.report.compared import Compared, stood
from unstall.report.phrases import capitalised, in_words, listed, quoted

MOST_ALSO = 3
NO_PLAN = "There was no plan then that could have moved them."
_BETTER = "Better than then, and no action of the plan was about it."
_LEARNED = "Nobody knew then, it is known now, and no action of the plan was about it."
_DOWN = "Worse than then, and no action explains a fall: ask what happened."
_LOST = "Known then, and not now: ask who knew."
_ASKED = "Known now because it was asked, and was not then."
_OTHER = "Asked, or applying, on one of the two days only."
_UNEXPLAINED: Mapping[Direction, str] = {
    "up": _BETTER,
    "learned": _LEARNED,
    "down": _DOWN,
    "lost": _LOST,
}


def moves_explained(told: Compared, *, in_full: bool) -> Section:
    """Compose every answer that moved, those first that an action may have moved.

    Args:
        told: The comparison, with what became of the plan.
        in_full: With both levels in words; otherwise they stand elsewhere, and what no action can
            explain nor leave unexplained is left out.
    """
    title = "Answers that moved, and what may have moved them"
    found = told.followed
    if found is None:
        return Section("explained", title)
    explained = [move for move in found.moves if _may_be_explained(move)]
    rest: dict[str, list[ExplainedMove]] = {}
    for move in found.moves:
        if move not in explained:
            rest.setdefault(_group(found, move), []).append(move)
    order = (_DOWN, _LOST, _BETTER, _LEARNED, NO_PLAN, _ASKED, _OTHER)
    groups = [(lead, rest[lead]) for lead in order if lead in rest]
    if in_full:
        blocks = (*_table(found, explained, in_full=True), *_in_full(groups))
    else:
        blocks = (*_table(found, explained, in_full=False), *_in_short(groups))
    return Section("explained", title, blocks)


def _may_be_explained(move: ExplainedMove) -> bool:
    # What nobody was asked then is known now because it was asked, unless something was done.
    return bool(move.by or (move.perhaps and move.then.state != "unanswered"))


def _group(found: FollowThrough, move: ExplainedMove) -> str:
    if move.moved == "learned" and move.then.state == "unanswered":
        return _ASKED
    if found.strategy is None and move.moved in BETTER:
        return NO_PLAN
    return _UNEXPLAINED.get(move.moved, _OTHER)


def _table(
    found: FollowThrough, moves: Sequence[ExplainedMove], *, in_full: bool
) -> tuple[Block, ...]:
    if not in_full:
        return table(
            "Question 4 | What may have moved it 10",
            *((strong(move.title), explanation(found, move)) for move in moves),
        )
    return table(
        "Question 3 | Then 5 | Now 5 | What may have moved it 5",
        *((*_sides(move), explanation(found, move)) for move in moves),
    )


def _sides(move: ExplainedMove) -> tuple[Span, str, str]:
    return (
        strong(move.title),
        capitalised(stood(move.then, is_now=False)),
        capitalised(stood(move.now, is_now=True)),
    )


def _in_full(groups: Sequence[tuple[str, list[ExplainedMove]]]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for lead, moves in groups:
        blocks.append(paragraph(strong(lead)))
        blocks += table("Question 3 | Then 6 | Now 6", *map(_sides, moves))
    return tuple(blocks)


def _in_short(groups: Sequence[tuple[str, list[ExplainedMove]]]) -> tuple[Block, ...]:
    return bullets(
        *(
            line(strong(lead), f" {'; '.join(move.title for move in moves)}.")
            for lead, moves in groups
            if lead not in {_ASKED, _OTHER}
        )
    )


def explanation(found: FollowThrough, move: ExplainedMove) -> str:
    """Say which action may have moved an answer, or that none was about it."""
    if move.by:
        return f"Done: {_titles(found, move.by)}."
    if move.perhaps:
        return f"Not recorded as done: {_titles(found, move.perhaps)}."
    if move.moved in BETTER and found.strategy is None:
        return "There was no plan."
    return _ALONE.get(move.moved, "–")


_ALONE: Mapping[Direction, str] = {
    "up": "No action of the plan was about it.",
    "learned": "No action of the plan was about it.",
    "down": "No action explains a fall: ask what happened.",
    "lost": "It was known then: ask who knew.",
}


def _titles(found: FollowThrough, ids: Sequence[str]) -> str:
    titles = [quoted(found.action(id_).title) for id_ in ids]
    more = len(titles) - MOST_ALSO
    shown = titles[:MOST_ALSO]
    return listed([*shown, f"{in_words(more)} more"] if more > 0 else shown)
