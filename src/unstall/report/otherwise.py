"""An answer, a fact or a time given otherwise, in words: the parts of a sentence with "if".

Every change is said in the words of the levels, what was answered beside what would have to be, so
that whoever was asked can say whether it is so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from unstall.questionnaire.how_soon import how_soon_in_words
from unstall.report.dossier import Dossier
from unstall.report.facts import fact_in_words
from unstall.report.phrases import listed, quoted
from unstall.triage.flip_sets import Move
from unstall.triage.reopen import Change, FactMove


@dataclass(frozen=True, slots=True)
class InWords:
    """One change in words; "if", then `of`, `about` and `other` make a clause."""

    of: str
    """What of it would be other: "the answer on"; may be left away where room is short."""
    about: str
    """The question or the fact: "Accountable owner"."""
    other: str
    """How it would be: "were “…”", "turned out to be “…”", "could be had within 2 weeks"."""
    instead: str
    """What was said: "instead of “…”"; empty if nothing was."""


def in_words(dossier: Dossier, change: Change, *, levels: Sequence[int] = ()) -> InWords:
    """Say one change.

    Args:
        dossier: The session as it stands.
        change: What would be given otherwise.
        levels: For an answer, all the levels any of which would do; without them that of the
            change alone.
    """
    if isinstance(change, Move):
        to = [_label(dossier, change.question, level) for level in levels or [change.to_level]]
        now = change.from_level
        before = None if now is None else _label(dossier, change.question, now)
        return _given(dossier.short(change.question), listed(to, last="or"), before)
    if isinstance(change, FactMove):
        fact, given = dossier.questionnaire.fact_by_id[change.fact], dossier.fact(change.fact)
        values = (change.to,) if given is None else (change.to, given)
        said = [quoted(fact_in_words(fact, value, dossier.formats)) for value in values]
        return _given(quoted(fact.title), said[0], *said[1:])
    soon = how_soon_in_words(dossier.questionnaire.procedure, change.within)
    could = "could not be had at all" if change.within == "cannot" else f"could be had {soon}"
    return InWords("what is missing on", dossier.short(change.question), could, "")


def _given(about: str, to: str, before: str | None = None) -> InWords:
    if before is None:
        return InWords("the answer on", about, f"turned out to be {to}", "")
    return InWords("the answer on", about, f"were {to}", f"instead of {before}")


def _label(dossier: Dossier, question: str, level: int) -> str:
    """Give a level's words inside a sentence: a full stop of their own would end it."""
    label = dossier.questionnaire.question_by_id[question].levels[level].label
    return quoted(label.rstrip("."))
