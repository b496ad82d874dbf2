"""What the answers amount to, as text for a person at a terminal: plain, calm, 80 columns wide.

One line says what to do and how firmly that stands; the reasons follow in the words of the answers.
The same session always gives the same text.
"""

from __future__ import annotations

from collections.abc import Iterator

from unstall.commands.columns import wrapped
from unstall.commands.reason_words import (
    Part,
    listed_under,
    reason_parts,
    under_the_verdict,
    verdict_line,
)
from unstall.report.dossier import Dossier
from unstall.report.money import takes
from unstall.report.phrases import sentence
from unstall.triage.ask_next import WhyAsk, facts_for_gates

MOST_NAMED = 12
"""How many of the things to find out, and of possible blockers, are named."""

_SINCE: dict[WhyAsk, str] = {
    "gate": "a gate waits for it",
    "floor": "a recommendation needs so many answers",
    "verdict": "it could change the verdict",
    "margin": "it narrows the gap most",
    "coverage": "more would be known",
}
_NARROWEST = 40


def score_words(dossier: Dossier, *, width: int = 80) -> str:
    """Write the whole score of a session, in lines of at most `width` columns (at least 40)."""
    return "\n".join(_Words(dossier, max(width, _NARROWEST)).lines())


class _Words:
    def __init__(self, dossier: Dossier, width: int) -> None:
        self._dossier = dossier
        self._questionnaire = dossier.questionnaire
        self._triage = dossier.triage
        self._decision = dossier.triage.decision
        self._width = width

    def lines(self) -> Iterator[str]:
        yield from self._paragraph(self._head())
        yield ""
        yield from self._paragraph(verdict_line(self._dossier, self._dossier.outlook.standing.word))
        yield from self._paragraph(under_the_verdict(self._dossier))
        rest: tuple[Part, ...] = (
            ("Ask next", self._ask_next()),
            ("What each way takes", self._worth()),
            ("Readiness", self._readiness()),
            ("Blockers", self._blockers()),
            ("Causes found", self._causes()),
            ("Warning signs", (sign.text for sign in self._triage.warning_signs)),
            ("Does not go together; ask", (c.ask for c in self._triage.contradictions)),
            ("To find out", self._gaps()),
        )
        for title, items in (*reason_parts(self._dossier), *rest):
            yield from listed_under(title, items, self._width)

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
            short = self._dossier.short(asked.question)
            yield f"{short} ({asked.question}), since {_SINCE[asked.because]}."
        for fact in facts_for_gates(self._dossier.engine, self._triage):
            yield f"{self._questionnaire.fact_by_id[fact].prompt} ({fact}) A gate waits for it."

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
        for fact in missing:
            yield f"Not given: {self._questionnaire.fact_by_id[fact].title}."

    def _readiness(self) -> Iterator[str]:
        for group in self._triage.of_view("sections"):
            low, high = round(group.low * 100), round(group.high * 100)
            span = f"{low}" if low == high else f"{low} to {high}"
            known = round(group.coverage * 100)
            if known:
                yield f"{group.title}: {span} of 100, {group.band.title}, {known}% known"
            else:
                yield f"{group.title}: nothing known yet"

    def _blockers(self) -> Iterator[str]:
        words = {"start": "Before money is committed", "launch": "Before it goes live"}
        certain = [blocker for blocker in self._triage.blockers if blocker.certain]
        for blocker in sorted(certain, key=lambda b: list(words).index(b.blocks)):
            level = self._dossier.label(blocker.question.id, 0)
            accepted = " Accepted by name." if blocker.accepted else ""
            yield f"{words[blocker.blocks]} · {blocker.question.short}: {level}{accepted}"
        possible = [b.question.short for b in self._triage.blockers if not b.certain]
        if possible:
            more = len(possible) - MOST_NAMED
            rest = f"; and {more} more" if more > 0 else ""
            yield f"Not known yet, and could block: {'; '.join(possible[:MOST_NAMED])}{rest}."

    def _causes(self) -> Iterator[str]:
        for found in self._triage.causes:
            evidence = "; ".join(map(self._dossier.short, found.evidence))
            yield f"{found.cause.title}. {sentence(found.cause.short)} Shown by: {evidence}."

    def _gaps(self) -> Iterator[str]:
        for gap in self._triage.gaps[:MOST_NAMED]:
            answer = self._dossier.answer(gap.question.id)
            waiting = " A gate waits for it." if gap.for_gates else ""
            if answer.ask:
                yield f"{gap.question.short}: {sentence(answer.ask)}{waiting}"
            else:
                asked = "nobody knew" if gap.asked else "not asked yet"
                whom = self._dossier.whom(gap.question.id)
                yield f"{gap.question.short}: {asked}; ask {whom}.{waiting}"
        more = len(self._triage.gaps) - MOST_NAMED
        if more > 0:
            yield f"and {more} more."
