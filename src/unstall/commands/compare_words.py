"""What moved between two sessions, as text for a person at a terminal: plain, 80 columns wide.

Both recommendations first, then what accounts for the change, then what moved. The same two
sessions always give the same text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from unstall.commands.columns import wrapped
from unstall.commands.reason_words import listed_under
from unstall.compare.models import CauseMove, GroupMove, Moved, NotCompared, VerdictOf
from unstall.overview import STANDING_WORDS
from unstall.report.blocks import Block, Bullets, Line, Paragraph
from unstall.report.compared import (
    REMARKS,
    Compared,
    fact_rows,
    facts_waiting,
    progress_in_words,
    stated,
    stood,
)
from unstall.report.dossier import Dossier
from unstall.report.phrases import capitalised, clause, sentence
from unstall.report.sections.compared_method import what_can_be_compared
from unstall.report.sections.compared_moves import (
    CAUSES,
    FACTS_WAITING,
    LEFT_OUT,
    WAITING,
    moved_by_way,
    what_moved,
)
from unstall.report.sections.compared_verdict import in_the_way, lead, moves_in_short
from unstall.report.sections.compared_why import why

_NARROWEST = 40


def compare_words(told: Compared, *, width: int = 80) -> str:
    """Write what moved between two sessions, in lines of at most `width` columns (at least 40)."""
    return "\n".join(_Words(told, max(width, _NARROWEST)).lines())


class _Words:
    def __init__(self, told: Compared, width: int) -> None:
        self._told = told
        self._comparison = told.comparison
        self._width = width

    def lines(self) -> Iterator[str]:
        yield from self._paragraph(self._head())
        for remark in self._comparison.remarks:
            yield ""
            yield from self._paragraph(REMARKS[remark])
        yield ""
        yield from self._paragraph(lead(self._told))
        yield from self._paragraph(moves_in_short(self._told))
        yield from self._listed("Then and now", self._verdicts())
        because = why(self._told)
        if not because.is_empty:
            yield from self._blocks(because.title, because.blocks)
        yield from self._listed("What was and is in the way", map(_plain, in_the_way(self._told)))
        for _, title, moved in moved_by_way(self._told):
            yield from self._listed(title, map(_moved, moved))
        waiting = [m.question.short for m in self._comparison.moved if m.is_waiting]
        yield from self._listed(WAITING, ["; ".join(waiting)] if waiting else [])
        left_out = [m.question.short for m in self._comparison.moved if m.is_left_out]
        yield from self._listed(LEFT_OUT, ["; ".join(left_out)] if left_out else [])
        facts = (f"{title}: {then}; now {now}." for title, then, now in fact_rows(self._told))
        yield from self._listed("Facts", facts)
        open_facts = [fact.title for fact in facts_waiting(self._told)]
        yield from self._listed(FACTS_WAITING, ["; ".join(open_facts)] if open_facts else [])
        yield from self._readiness()
        yield from self._listed("Causes", map(self._cause, self._comparison.causes))
        yield from self._listed("What can be compared", [what_can_be_compared(self._told)])
        yield from self._others()

    def _paragraph(self, text: str) -> Iterator[str]:
        yield from wrapped(text, self._width)

    def _listed(self, title: str, items: Iterable[str]) -> Iterator[str]:
        yield from listed_under(title, items, self._width)

    def _blocks(self, title: str, blocks: Iterable[Block]) -> Iterator[str]:
        yield ""
        yield from self._paragraph(title)
        for block in blocks:
            match block:
                case Paragraph(line=text):
                    yield from wrapped(_plain(text), self._width, first="  ", rest="  ")
                case Bullets(items=items):
                    for item in items:
                        yield from wrapped(_plain(item), self._width, first="  - ", rest="    ")

    def _head(self) -> str:
        session = self._comparison.now.session
        parts = (session.project, session.client, self._told.days)
        return " · ".join(part for part in parts if part)

    def _verdicts(self) -> Iterator[str]:
        told, verdicts = self._told, self._comparison.verdicts
        yield _verdict("Then", told.then, verdicts.then)
        newer = verdicts.then_by_newer
        if newer and newer.outcome != verdicts.then.outcome:
            yield _verdict("Then, by the rules of today", told.rules, newer)
        yield _verdict("Now", told.now, verdicts.now)

    def _readiness(self) -> Iterator[str]:
        views = dict.fromkeys(group.view for group in self._comparison.groups)
        for view in ["sections"] if self._told.is_quick else views:
            title = f"{capitalised(view)}, then and now"
            yield from self._listed(title, map(self._group, self._comparison.of_view(view)))

    def _group(self, group: GroupMove) -> str:
        then, now = self._told.band(group.then), self._told.band(group.now)
        bands = f"{then}, now {now}" if then != now else f"{then} both times"
        moved = what_moved(self._told, group) or "Nothing moved."
        way = f" Towards the plan: {progress_in_words(group.progress)}." if group.progress else ""
        return f"{group.title}: {bands}. {moved}{way}"

    def _cause(self, move: CauseMove) -> str:
        return f"{move.cause.title}: {CAUSES[move.direction]}."

    def _others(self) -> Iterator[str]:
        found = self._comparison
        if found.versions is None:
            return
        yield from self._listed("Added since", (_other(o, is_now=True) for o in found.added))
        yield from self._listed("Removed since", (_other(o, is_now=False) for o in found.removed))
        for title, listed in (
            ("Other levels than then", found.rescaled),
            ("Asked again, since the levels changed", found.ask_again),
        ):
            yield from self._listed(title, (f"{one.question.short}." for one in listed))


def _verdict(when: str, dossier: Dossier, of: VerdictOf) -> str:
    title = capitalised(dossier.title_of(*of.outcome))
    standing = f" · {STANDING_WORDS[of.standing]}" if of.standing and of.strategy else ""
    recorded = ", as recorded" if of.recorded else ""
    conditions = "; ".join(clause(dossier.gate_text(condition)) for condition in of.conditions)
    on = f", on condition that {conditions}" if conditions else ""
    return f"{when}: {title}{on}{standing}{recorded}."


def _moved(moved: Moved) -> str:
    then = stated(stood(moved.then, is_now=False))
    return f"{moved.question.short}: {then} Now: {stated(stood(moved.now, is_now=True))}"


def _other(one: NotCompared, *, is_now: bool) -> str:
    because = f" {sentence(one.because)}" if one.because else ""
    return f"{one.question.short}: {stated(stood(one.stood, is_now=is_now))}{because}"


def _plain(line: Line) -> str:
    return "".join(span.text for span in line)
