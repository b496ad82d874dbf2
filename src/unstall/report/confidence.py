"""How sure a report may sound, in a word, and why.

One voice, or none on record, is never more than *moderate*. *High* also needs a verdict that holds
up, most of it known, and at least half of the weightiest answers confirmed by a second person or
seen. *Low* is what stands open, and what rests on less than three fifths of the answers.
"""

from __future__ import annotations

from dataclasses import dataclass

from unstall.report.dossier import RESPONDENTS, Dossier
from unstall.report.phrases import counted_in_words, in_words, listed

ENOUGH_CONFIRMED = 0.5
ENOUGH_VOICES = 2


@dataclass(frozen=True, slots=True)
class Evidence:
    """How the weightiest answers are known."""

    questions: int
    answered: int
    corroborated: int
    seen: int

    @property
    def stated(self) -> int:
        """Answered on somebody's word alone."""
        return self.answered - self.corroborated - self.seen

    @property
    def confirmed(self) -> int:
        """Confirmed by a second person, or seen."""
        return self.corroborated + self.seen


@dataclass(frozen=True, slots=True)
class Confidence:
    """A word, and the clauses that explain it."""

    word: str
    because: tuple[str, ...]


def evidence(dossier: Dossier) -> Evidence:
    """Count how the weightiest answers are known."""
    answered = [q.id for q in dossier.heaviest if q.id in dossier.triage.reading.levels]
    known = [dossier.answer(question).known for question in answered]
    return Evidence(
        questions=len(dossier.heaviest),
        answered=len(answered),
        corroborated=known.count("corroborated"),
        seen=known.count("seen"),
    )


def voices(dossier: Dossier) -> int:
    """Count the people who answered."""
    return len(dossier.fact(RESPONDENTS) or ())


def confidence(dossier: Dossier) -> Confidence:
    """Choose the word for how sure the report may sound."""
    triage, standing = dossier.triage, dossier.outlook.standing.word
    enough = dossier.questionnaire.procedure.standing.holds_up_coverage
    found = evidence(dossier)
    heard = voices(dossier)
    coverage = triage.coverage
    because = [
        _heard(heard),
        _confirmed(found),
    ]
    if coverage < enough:
        because.append("less than three fifths of the questions, by weight, have an answer")
    if triage.decision.close_call_with:
        because.append("two routes lie close together")
    if triage.decision.weak:
        because.append("the recommended route is open rather than good")
    if standing == "open" or coverage < enough:
        return Confidence("low", tuple(because))
    sure = (
        standing == "holds-up"
        and heard >= ENOUGH_VOICES
        and found.answered > 0
        and found.confirmed >= ENOUGH_CONFIRMED * found.answered
    )
    return Confidence("high" if sure else "moderate", tuple(because))


def _heard(heard: int) -> str:
    if heard == 0:
        return "who answered is not on record"
    return "one person was heard" if heard == 1 else f"{in_words(heard)} people were heard"


def _confirmed(found: Evidence) -> str:
    of = f"of the {counted_in_words(found.answered, 'weightiest answer')}"
    if found.answered == 0:
        return "none of the weightiest questions has an answer yet"
    if found.answered == 1:
        has = "has" if found.confirmed else "has not"
        return f"the weightiest answer {has} been confirmed by a second person or seen"
    if not found.confirmed:
        return f"none {of} has been confirmed by a second person or seen"
    rest = [
        f"{in_words(number)} {'was' if number == 1 else 'were'} {how}"
        for number, how in (
            (found.corroborated, "confirmed by a second person"),
            (found.seen, "seen"),
        )
        if number
    ]
    return f"{of}, {listed(rest)}"
