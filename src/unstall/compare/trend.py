"""How a project moved over any number of sessions.

All sessions are told by the rules of the newest version among them, each brought there from its
own, on the part that they all share: questions that count in every one of them and whose levels
lead from one to the other. With two sessions that is what `compare` does, to the last figure. What
is not known widens the range of its own session alone. What a session recommended is its own word,
as recorded where it was closed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from unstall.bands import band_words
from unstall.compare.aligned import Aligned, align
from unstall.compare.comparison import verdict_of
from unstall.compare.models import VerdictOf
from unstall.compare.side import Side
from unstall.questionnaire.models import Questionnaire
from unstall.triage.readiness import Readiness


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """How ready a part was in one session, as shares of the top between 0 and 1."""

    low: float
    high: float
    words: str
    """The band, as far as it can be told; empty where nothing of the part is known."""
    held_down: bool
    """An answer that stops a launch keeps it at a lower band."""

    @property
    def middle(self) -> float:
        """What is to be expected if all that is missing is equally likely."""
        return (self.low + self.high) / 2

    @property
    def is_known(self) -> bool:
        """Anything of it is known."""
        return bool(self.words)


@dataclass(frozen=True, slots=True)
class TrendLine:
    """How one part moved."""

    id: str
    title: str
    view: str
    """`sections`, or the view that it belongs to."""
    points: tuple[TrendPoint | None, ...]
    """One for each session; None where nothing of the session can be compared."""


@dataclass(frozen=True, slots=True)
class TrendSession:
    """One session on the time line."""

    side: Side
    verdict: VerdictOf
    """What it recommended, as recorded where it was closed."""
    comparable: float
    """How much of the newest session's questions, by weight, it can be compared with: 0 to 1."""
    shares: bool
    """It is among those whose readings stand beside each other; the questionnaire is the same."""

    @property
    def day(self) -> date:
        """The day that its answers describe."""
        return self.side.session.assessed

    @property
    def coverage(self) -> float:
        """Weighted share of its own applicable questions that had a level."""
        return self.side.triage.coverage


@dataclass(frozen=True, slots=True)
class Trend:
    """How a project moved, oldest session first."""

    sessions: tuple[TrendSession, ...]
    lines: tuple[TrendLine, ...]
    """Sections first, then the other views, in the newest questionnaire's order."""
    base: float
    """How much of the newest session's questions, by weight, all sessions share: all readings here
    rest on that part alone, so that they can be held against each other."""
    rules: Questionnaire
    """The version by whose rules the readings are told: the newest of all."""

    @property
    def newest(self) -> TrendSession:
        """The session at the end."""
        return self.sessions[-1]

    @property
    def views(self) -> tuple[str, ...]:
        """The views that there are lines of, in their order."""
        return tuple(dict.fromkeys(line.view for line in self.lines))

    def of_view(self, view: str) -> tuple[TrendLine, ...]:
        """List the lines of one view."""
        return tuple(line for line in self.lines if line.view == view)


def trend(sides: Sequence[Side]) -> Trend:
    """Tell how a project moved.

    Sessions of another questionnaire than the last one's stand on the time line with what they
    recommended, and without readings. Raises `ValueError` without any session.

    Args:
        sides: The sessions in the order in which they repeat each other, the oldest first.
    """
    if not sides:
        raise ValueError("a trend needs a session")
    newest = _newest(sides)
    aligned = [align(side, newest)[0] for side in sides]
    sharing = [side.questionnaire.id == newest.questionnaire.id for side in sides]
    parts = [_comparable(one) for one in aligned]
    common = frozenset.intersection(
        *(part for part, shares in zip(parts, sharing, strict=True) if shares)
    )
    last = aligned[-1]
    return Trend(
        sessions=tuple(
            TrendSession(side, verdict_of(side), _share(last, parts[-1] & part), shares)
            for side, part, shares in zip(sides, parts, sharing, strict=True)
        ),
        lines=_lines(aligned, sharing, common),
        base=_share(last, common),
        rules=newest.questionnaire,
    )


def _newest(sides: Sequence[Side]) -> Side:
    """Find whose rules are the newest; of sessions of one version the last."""
    same = [side for side in sides if side.questionnaire.id == sides[-1].questionnaire.id]
    return max(reversed(same), key=lambda side: side.version)


def _comparable(one: Aligned) -> frozenset[str]:
    return (one.reached & one.applicable) - one.asked_again


def _share(last: Aligned, part: frozenset[str]) -> float:
    weights = {question: last.weight(question) for question in sorted(last.applicable)}
    total = sum(weights.values())
    return sum(weight for q, weight in weights.items() if q in part) / total if total else 0.0


def _lines(
    aligned: Sequence[Aligned], sharing: Sequence[bool], common: frozenset[str]
) -> tuple[TrendLine, ...]:
    rules = aligned[-1].rules
    measured = [
        {
            (found.view, found.id): found
            for found in rules.scale.measure(one.triage.reading, among=common)
        }
        if shares
        else {}
        for one, shares in zip(aligned, sharing, strict=True)
    ]
    return tuple(
        TrendLine(
            id=found.id,
            title=found.title,
            view=found.view,
            points=tuple(
                _point(rules.questionnaire, of.get((found.view, found.id))) for of in measured
            ),
        )
        for found in measured[-1].values()
    )


def _point(rules: Questionnaire, found: Readiness | None) -> TrendPoint | None:
    if found is None:
        return None
    return TrendPoint(
        low=found.low,
        high=found.high,
        words=band_words(rules, found) if found.coverage else "",
        held_down=bool(found.blocked_by),
    )
