"""What the answers amount to, as text for a person at a terminal: plain, calm, 80 columns wide.

One line says what to do and how firmly that stands; the reasons follow in the words of the answers.
All views on the answers are there; in full each says all that it holds. The same session always
gives the same text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from unstall.bands import band_words
from unstall.commands.columns import wrapped
from unstall.commands.reason_words import (
    Part,
    listed_under,
    reason_parts,
    under_the_verdict,
    verdict_line,
)
from unstall.report.asking import why_ask
from unstall.report.dossier import Dossier
from unstall.report.money import takes
from unstall.report.phrases import capitalised, joined, sentence
from unstall.report.votes_phrases import (
    BEARINGS,
    gap_in_words,
    pattern_in_words,
    recorded_in_words,
    verdicts_alone,
)
from unstall.triage.ask_next import facts_for_gates
from unstall.triage.findings import Blocker
from unstall.triage.lenses import out_of_the_way
from unstall.triage.readiness import Readiness

MOST_NAMED = 12
"""How many of the things that stand in the way are named in one line."""
FIRST_NAMED = 3
"""How many of anything are named where not all is said."""

_BLOCKS = {"start": "Before money is committed", "launch": "Before it goes live"}
_WAITING = " Ways forward hang on it."
_NARROWEST = 40


def score_words(dossier: Dossier, *, width: int = 80, full: bool = False) -> str:
    """Write the score of a session, in lines of at most `width` columns (at least 40).

    Args:
        dossier: Whose score it is.
        width: Columns.
        full: Everything that each view holds; otherwise what comes first in each, which makes
            about two screens.
    """
    return "\n".join(_Words(dossier, max(width, _NARROWEST), full=full).lines())


class _Words:
    def __init__(self, dossier: Dossier, width: int, *, full: bool) -> None:
        self._dossier = dossier
        self._questionnaire = dossier.questionnaire
        self._triage = dossier.triage
        self._decision = dossier.triage.decision
        self._width = width
        self._full = full

    def lines(self) -> Iterator[str]:
        yield from self._paragraph(self._head())
        yield ""
        yield from self._paragraph(verdict_line(self._dossier, self._dossier.outlook.standing.word))
        yield from self._paragraph(under_the_verdict(self._dossier))
        signs = (sign.text for sign in self._triage.warning_signs)
        asked = (found.ask for found in self._triage.contradictions)
        rest: tuple[Part, ...] = (
            ("Ask next", self._ask_next()),
            ("What each way takes", self._worth()),
            ("Readiness", self._readiness()),
            ("Checklist", self._checklist()),
            ("Causes found", self._first(self._causes())),
            ("Warning signs", self._first(signs)),
            ("Does not go together; ask", self._first(asked)),
            ("To find out", self._first(self._gaps())),
            ("Where the room disagreed", self._disagreement()),
        )
        for title, items in (*reason_parts(self._dossier, full=self._full), *rest):
            yield from listed_under(title, items, self._width)
        if not self._full:
            yield ""
            yield "All of it: unstall score --full."

    def _first(self, items: Iterable[str]) -> Iterator[str]:
        """Give all items in full, otherwise the first, and the number of the others."""
        found = list(items)
        shown = found if self._full else found[:FIRST_NAMED]
        yield from shown
        if len(found) > len(shown):
            yield f"and {len(found) - len(shown)} more."

    def _paragraph(self, text: str) -> Iterator[str]:
        yield from wrapped(text, self._width)

    def _head(self) -> str:
        session = self._dossier.session
        parts = [session.project, session.client, f"{session.depth} triage", str(session.assessed)]
        if session.closed:
            parts.append("closed")
        return " · ".join(part for part in parts if part)

    def _ask_next(self) -> Iterator[str]:
        for asked in self._dossier.outlook.ask_next[:1]:
            why = why_ask(self._questionnaire, asked)[0]
            yield sentence(f"{self._dossier.short(asked.question)}: {why}")
        for fact in facts_for_gates(self._dossier.engine, self._triage):
            yield f"{self._questionnaire.fact_by_id[fact].prompt}{_WAITING}"

    def _worth(self) -> Iterator[str]:
        if self._decision.strategy is None:
            return
        missing: dict[str, None] = {}
        for strategy in self._questionnaire.strategies:
            found = takes(self._dossier, strategy)
            parts = [
                found.time,
                found.effort,
                f"the work {found.cost}" if found.cost else None,
                f"waiting meanwhile {found.delay}" if found.delay else None,
            ]
            missing.update(dict.fromkeys(found.missing))
            yield f"{strategy.title}: {', '.join(part for part in parts if part)}."
        if missing:
            titles = [self._questionnaire.fact_by_id[fact].title for fact in missing]
            yield f"Not given: {'; '.join(titles)}."

    def _readiness(self) -> Iterator[str]:
        views = dict.fromkeys(group.view for group in self._questionnaire.groups)
        for view in ("sections", *views):
            found = self._triage.of_view(view)
            if self._full or view == "sections":
                yield from map(self._group, found)
            else:
                each = "; ".join(f"{group.title} {self._span(group)}" for group in found)
                yield f"{capitalised(view)}: {each}."

    def _group(self, group: Readiness) -> str:
        known = round(group.coverage * 100)
        if not known:
            return f"{group.title}: nothing known yet"
        words = band_words(self._questionnaire, group)
        return f"{group.title}: {self._span(group)} of 100, {words}, {known}% known"

    def _span(self, group: Readiness) -> str:
        low, high = round(group.low * 100), round(group.high * 100)
        return f"{low}" if low == high else f"{low} to {high}"

    def _checklist(self) -> Iterator[str]:
        """Say of what could stop a start or a launch how it stands."""
        for blocks, when in _BLOCKS.items():
            found = [b for b in self._triage.blockers if b.blocks == blocks]
            clear = [
                other.question.short
                for other in out_of_the_way(self._dossier.engine, self._triage)
                if other.blocks == blocks
            ]
            states = {
                "in the way": [b.question.short for b in found if b.certain and not b.accepted],
                "accepted by name": [b.question.short for b in found if b.accepted],
                "not known yet": [b.question.short for b in found if not b.certain],
                "clear": clear,
            }
            if self._full:
                yield from (self._in_the_way(when, b) for b in found if b.certain)
                listed = ("not known yet", "clear")
                yield from (
                    f"{when}, {state}: {'; '.join(states[state])}."
                    for state in listed
                    if states[state]
                )
            elif any(states.values()):
                counts = [f"{len(named)} {state}" for state, named in states.items() if named]
                first = states["in the way"]
                named = f". In the way: {joined(first, MOST_NAMED)}" if first else ""
                yield f"{when}: {', '.join(counts)}{named}."

    def _in_the_way(self, when: str, blocker: Blocker) -> str:
        level = self._dossier.label(blocker.question.id, 0)
        accepted = " Accepted by name." if blocker.accepted else ""
        return f"{when} · {blocker.question.short}: {level}{accepted}"

    def _causes(self) -> Iterator[str]:
        for found in self._triage.causes:
            evidence = "; ".join(map(self._dossier.short, found.evidence))
            short = f" {sentence(found.cause.short)}" if self._full else ""
            yield f"{sentence(found.cause.title)}{short} Shown by: {evidence}."

    def _disagreement(self) -> Iterator[str]:
        """Say what is contested, which roles lie apart, and each role's own verdict."""
        discussion = self._dossier.discussion
        for voted in discussion.voted:
            gap = voted.tally.role_gap
            if voted.is_contested or gap:
                apart = sentence(gap_in_words(self._questionnaire, gap)) if gap else ""
                said = f"{pattern_in_words(voted.tally)}. {apart} {recorded_in_words(voted)}"
                yield f"{voted.question.short}: {said}"
        if discussion.queue:
            yield BEARINGS[discussion.bearing]
        if discussion.alone:
            yield verdicts_alone(discussion)

    def _gaps(self) -> Iterator[str]:
        for gap in self._triage.gaps:
            answer = self._dossier.answer(gap.question.id)
            waiting = _WAITING if gap.for_gates else ""
            if answer.ask:
                yield f"{gap.question.short}: {sentence(answer.ask)}{waiting}"
            else:
                asked = "nobody knew" if gap.asked else "not asked yet"
                whom = self._dossier.whom(gap.question.id)
                yield f"{gap.question.short}: {asked}; ask {whom}.{waiting}"
